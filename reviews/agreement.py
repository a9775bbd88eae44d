"""What the members of a committee said of a draft as a whole, and whether it is enough. Pure."""

from dataclasses import dataclass
from typing import Any


def short_code(content_hash: str) -> str:
    """Return the first eight signs in two groups, as pages show a content: a1b2 c3d4."""
    return f"{content_hash[:4]} {content_hash[4:8]}"


@dataclass(frozen=True)
class Answer:
    """One member's answer, if there is one; it lapses when the content is another by now."""

    member: Any
    verdict: Any = None
    is_current: bool = False

    @property
    def is_agreeing(self) -> bool:
        return self.is_current and self.verdict.choice == "agree"

    @property
    def is_doubting(self) -> bool:
        return self.is_current and self.verdict.choice != "agree"

    @property
    def is_lapsed(self) -> bool:
        return self.verdict is not None and not self.is_current


@dataclass(frozen=True)
class Agreement:
    """All members' answers about one content, and how many must agree."""

    content_hash: str
    answers: list[Answer]
    needed: int

    @property
    def short_code(self) -> str:
        return short_code(self.content_hash)

    @property
    def seats(self) -> int:
        return len(self.answers)

    @property
    def agreeing(self) -> int:
        return sum(answer.is_agreeing for answer in self.answers)

    @property
    def doubting(self) -> int:
        return sum(answer.is_doubting for answer in self.answers)

    @property
    def lapsed(self) -> int:
        return sum(answer.is_lapsed for answer in self.answers)

    @property
    def answered(self) -> int:
        return self.agreeing + self.doubting

    @property
    def is_enough(self) -> bool:
        return self.agreeing >= self.needed

    def of(self, member: Any) -> Answer:
        """Return the answer of a member, an empty one where there is none."""
        return next((a for a in self.answers if a.member == member), Answer(member))
