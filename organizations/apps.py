from django import forms
from django.apps import AppConfig

# By the code of the fault; Django would say these in English.
NOT_IN_DJANGOS_THAI = {
    "max_length": "พิมพ์ได้ไม่เกิน %(limit_value)d ตัวอักษร พิมพ์มา %(show_value)d",
    "null_characters_not_allowed": "มีอักขระที่อ่านไม่ได้ พิมพ์ใหม่",
    "max_digits": "พิมพ์ตัวเลขได้ไม่เกิน %(max)d หลัก",
    "max_whole_digits": "พิมพ์ตัวเลขหน้าจุดทศนิยมได้ไม่เกิน %(max)d หลัก",
    "max_decimal_places": "พิมพ์ทศนิยมได้ไม่เกิน %(max)d ตำแหน่ง",
}


class OrganizationsConfig(AppConfig):
    name = "organizations"

    def ready(self):
        from . import desk_parts  # noqa: F401 -- it registers itself; models exist only now

        # Sign-in and other forms of libraries: what to do, not what a field is.
        forms.Field.default_error_messages["required"] = "กรอกช่องนี้"
        forms.Field.default_error_messages |= NOT_IN_DJANGOS_THAI
