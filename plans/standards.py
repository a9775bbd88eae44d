"""Programs and procedures: what the nation fixes of a plan."""

from datetime import date

from organizations.standards import loader, rows, upsert

from .models import Procedure, Program, ProgramAlias
from .workflow import Kind

REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น พ.ศ. 2548"
BOTH = ["support_committee", "committee", "executive"]
FREE = [Kind.ADDITION, Kind.CHANGE]  # customary: towns repeat the steps or go to the executive
PROCEDURES = [
    {
        "in_force_on": date(2005, 10, 1),
        "free_kinds": FREE,
        "name": "ระเบียบฯ พ.ศ. 2548 (คณะกรรมการสนับสนุนเสนอผู้บริหารโดยตรง)",
        "citation": REGULATION,
        "routes": {
            Kind.ORIGINAL: ["support_committee", "executive"],
            Kind.ADDITION: ["support_committee", "executive"],
            Kind.CHANGE: ["support_committee", "executive"],
            Kind.CORRECTION: ["executive"],
        },
    },
    {
        "in_force_on": date(2018, 10, 4),  # the day after the Gazette of 3 October 2561
        "free_kinds": FREE,
        "name": "ระเบียบฯ พ.ศ. 2548 แก้ไขถึง (ฉบับที่ 3) พ.ศ. 2561",
        "citation": f"{REGULATION} และที่แก้ไขเพิ่มเติมถึง (ฉบับที่ 3) พ.ศ. 2561",
        "routes": {
            Kind.ORIGINAL: BOTH,
            Kind.ADDITION: BOTH,
            Kind.CHANGE: BOTH,
            Kind.CORRECTION: ["executive"],
        },
    },
]


@loader
def load_programs():
    count = upsert(
        Program,
        ["code"],
        (
            {"code": row["code"], "area": row["area"], "name": row["name_th"], "order": order}
            for order, row in enumerate(rows("programs.csv"))
        ),
    )
    programs = {program.code: program for program in Program.objects.all()}
    upsert(
        ProgramAlias,
        ["name"],
        (
            {"name": row["alias_th"], "program": programs[row["code"]]}
            for row in rows("program_aliases.csv")
        ),
    )
    return "programs", count


@loader
def load_procedures():
    """Add the procedures we know; one that an administrator adjusted is left alone."""
    for row in PROCEDURES:
        row = dict(row)
        Procedure.objects.get_or_create(in_force_on=row.pop("in_force_on"), defaults=row)
    return "procedures", len(PROCEDURES)
