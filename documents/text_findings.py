"""What readiness says about an organization's own texts: a leftover year, another's name."""

from projects.findings import Finding, Level, Rule
from projects.readiness import contributes

from .leftovers import leftovers_of


@contributes
def of_own_texts(version):
    """Return a ควรตรวจ for each leftover of each own text, linked to the text's editor."""
    return [
        Finding(
            Level.SHOULD,
            Rule.TEXT_OTHER_YEAR if leftover.is_year else Rule.TEXT_OTHER_NAME,
            f"ข้อความ “{text.title}” {leftover.message}",
            value=f"{text.key} {leftover.value}",
            url=text.get_absolute_url(),
        )
        for text in version.organization.section_texts.select_related("organization")
        for leftover in leftovers_of(text.body, version)
    ]
