"""The national lists of items; items themselves change only through their pages, which log."""

from django.contrib import admin

from .models import BudgetSource, EquipmentCategory


@admin.register(BudgetSource)
class BudgetSourceAdmin(admin.ModelAdmin):
    list_display = ["name", "origin_class", "order"]
    search_fields = ["name"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(EquipmentCategory)
class EquipmentCategoryAdmin(admin.ModelAdmin):
    list_display = ["name", "order"]
    search_fields = ["name", "aliases"]

    def has_delete_permission(self, request, obj=None):
        return False
