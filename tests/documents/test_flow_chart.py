from xml.etree import ElementTree

from documents.flow_chart import DOWN, WIDTH, drawing, rows_of

LONG = "รวบรวมแผนงาน โครงการ และกิจกรรมขององค์กรปกครองส่วนท้องถิ่น และของหน่วยงานอื่นในพื้นที่"
STEPS = [("คณะกรรมการ", LONG), ("คณะกรรมการ", "จัดทำร่าง"), ("นายก", "ประกาศใช้")]


def test_neighbours_with_the_same_actor_share_a_box():
    assert [(row.who, row.span) for row in rows_of(STEPS)] == [
        ("คณะกรรมการ", 3),
        ("", 0),
        ("นายก", 1),
    ]


def test_a_longer_text_gets_a_higher_box():
    first, second, _ = rows_of(STEPS)

    assert first.height > second.height


def test_a_long_name_makes_its_only_step_as_high():
    lone, short = rows_of([("คณะกรรมการ" * 9, "พิจารณา"), ("นายก", "พิจารณา")])

    assert lone.height > short.height


def test_the_picture_has_a_box_for_each_actor_and_step_and_an_arrow_between():
    rows = rows_of(STEPS)
    picture = ElementTree.fromstring(drawing(rows))

    shapes = [shape.tag.rpartition("}")[2] for shape in picture]
    assert shapes.count("rect") == 2 + 3
    assert shapes.count("path") == 3 + 2 + 1  # across, down the steps, down the actors
    height = sum(row.height for row in rows) + 2 * DOWN
    assert picture.get("viewBox") == f"0 0 {WIDTH:g} {height:g}"


def test_no_steps_are_an_empty_picture():
    assert list(ElementTree.fromstring(drawing([]))) == []
