"""What those who run the installation may touch: people and the national holidays.

The log and whatever an organization announced are not here on purpose.
"""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from .models import Holiday, Organization, User

# One way in: the sign-in page that counts failures.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = "ดูแลข้อมูลกลาง"


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People come by invitation and stay; here they are barred or given the installation."""

    list_display = ["email", "name", "is_active", "is_superuser", "last_login"]
    search_fields = ["email", "name"]
    fields = ["email", "prefix", "name", "is_active", "is_staff", "is_superuser", "last_login"]
    readonly_fields = ["last_login"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    """To look up; an organization changes its settings itself, and logs that."""

    list_display = ["full_name", "slug", "code", "district", "province"]
    search_fields = ["full_name", "slug", "code"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    """The national list; what an organization adds or withdraws is its own."""

    list_display = ["on", "name"]
    fields = ["on", "name"]
    search_fields = ["name"]
    date_hierarchy = "on"
    ordering = ["-on"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(organization=None)
