"""The national lists of items; items themselves change only through their pages, which log.

What an announced item names stays as it is: an announced version never changes again.
"""

from django.contrib import admin

from plans.workflow import Stage

from .models import BudgetSource, Equipment, EquipmentCategory, Project


@admin.register(BudgetSource)
class BudgetSourceAdmin(admin.ModelAdmin):
    list_display = ["name", "origin_class", "order"]
    search_fields = ["name"]

    def has_change_permission(self, request, obj=None):
        announced = (
            model.objects.filter(source=obj, version__stage=Stage.ANNOUNCED)
            for model in (Project, Equipment)
        )
        is_fixed = obj is not None and any(items.exists() for items in announced)
        return super().has_change_permission(request, obj) and not is_fixed

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(EquipmentCategory)
class EquipmentCategoryAdmin(admin.ModelAdmin):
    list_display = ["name", "order"]
    search_fields = ["name", "aliases"]

    def get_readonly_fields(self, request, obj=None):
        announced = Equipment.objects.filter(category=obj, version__stage=Stage.ANNOUNCED)
        return ["key", "order", "name"] if obj is not None and announced.exists() else []

    def has_delete_permission(self, request, obj=None):
        return False
