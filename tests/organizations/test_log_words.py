"""Whatever is written into the log can be read in Thai."""

import ast
from pathlib import Path

import pytest

from organizations.log_words import ACTIONS
from projects.models import Change

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = (
    "organizations", "plans", "projects", "documents", "reviews", "announcements", "progress",
    "actionplan",
)  # fmt: skip


def recorded_actions():
    """Yield (file, word) of every recorded action that stands in the code as a word."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
                if name in {"record", "record_many"}:
                    for part in ast.walk(node.args[1]) if len(node.args) > 1 else ():
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield f"{path.relative_to(ROOT)}:{part.lineno}", part.value


@pytest.mark.parametrize(("place", "action"), list(recorded_actions()))
def test_an_action_has_its_words(place, action):
    assert action in ACTIONS, f"{place} records “{action}”; organizations/log_words.py lacks it"


@pytest.mark.parametrize("change", list(Change))
def test_a_change_of_an_item_has_its_words(change):
    assert change.value in ACTIONS
