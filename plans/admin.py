"""The regulation as data: a new edition is a new row; a row that plans follow stays as it is."""

from django.contrib import admin

from .models import PlanVersion, Procedure


@admin.register(Procedure)
class ProcedureAdmin(admin.ModelAdmin):
    list_display = ["name", "in_force_on", "finish_days", "post_days", "display_days"]

    def has_change_permission(self, request, obj=None):
        is_used = obj is not None and PlanVersion.objects.filter(procedure=obj).exists()
        return super().has_change_permission(request, obj) and not is_used

    def has_delete_permission(self, request, obj=None):
        return False
