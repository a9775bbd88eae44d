"""A composed book as JSON and back: the same book, field for field. Pure."""

import json
from dataclasses import asdict, fields, is_dataclass
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .plan_book import PlanBook


def dumped(book: PlanBook) -> str:
    """Return a book as JSON; money as decimal strings."""
    return json.dumps(asdict(book), ensure_ascii=False, sort_keys=True, default=str)


def loaded(text: str) -> PlanBook:
    """Return the book of a JSON; what it was kept without takes its default."""
    book: PlanBook = _made(PlanBook, json.loads(text))
    return book


def _made(kind: Any, told: Any) -> Any:
    """Return what was told as the type it is declared with."""
    if told is None:
        return None
    if isinstance(kind, UnionType):
        return _made(next(each for each in get_args(kind) if each is not type(None)), told)
    if get_origin(kind) in (list, tuple):
        inner = get_args(kind)[0]
        return get_origin(kind)(_made(inner, each) for each in told)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [each.name for each in fields(kind) if each.name in told]
        return kind(**{name: _made(hints[name], told[name]) for name in names})
    return Decimal(told) if kind is Decimal else told
