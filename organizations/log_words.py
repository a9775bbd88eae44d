"""The log in Thai: what each action and each kind of thing is called. One table, no logic."""

# A sentence is the actor, then one of these; {thing} is the kind, {label} its name at that time.
ACTIONS = {
    "accept": "ตอบรับคำเชิญ",
    "add": "เพิ่ม{thing} “{label}”",
    "create": "สร้าง{thing} “{label}”",
    "deactivate": "พักใช้{thing} “{label}”",
    "delete": "ลบ{thing} “{label}”",
    "edit": "แก้{thing} “{label}”",
    "extend": "ขยายเวลา{thing} “{label}”",
    "invite": "ส่งคำเชิญถึง{thing} “{label}”",
    "move": "เปลี่ยนขั้นของ{thing} “{label}”",
    "open": "เปิด{thing} “{label}”",
    "reactivate": "เปิดใช้{thing} “{label}” อีกครั้ง",
    "restore": "คืน{thing} “{label}”",
    "withdraw": "ยกเลิก{thing} “{label}”",
}

THINGS = {
    "announcement": "ประกาศ",
    "attendance": "การเข้าประชุม",
    "budgetchange": "การโอนหรือแก้งบ",
    "deadlineextension": "การขยายเวลา",
    "disbursement": "การเบิกจ่าย",
    "equipment": "ครุภัณฑ์",
    "guideline": "แนวทางการพัฒนา",
    "holiday": "วันหยุด",
    "import": "การนำเข้า",
    "meeting": "การประชุม",
    "member": "สมาชิก",
    "organization": "องค์กร",
    "plan": "แผน",
    "planversion": "ฉบับแผน",
    "posting": "การปิดประกาศ",
    "postingevidence": "หลักฐานการปิดประกาศ",
    "progressreport": "การรายงานผล",
    "project": "โครงการ",
    "remark": "ความเห็น",
    "rendering": "เอกสาร",
    "resolution": "มติที่ประชุม",
    "reviewround": "รอบพิจารณา",
    "sectiontext": "ข้อความในเล่มแผน",
    "strategy": "ยุทธศาสตร์",
    "unit": "หน่วยงาน",
    "verdict": "ผลพิจารณา",
}


def sentence(entry):
    """Return what an entry says happened, without the actor."""
    words = ACTIONS.get(entry.action, "ดำเนินการกับ{thing} “{label}”")
    thing = THINGS.get(entry.object_type, "")
    return words.format(thing=thing, label=entry.object_label)
