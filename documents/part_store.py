"""Printed parts on disk, by the hash of all they print and of what they were printed with."""

import json
import os
import time
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from .plan_book import printed_with
from .press import Printed

KEPT_FOR = 30 * 24 * 3600  # seconds after its last use


class PartStore:
    """A folder of parts; whatever is missing or damaged there is simply printed again."""

    def __init__(self, folder=None):
        self.folder = Path(folder or Path(settings.MEDIA_ROOT) / "parts")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.made = json.dumps(printed_with(), sort_keys=True)

    def _path(self, part):
        return self.folder / sha256(f"{part.sha256}{self.made}".encode()).hexdigest()

    def get(self, part):
        """Return a part as Printed, or None where it is not there whole."""
        path = self._path(part)
        try:
            told = json.loads(path.with_suffix(".json").read_bytes())
            data = path.with_suffix(".pdf").read_bytes()
            os.utime(path.with_suffix(".json"))
        except (OSError, ValueError):
            return None
        if sha256(data).hexdigest() != told.pop("sha256", ""):
            return None  # half written when the machine stopped
        return Printed(part.key, data, **told)

    def put(self, part, printed):
        path = self._path(part)
        told = asdict(printed)
        data = told.pop("data")
        told["sha256"] = sha256(data).hexdigest()
        del told["key"]
        path.with_suffix(".pdf").write_bytes(data)
        path.with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")

    def sweep(self, now=None):
        """Remove what nobody asked for in KEPT_FOR; return how many parts went."""
        oldest, gone = (now or time.time()) - KEPT_FOR, 0
        for path in self.folder.glob("*.json"):
            if path.stat().st_mtime < oldest:
                path.with_suffix(".pdf").unlink(missing_ok=True)
                path.unlink(missing_ok=True)
                gone += 1
        return gone
