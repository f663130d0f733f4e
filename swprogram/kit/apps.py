from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "swprogram.kit"
    label = "kit"

    def ready(self):
        from swprogram.kit import checks, lookups

        checks.register()
        lookups.register()
