from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "swprogram.org"
    label = "org"
    verbose_name = _("Units and people")

    def ready(self):
        from swprogram.org import checks  # noqa: F401 - registers them
