"""The trail of an item that came from a file begins with that file."""

import io

from projects.imports.options import Options
from projects.imports.saving import import_file

HEAD = "kind,strategy,program,project_name,budget,unit,start_month,end_month"
LINE = "โครงการ,1. ด้านโครงสร้างพื้นฐาน,แผนงานเคหะและชุมชน,{},{},กองช่าง,3,5"
LOG = "/maesai/log/"


def listed(*rows):
    return io.BytesIO("\n".join([HEAD, *(LINE.format(*row) for row in rows)]).encode())


def actions(client, code):
    return [row.entry.action for row in client.get(LOG, {"item": f"2568/{code}"}).context["rows"]]


def test_what_a_file_added_and_what_it_changed_later(sign_in, planner, version, strategy):
    rows = [("ก่อสร้างถนน", 498000), ("ขุดลอกคลอง", 90000)]
    import_file(version, listed(*rows), "a.csv", Options(), by=planner)
    rows[1] = ("ขุดลอกคลอง", 95000)
    import_file(version, listed(*rows), "b.csv", Options(), by=planner)
    client = sign_in(planner)

    assert actions(client, "0001") == ["import"]
    assert actions(client, "0002") == ["edit", "import"]
