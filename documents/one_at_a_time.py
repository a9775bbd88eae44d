"""Printing within the request of who looks at it: one at a time in a process.

WeasyPrint takes 100 MB; a server has several threads in each of its processes.
"""

import threading
from contextlib import contextmanager

from .paper import PrintFault

WAIT = 5  # seconds for those before
PRESS = threading.Lock()


class Busy(PrintFault):
    """Those who print before take too long at this moment."""


@contextmanager
def turn():
    """Wait for those who print before, or raise Busy."""
    if not PRESS.acquire(timeout=WAIT):
        raise Busy("มีผู้พิมพ์ในระบบพร้อมกันหลายคน ลองใหม่ในอีกสักครู่")
    try:
        yield
    finally:
        PRESS.release()
