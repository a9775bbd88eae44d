"""What the items of a plan come from, in the classes of plan introductions, counted."""

from projects.models import OriginClass
from projects.totals import Totals, grouped
from thai.baht import format_money

CLASSES = {
    OriginClass.ANNUAL: (
        "งบประมาณรายจ่ายประจำปีและงบประมาณรายจ่ายเพิ่มเติมของ{organization}"
        " รวมทั้งเงินอุดหนุนที่ให้หน่วยงานอื่นดำเนินการ"
    ),
    OriginClass.OUTSIDE_ANNUAL: "เงินสะสม เงินอุดหนุนเฉพาะกิจ และรายจ่ายอื่นที่ดำเนินการตามแผนพัฒนาท้องถิ่น",
    OriginClass.NO_BUDGET: "โครงการและกิจกรรมที่{organization}ดำเนินการเองโดยไม่ใช้งบประมาณ",
    OriginClass.OTHER_AGENCY: (
        "โครงการและกิจกรรมของหน่วยราชการส่วนกลาง ส่วนภูมิภาค รัฐวิสาหกิจ และหน่วยงานอื่นที่ดำเนินการในพื้นที่"
    ),
    OriginClass.COORDINATION: (
        "โครงการและกิจกรรมอื่นที่{organization}เห็นว่าเป็นประโยชน์ต่อการประสานการดำเนินงานในพื้นที่"
    ),
}
UNKNOWN = "รายการที่ยังไม่ระบุแหล่งเงิน"


def sources_of(items, organization):
    """Return a numbered line for each class, those without items too; the counts add up.

    While no item tells its source the classes are named without counts.
    """
    sums = grouped(items, lambda item: item.source.origin_class if item.source_id else "")
    unknown = sums.pop("", None)
    lines = [
        words.format(organization=organization) + _counted(sums.get(origin), not unknown)
        for origin, words in CLASSES.items()
    ]
    if sums and unknown:
        lines.append(UNKNOWN + _counted(unknown))
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _counted(sums: Totals | None, is_sure=True):
    if sums is None:  # what has no source yet may belong here
        return " ไม่มีรายการในแผนฉบับนี้" if is_sure else ""
    amount = format_money(sums.all, satang=False)
    money = f"งบประมาณ {amount} บาท" if sums.all else "ไม่ใช้งบประมาณ"
    return f" จำนวน {sums.count:,} รายการ {money}"
