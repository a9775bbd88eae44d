"""Real workers, as processes of their own beside a test."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def worker(*options):
    """Run the worker as a process of its own; what is left of it is killed at the end."""
    environment = {
        **os.environ, "DATABASE_URL": database_url(), "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "actionplan.settings",
    }  # fmt: skip
    command = [sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--no-reload"]
    process = subprocess.Popen(
        [*command, "--verbosity=0", "--interval=0.1", *options], env=environment,
        cwd=settings.BASE_DIR, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def work_off(failed=0):
    """Do all that is queued; `failed` are the tasks that came to grief before."""
    with worker("--batch") as process:
        assert process.wait(60) == 0
    assert DBTaskResult.objects.failed().count() == failed


def wait_for(rendering, condition):
    until = time.monotonic() + 60
    while not condition(rendering):
        assert time.monotonic() < until, (rendering.state, rendering.progress, rendering.error)
        time.sleep(0.02)
        rendering.refresh_from_db()
