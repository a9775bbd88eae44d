"""The demo's lists, brought in by the product's own import."""

import csv
import io

from django.conf import settings

from projects.imports.options import Options
from projects.imports.saving import import_file

FOLDER = settings.BASE_DIR / "data" / "projects"
COLUMNS = (
    "strategy", "guideline", "program", "project_name", "activity_detail", "budget_baht", "place",
    "unit", "source", "start_month", "end_month", "kind", "category",
)  # fmt: skip
# The grants say what is bought, not under which local program or unit: by word, and NOTE says so.
BY_WORD = (
    ("การศึกษา", "แผนงานการศึกษา", "กองการศึกษา"),
    ("ขยะ", "แผนงานเคหะและชุมชน", "กองสาธารณสุขและสิ่งแวดล้อม"),
    ("น้ำ", "แผนงานการรักษาความสงบภายใน", "สำนักปลัดเทศบาล"),
    ("", "แผนงานอุตสาหกรรมและการโยธา", "กองช่าง"),
)


def rows_of(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def as_csv(rows):
    """Return rows in the common columns as the bytes of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def bring_in(version, name, data, by):
    """Import the bytes of a list, adding the strategies and units it names."""
    import_file(version, io.BytesIO(data), name, Options(create_missing=True), by=by)


def fill_from_list(version, name, by):
    """Import a shipped list as it is."""
    bring_in(version, name, (FOLDER / name).read_bytes(), by)


def fill_from_devplan(version, by):
    """Import the year's column of the five-year plan, and the year's equipment."""
    column = f"plan_{version.fiscal_year}"
    rows = [
        {**row, "budget_baht": row[column]}
        for row in rows_of("nakhonsawan_city_devplan_2566_2570.csv")
        if row[column] not in {"", "0"}
    ]
    bring_in(version, f"devplan_{version.fiscal_year}.csv", as_csv(rows), by)
    equipment = as_csv(equipment_rows(version, column))
    bring_in(version, f"equipment_{version.fiscal_year}.csv", equipment, by)


def equipment_rows(version, column):
    """Yield the year's equipment whose text the source did not cut, under the last strategy."""
    strategy = version.organization.strategies.last()
    for row in rows_of("nakhonsawan_city_equipment_2566_2570.csv"):
        if row[column] and row["text_truncated"] == "0":
            yield {
                "kind": "equipment",
                "category": row["equipment_type"],
                "strategy": str(strategy),
                "program": f"แผนงาน{row['program']}",
                "project_name": row["item"],
                "budget_baht": row[column],
                "unit": row["unit"],
                "source": "งบประมาณรายจ่ายประจำปี",
            }


def fill_from_grants(version, organization_name, by):
    """Import what a town got as specific grants, leaving out rows that were misread."""
    rows = []
    for row in rows_of("local_2565_specific_grants.csv"):
        if row["org_name"] == organization_name and not row["ocr_suspect"]:
            words = next(found for found in BY_WORD if found[0] in row["project_name"])
            strategy = "1. ยุทธศาสตร์ด้านโครงสร้างพื้นฐานและบริการสาธารณะ"
            rows.append({**row, "strategy": strategy, "program": words[1], "unit": words[2]})
    bring_in(version, "specific_grants.csv", as_csv(rows), by)
