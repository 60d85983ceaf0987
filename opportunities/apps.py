from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Opportunities")

    def ready(self) -> None:
        from core.operation.health import checks
        from core.operation.runs.works import works
        from core.search.kinds import kinds
        from core.web.moments import moments
        from core.web.sitemaps import sitemaps
        from network.intranet.passing_on.sources import sources
        from network.intranet.start.parts import Part, parts
        from opportunities import receivers
        from opportunities.finding import search as calls
        from opportunities.finding.closing_soon import closing_soon
        from opportunities.health import health
        from opportunities.imports.feeds import feeds
        from opportunities.passing_on import passable_call
        from opportunities.programmes import search as programmes
        from opportunities.showing.moments import next_call_change
        from opportunities.sitemap import CallSitemap, ProgrammeSitemap
        from opportunities.works import import_work, work_name

        checks.register("import", health)
        soon = Part(
            _("Closes soon for you"),
            closing_soon,
            10,
            lambda: reverse("call_list"),
            _("All open calls"),
        )
        parts.register("calls", soon)
        sources.register(calls.KIND, passable_call)
        kinds.register(calls.KIND, calls.CallKind())
        kinds.register(programmes.KIND, programmes.ProgrammeKind())
        moments.register("calls", next_call_change)
        for slug, feed in feeds:
            works.register(work_name(slug), import_work(feed))
        receivers.connect_signals()
        sitemaps.register("calls", CallSitemap)
        sitemaps.register("programmes", ProgrammeSitemap)
