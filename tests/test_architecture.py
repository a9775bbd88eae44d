"""The house rules that a machine can check: every view guarded, no scripts in pages."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
THIRD_PARTY = ("admin/",)  # guards itself: staff only
# Sign-in and sign-out are for everybody; the third guards itself.
ALLAUTH = {"account_login", "account_logout", "account_change_password"}


def views(patterns, prefix=""):
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern


ALL_VIEWS = [
    (address, pattern)
    for address, pattern in views(get_resolver().url_patterns)
    if not address.startswith(THIRD_PARTY) and pattern.name not in ALLAUTH
]


@pytest.mark.parametrize(("address", "pattern"), ALL_VIEWS, ids=[a for a, _ in ALL_VIEWS])
def test_every_view_is_guarded(address, pattern):
    guard = getattr(pattern.callback, "guard", None)

    assert guard is not None, f"{address} wears neither @member_may nor @public"
    if address.startswith("<slug:organization>/"):
        assert guard != "public"
    if address.startswith("public/"):
        assert guard == "public"


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_no_inline_script_or_style(path):
    if path.parts[-2] == "documents" and path.name.startswith("book"):
        pytest.skip("paper, not a page")
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert re.findall(r"""\s(?:style|on[a-z]+)=["']""", text) == []
    assert re.findall(r"<style", text) == []
    assert re.findall(r"javascript:", text) == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_tables_that_become_cards_keep_their_roles(path):
    """`display: block` takes the roles away; screens that are read aloud need them written out."""
    tables = re.findall(r'<table class="[^"]*\bstack\b[^"]*"[^>]*>', path.read_text("utf-8"))

    assert [table for table in tables if 'role="table"' not in table] == []
