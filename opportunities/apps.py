from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Opportunities")

    def ready(self) -> None:
        from core.search.kinds import kinds
        from opportunities import sitemap
        from opportunities.finding import search as calls
        from opportunities.programmes import search as programmes
        from opportunities.showing import moments

        kinds.register(calls.KIND, calls.CallKind())
        kinds.register(programmes.KIND, programmes.ProgrammeKind())
        moments.register()
        sitemap.register()
