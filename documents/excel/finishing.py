"""What openpyxl cannot write: the value beside a formula, and who made the file. Pure.

openpyxl writes a formula alone. What does not calculate — the preview of a phone, a reader of
data — then shows nothing where a total should be. Each formula gets the value we computed; the
tests prove that LibreOffice computes the same one.

It also calls itself Excel. LibreOffice believes that and trusts row heights and values that
nobody measured; of another maker's file it fits the rows to their text and calculates anew.
"""

import io
import re
import zipfile
from decimal import Decimal
from xml.sax.saxutils import escape

MAKER = "Local Action Plan"
_MAKER = re.compile(r"(<Application>)[^<]*(</Application>)")
_CUSTOM = re.compile(r'(<row [^>]*?) customHeight="1"')
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>.*?</f>)<v ?/?>(?:</v>)?</c>', re.DOTALL)

Value = int | Decimal | str


def finished(workbook: bytes, values: list[dict[str, Value]]) -> bytes:
    """Return the file with the values of its formulas, {cell: value} for each sheet in order.

    KeyError for a formula without one: a total nobody computed may not leave the house.
    """
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target,
    ):
        of_sheet = {
            f"xl/worksheets/sheet{place}.xml": each for place, each in enumerate(values, start=1)
        }
        for name in source.namelist():
            data = source.read(name)
            if name in of_sheet:
                data = _written(data.decode(), of_sheet[name]).encode()
            elif name == "docProps/app.xml":
                data = _MAKER.sub(rf"\g<1>{MAKER}\g<2>", data.decode()).encode()
            target.writestr(name, data)
    return result.getvalue()


def _written(sheet: str, values: dict[str, Value]) -> str:
    def with_value(found: re.Match[str]) -> str:
        place, looks, formula = found.groups()
        value = values[place]
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<c r="{place}"{looks}{kind}>{formula}<v>{escape(str(value))}</v></c>'

    # A height that is not somebody's own follows the text when the text is edited.
    return _CUSTOM.sub(r"\1", _FORMULA.sub(with_value, sheet))
