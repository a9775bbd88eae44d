"""The settings are safe by themselves."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection


def check(**environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_debug_and_secret_key_it_refuses_to_start():
    done = check()

    assert done.returncode == 1
    assert (
        done.stderr.strip()
        .splitlines()[-1]
        .endswith("Set SECRET_KEY in the environment, or DEBUG=1 for a trial.")
    )


@pytest.mark.parametrize("environment", [{"DEBUG": "1"}, {"SECRET_KEY": "a-secret"}])
def test_with_either_it_starts(environment):
    assert check(**environment).returncode == 0


def test_sqlite_keeps_a_log_of_writes_and_its_references(db):
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite only")
    with connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "foreign_keys"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]

    assert found == {"journal_mode": "wal", "foreign_keys": 1}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.django_db
def test_cookies_and_headers_are_safe(client):
    response = client.get("/")

    assert "script-src" not in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.cookies == {}
