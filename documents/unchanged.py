"""Content hashes remembered in this process while every row they were made from is as it was.

Composing a book takes as long as making thousands of objects does; reading the same rows again
takes a tenth of it. What is remembered is only ever compared with the rows themselves, so nothing
has to be told that something changed.
"""

import hashlib
from collections import OrderedDict

from django.db import connection
from django.utils import timezone

from plans.models import PlanVersion

from .papers.registry import PAPERS

KEPT = 64  # papers


class Memory:
    """The queries behind each content hash, and a digest of what they returned."""

    def __init__(self, kept=KEPT):
        self.kept = kept
        self.queries, self.known = OrderedDict(), {}

    def hash_of(self, key, compose):
        """Return what `compose()` returns, a content hash, without calling it if it is known.

        `compose` has to read all it uses from the database, and write nothing. It is known from
        the third time on: the first tells the queries, and only if their rows are the same before
        and after the second was the hash made from them.
        """
        key = (*key, timezone.localdate())
        before = self._digest(key)
        if before and self.known.get(key, ("", ""))[0] == before:
            return self.known[key][1]
        recorder = _Recorder()
        with connection.execute_wrapper(recorder):
            found = compose()
        if before and self._digest(key) == before:
            self.known[key] = (before, found)
        else:
            self._remember(key, recorder.queries)
        return found

    def _digest(self, key):
        """Return the SHA-256 of the rows that the queries of a key return now, or None."""
        queries = self.queries.get(key)
        if not queries:
            return None
        digest = hashlib.sha256()
        with connection.cursor() as cursor:
            for sql, params in queries:
                cursor.execute(sql, params)
                digest.update(repr(cursor.fetchall()).encode())
        return digest.hexdigest()

    def _remember(self, key, queries):
        self.known.pop(key, None)
        self.queries[key] = queries
        self.queries.move_to_end(key)
        while len(self.queries) > self.kept:
            old, _ = self.queries.popitem(last=False)
            self.known.pop(old, None)


class _Recorder:
    """Notes every query; none at all once something was written."""

    def __init__(self):
        self.queries, self.has_written = [], False

    def __call__(self, execute, sql, params, many, context):
        self.has_written = self.has_written or many or not str(sql).lstrip().startswith("SELECT")
        self.queries = [] if self.has_written else [*self.queries, (sql, params)]
        return execute(sql, params, many, context)


MEMORY = Memory()


def hash_now(version, paper, facts):
    """Return the hash of what a paper of a version says now; raise TextFault."""
    kind = PAPERS[paper]

    def compose():
        now = PlanVersion.objects.with_plan().get(pk=version.pk)
        return kind.content_hash(kind.compose(now, facts=facts))

    return MEMORY.hash_of((paper, version.pk, repr(facts)), compose)
