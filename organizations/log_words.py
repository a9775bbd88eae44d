"""The log in Thai: what each action and each kind of thing is called. One table, no logic."""

# A sentence is the actor, then one of these; {thing} is the kind, {label} its name at that time.
ACTIONS = {
    "accept": "รับทราบข้อควรตรวจของ{thing} “{label}”",
    "add": "เพิ่ม{thing} “{label}”",
    "add evidence": "เพิ่มหลักฐานของ{thing} “{label}”",
    "agree": "เห็นว่า{thing} “{label}” ครบถ้วน",
    "agree_rest": "เห็นชอบรายการที่เหลือใน{thing} “{label}”",
    "announce": "{label}",
    "answer": "ตอบ{thing} “{label}”",
    "cancel": "ตัด{thing} “{label}” ออก",
    "change budget": "บันทึก{thing} “{label}”",
    "confirm": "ยืนยัน{thing} “{label}”",
    "create": "สร้าง{thing} “{label}”",
    "deactivate": "พักใช้{thing} “{label}”",
    "delete": "ลบ{thing} “{label}”",
    "draft": "ร่าง{thing} “{label}”",
    "edit": "แก้{thing} “{label}”",
    "extend": "ขยายเวลา{thing} “{label}”",
    "give opinion": "ให้ความเห็นต่อ{thing} “{label}”",
    "give_verdict": "ให้{thing} “{label}”",
    "import": "นำเข้าไฟล์ “{label}”",
    "invite": "ส่งคำเชิญถึง{thing} “{label}”",
    "join": "ตอบรับคำเชิญ",
    "move": "เปลี่ยนขั้นของ{thing} “{label}”",
    "open": "เปิด{thing} “{label}”",
    "post": "บันทึก{thing} “{label}”",
    "reactivate": "เปิดใช้{thing} “{label}” อีกครั้ง",
    "record": "บันทึก{thing} “{label}”",
    "remark": "ให้{thing} “{label}”",
    "replace": "เปลี่ยน{thing} “{label}” แทนรายการเดิม",
    "report": "บันทึก{thing} “{label}”",
    "restore": "คืน{thing} “{label}”",
    "send_back": "ส่งกลับ{thing} “{label}”",
    "start": "เริ่ม{thing} “{label}”",
    "suspend": "ยกเลิก{thing} “{label}”",
    "take down": "บันทึกการปลดประกาศ “{label}”",
    "take_attendance": "บันทึกผู้มา{thing} “{label}”",
    "withdraw": "ถอน{thing} “{label}”",
}

THINGS = {
    "acceptedfinding": "ข้อควรตรวจ",
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
