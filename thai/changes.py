"""What changed from one text to another, word by word as Thai is read. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

LONG = 60  # a text up to here is shown whole, as it was and as it is
AROUND = 6  # words kept on each side of a change
MOST_WORDS = 2000  # beyond that lines are compared, not words


@dataclass(frozen=True)
class Piece:
    """A stretch of text: what stayed, what is gone, what is new, or words left out between."""

    kind: str  # same, gone, new, gap
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return the two texts as one, changed words marked and far unchanged ones left out."""
    if not before or not after or max(len(before), len(after)) <= LONG:
        return [Piece(kind, text) for kind, text in (("gone", before), ("new", after)) if text]
    old, new = _words(before), _words(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (deed, first, last, start, end) in enumerate(codes):
        if deed == "equal":
            found += _same(old[first:last], place == 0, place == len(codes) - 1)
        else:
            gone, came = "".join(old[first:last]), "".join(new[start:end])
            found += [Piece(kind, text) for kind, text in (("gone", gone), ("new", came)) if text]
    return found


def _same(words: list[str], is_first: bool, is_last: bool) -> list[Piece]:
    """Return unchanged words, those that no change is near to left out."""
    head = [] if is_first else words[:AROUND]
    tail = [] if is_last else words[max(len(words) - AROUND, len(head)) :]
    if len(head) + len(tail) >= len(words):
        return [Piece("same", "".join(words))]
    kept = [Piece("same", "".join(head)), Piece("gap", "…"), Piece("same", "".join(tail))]
    return [piece for piece in kept if piece.text]


@lru_cache(maxsize=256)
def _cut(text: str) -> tuple[str, ...]:
    from pythainlp.tokenize import word_tokenize  # slow to import

    return tuple(word_tokenize(text, engine="newmm", keep_whitespace=True))


def _words(text: str) -> list[str]:
    return list(_cut(text))
