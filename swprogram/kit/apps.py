from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "swprogram.kit"
    label = "kit"
