"""What the person chose for one file; kept with it, so that a day later it is read the same."""

from dataclasses import asdict, dataclass, field

from .table_columns import Chosen


@dataclass(frozen=True)
class Options:
    """How a file is read: which sheets and columns, months for rows without, names to add."""

    months: int = 0
    create_missing: bool = False
    sheet: str = ""  # read only this one
    left_out: list = field(default_factory=list)  # names of sheets
    headers: dict = field(default_factory=dict)  # sheet → what a person said of its header

    def as_json(self):
        return asdict(self)

    @property
    def chosen(self):
        """Return {sheet: Chosen}; JSON keeps the numbers of months as text."""
        return {sheet: chosen_from(told) for sheet, told in self.headers.items()}


def chosen_from(told):
    months = {int(month): column for month, column in told["months"].items()}
    return Chosen(told["row"], told["fields"], months, told["height"])


def told_of(chosen):
    """Return a Chosen, or a Layout, as JSON keeps it."""
    months = {str(month): column for month, column in chosen.months.items()}
    return {"row": chosen.row, "fields": dict(chosen.fields), "months": months,
            "height": chosen.height}  # fmt: skip
