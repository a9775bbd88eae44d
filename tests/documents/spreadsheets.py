"""A workbook as LibreOffice sees it: every formula calculated anew, every row as high as it needs.

The values that we wrote beside the formulas are taken out first, so that none can come back.
"""

import atexit
import io
import re
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
from lxml import etree

VALUE = re.compile(r"(</f>)<v>[^<]*</v>")
POINTS = 72  # an inch


def opened(data, *, with_values=False):
    return openpyxl.load_workbook(io.BytesIO(data), data_only=with_values)


def without_values(data):
    """Return the file with no value beside any formula."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/"):
                part = VALUE.sub(r"\1", part.decode()).encode()
            target.writestr(name, part)
    return result.getvalue()


@cache
def profile():
    """Return where LibreOffice keeps its settings: one place for all tests, to make it is slow."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name).as_uri()


def converted(path, kind):
    """Return the path of a file that LibreOffice made of another."""
    folder = path.parent / f"as-{kind}"
    command = ["soffice", f"-env:UserInstallation={profile()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True)
    return folder / f"{path.stem}.{kind}"


def recalculated(data, folder: Path):
    """Return the workbook as LibreOffice calculates it, its values only."""
    path = folder / "plan.xlsx"
    path.write_bytes(without_values(data))
    return openpyxl.load_workbook(converted(path, "xlsx"), data_only=True)


def printed(data, folder: Path):
    """Return the PDF that LibreOffice prints of a workbook."""
    path = folder / "printed.xlsx"
    path.write_bytes(data)
    return converted(path, "pdf")


def needed_heights(data, folder: Path, sheet):
    """Return {row: points} that LibreOffice would give the rows of a sheet, as far as it goes.

    It fits rows to their text when it opens a file of its own kind, the first two hundred only.
    """
    path = folder / "rows.xlsx"
    path.write_bytes(data)
    root = etree.parse(converted(converted(path, "ods"), "fods")).getroot()
    style, table = (f"{{{root.nsmap[name]}}}" for name in ("style", "table"))
    heights = {
        each.get(f"{style}name"): float(
            each.find(f"{style}table-row-properties").get(f"{style}row-height").removesuffix("in")
        )
        for each in root.iter(f"{style}style")
        if each.get(f"{style}family") == "table-row"
    }
    (found,) = [t for t in root.iter(f"{table}table") if t.get(f"{table}name") == sheet]
    rows, place = {}, 0
    for row in found.iter(f"{table}table-row"):
        for _ in range(min(int(row.get(f"{table}number-rows-repeated", 1)), 200)):
            place += 1
            rows[place] = heights[row.get(f"{table}style-name")] * POINTS
    return {place: height for place, height in rows.items() if place <= 200}
