"""Members: who they are, what they may do, and their first password."""

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.db.models import Q
from django.utils.html import format_html

from .audit import changes_between, values_of
from .forms import MemberForm, say_what_is_missing
from .membership import SEATS, is_last_admin, set_roles
from .models import NO_MAIL, Member, User
from .roles import DUTIES, WITHOUT_ACCOUNT, Body, Role

CHAIRS = [("", "ไม่ได้เป็นประธาน"), *((body.value, body.label) for body in SEATS)]


def role_choices():
    """Return the roles, each with a line of what it may do."""
    line = '<span class="d-block">{}</span><span class="d-block hint">{}</span>'
    return [(role.value, format_html(line, role.label, DUTIES[role])) for role in Role]


class MembershipForm(MemberForm):
    """Who a member is and does; the name of somebody who serves elsewhere too is left alone."""

    prefix = forms.CharField(
        label="คำนำหน้า", max_length=40, required=False, help_text="เช่น นาย นาง นางสาว หรือยศ"
    )
    name = forms.CharField(label="ชื่อและนามสกุล", max_length=200)
    roles = forms.MultipleChoiceField(
        label="บทบาท",
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "เลือกอย่างน้อย 1 บทบาท"},
    )
    chairs = forms.ChoiceField(
        label="เป็นประธาน",
        choices=CHAIRS,
        required=False,
        help_text="ประธานเป็นผู้ยืนยันมติของคณะนั้น",
    )

    class Meta:
        model = Member
        fields = ["position", "unit", "chairs"]
        help_texts = {
            "position": "เช่น ผู้อำนวยการกองช่าง",
            "unit": "เจ้าหน้าที่หน่วยงานต้องมีหน่วยงาน จึงจะกรอกรายการของหน่วยงานนั้นได้",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = self.member.organization.units.filter(
            Q(is_active=True) | Q(pk=self.instance.unit_id)
        )
        self.fields["unit"].empty_label = "ไม่สังกัดหน่วยงาน"
        person = ["prefix", "name"]
        if self.instance.pk:
            self.fields["roles"].initial = sorted(self.instance.roles)
            person = self.set_person(person)
        self.helper.layout = Layout(
            Fieldset("บุคคล", *person) if person else HTML(""),
            Fieldset("หน้าที่ในองค์กร", "position", "roles", "unit", "chairs"),
        )

    def set_person(self, names):
        """Fill in the person's name, or drop its fields; return the fields that stay."""
        user = self.instance.user
        if user.members.exclude(pk=self.instance.pk).exists():
            for name in names:
                del self.fields[name]
            return []
        for name in names:
            self.fields[name].initial = getattr(user, name)
        return names

    def clean_roles(self):
        roles = {Role(role) for role in self.cleaned_data["roles"]}
        if self.instance.pk and Role.ADMIN not in roles and is_last_admin(self.instance):
            raise forms.ValidationError("เป็นผู้ดูแลระบบคนสุดท้าย เพิ่มผู้ดูแลระบบอีกคนก่อน")
        return roles

    def clean(self):
        cleaned = super().clean()
        roles = cleaned.get("roles", set())
        if Role.UNIT_STAFF in roles and not cleaned.get("unit"):
            self.add_error("unit", "เลือกหน่วยงานของเจ้าหน้าที่หน่วยงาน")
        if chairs := cleaned.get("chairs"):
            self.check_chair(Body(chairs), roles)
        has_none = self.instance.pk and not self.instance.user.can_be_mailed
        if has_none and roles and not can_do_without_email(cleaned):
            self.add_error("roles", "ผู้ไม่มีอีเมลเป็นได้เฉพาะกรรมการที่ไม่มีหน้าที่อื่นและไม่เป็นประธาน")
        return cleaned

    def check_chair(self, body, roles):
        """Refuse a chair without a seat, and a second chair of one body."""
        if roles and not SEATS[body] & roles:
            names = " หรือ ".join(role.label for role in Role if role in SEATS[body])
            self.add_error("chairs", f"ประธานต้องมีบทบาท {names}")
        others = self.member.organization.members.exclude(pk=self.instance.pk)
        if other := others.filter(chairs=body, is_active=True).select_related("user").first():
            self.add_error("chairs", f"{other} เป็นประธานคณะนี้อยู่แล้ว")

    def save_related(self, instance):
        return self.save_person(instance.user) | set_roles(instance, self.cleaned_data["roles"])

    def save_person(self, user):
        """Save a corrected name; return the change for the log."""
        given = {
            name: self.cleaned_data[name] for name in ("prefix", "name") if name in self.fields
        }
        before = values_of(user, given)
        for name, value in given.items():
            setattr(user, name, value)
        user.save(update_fields=list(given))
        return changes_between(user, before, values_of(user, given))


def can_do_without_email(cleaned):
    """Whether somebody with these roles may come in by a personal link alone."""
    roles = cleaned.get("roles", set())
    return bool(roles) and not (roles - WITHOUT_ACCOUNT) and not cleaned.get("chairs")


class NewMemberForm(MembershipForm):
    """A person to invite: an account of theirs is used, or made without a password."""

    email = forms.EmailField(
        label="อีเมล",
        required=False,
        help_text="คำเชิญจะส่งไปที่อีเมลนี้ เว้นว่างได้เฉพาะกรรมการที่ไม่มีอีเมล ซึ่งเข้าด้วยลิงก์ส่วนตัวที่เจ้าหน้าที่ออกให้",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("ผู้รับคำเชิญ", "email", "prefix", "name"),
            Fieldset("หน้าที่ในองค์กร", "position", "roles", "unit", "chairs"),
        )

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if not email:
            return ""
        if email.endswith(NO_MAIL):
            raise forms.ValidationError("กรอกอีเมลที่ใช้ได้จริง หรือเว้นว่าง")
        members = self.member.organization.members.select_related("user")
        if member := members.filter(user__email=email).first():
            state = "" if member.is_active else " ซึ่งพักใช้อยู่ เปิดใช้อีกครั้งได้ที่หน้าสมาชิก"
            raise forms.ValidationError(f"อีเมลนี้เป็นของ {member}{state}")
        return email

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("email") == "" and not can_do_without_email(cleaned):
            self.add_error("email", "กรอกอีเมล เว้นว่างได้เฉพาะกรรมการที่ไม่มีหน้าที่อื่นและไม่เป็นประธาน")
        return cleaned

    def save(self, commit=True):
        given = {name: self.cleaned_data[name] for name in ("prefix", "name")}
        if email := self.cleaned_data["email"]:
            user = User.objects.filter(email=email).first()
            self.instance.user = user or User.objects.create_user(email, **given)
        else:
            self.instance.user = User.objects.create_without_email(**given)
        self.instance.organization = self.member.organization
        return super().save(commit)

    def save_person(self, user):
        return {}  # new with these names, or known under their own


class FirstPasswordForm(SetPasswordForm):
    """The password of an invited person, typed twice and checked like any other."""

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = "รหัสผ่าน"
        self.fields["new_password2"].label = "รหัสผ่านอีกครั้ง"
        say_what_is_missing(self)
