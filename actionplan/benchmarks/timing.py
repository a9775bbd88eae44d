"""How a figure is taken: pages in this process, whole processes with their peak memory."""

import gzip
import os
import statistics
import subprocess
import time
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Cost:
    """What a process cost, those it waited for included; `peak` is of the largest of them."""

    seconds: float
    cpu: float
    peak: int  # MB


def cost(command, env=None):
    """Return the Cost of a command; raise RuntimeError when it fails."""
    began, quiet = time.perf_counter(), subprocess.DEVNULL
    child = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=env, stdout=quiet, stderr=quiet if env else None
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(map(str, command))} failed")
    seconds = time.perf_counter() - began
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def process(command):
    """Return (wall seconds, peak MB) of a process; its own, not its parents'."""
    found = cost(command)
    return found.seconds, found.peak
