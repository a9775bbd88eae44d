"""Signs of life of a printing: how far it is, that it goes on, and whether anybody still waits."""

import os
import signal
import threading
import time
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection
from django.utils import timezone

EVERY = 0.5  # seconds; more often nobody reads it, and SQLite has one writer at a time
BEAT_EVERY = 10


class Cancelled(Exception):
    """The printing was cancelled, or given up as lost, while it went on."""


class Pulse:
    """Writes how far a printing is to its row; `mine` are the rows as long as it is ours."""

    def __init__(self, mine):
        self.mine = mine
        self.told_at = None

    def __call__(self, done, parts, pages):
        """Tell it, at most every EVERY seconds; raise Cancelled when the row is no longer ours."""
        now = time.monotonic()
        if self.told_at is not None and now - self.told_at < EVERY and done < parts:
            return
        self.told_at = now
        words = f"จัดหน้าแล้ว {done} จาก {parts} ส่วน {pages:,} หน้า"
        self.write(parts_done=done, parts=parts, pages=pages, progress=words)

    def write(self, **fields):
        # A sign that comes too late for a busy database is none; the printing itself goes on.
        with suppress(OperationalError):
            if not self.mine.update(beat_at=timezone.now(), **fields):
                raise Cancelled


@contextmanager
def beating(mine):
    """Give signs of life beside work that gives none; not beside what forks."""
    is_over = threading.Event()

    def beat():
        while not is_over.wait(BEAT_EVERY):
            with suppress(OperationalError):  # one sign missed of a busy database is no death
                mine.update(beat_at=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def end_with(parent):
    """Make this process, one of a pool, end when it is told to, or when its parent is gone.

    What a worker does about signals it got with the fork; a killed worker would leave it waiting.
    """

    def watch():
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker, which ends in order
    threading.Thread(target=watch, daemon=True).start()
