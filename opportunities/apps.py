from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Opportunities")

    def ready(self) -> None:
        from opportunities import sitemap
        from opportunities.finding import receivers, search
        from opportunities.programmes import search as programmes
        from opportunities.showing import moments

        search.register()
        moments.register()
        sitemap.register()
        receivers.connect()
        programmes.register()
        programmes.connect()
