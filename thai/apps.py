from django.apps import AppConfig


class ThaiConfig(AppConfig):
    name = "thai"
    label = "thai"
    verbose_name = "ภาษาและปฏิทินไทย"
