"""A finished paper: its bytes, how many pages, and what it was made with. Pure."""

import hashlib
from dataclasses import dataclass, field


class PrintFault(Exception):
    """A book that cannot be printed; the arguments are Thai sentences."""

    letters: tuple[str, ...] = ()  # those that are in no font


@dataclass(frozen=True)
class Paper:
    data: bytes
    pages: int = 0  # known of a PDF only
    made_with: dict[str, object] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()
