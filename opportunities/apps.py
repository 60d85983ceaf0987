from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Opportunities")

    def ready(self) -> None:
        from opportunities import moments, programme_search, receivers, search, sitemap

        search.register()
        moments.register()
        sitemap.register()
        receivers.connect()
        programme_search.register()
        programme_search.connect()
