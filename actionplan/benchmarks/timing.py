"""How a figure is taken: pages in this process, whole processes with their peak memory."""

import gzip
import os
import statistics
import subprocess
import time

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

RUNS = 15


def page(client, url):
    """Return (median ms of warm runs, queries, bytes, compressed bytes) of a page."""
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        response = client.get(url)
        body = response.getvalue()
        times.append((time.perf_counter() - began) * 1000)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return statistics.median(times[1:]), len(captured), len(body), len(gzip.compress(body))


def process(command):
    """Return (wall seconds, peak MB) of a process; its own, not its parents'."""
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} failed")
    return time.perf_counter() - began, usage.ru_maxrss // 1024
