from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from core.operation.personal.retention import Period, periods
        from core.pages.area_parts import AreaPart, area_parts
        from core.pages.contexts import page_contexts
        from core.pages.explaining import explainers
        from core.pages.search import PAGES
        from core.web.sitemaps import sitemaps
        from home import programme_parts as parts
        from home import sitemap
        from home.areas import contacts
        from home.glossary import search as glossary
        from home.glossary.explaining import explanations
        from home.models import NewsIndexPage, StartPage
        from home.news import listing as news
        from home.news import suggested
        from home.news import views as news_views
        from home.news.passing_on import passable_news
        from home.partners import keeping, routing
        from home.start import views as start_views
        from network.intranet.news.desks import NewsDesk, desks
        from network.intranet.passing_on.sources import sources
        from network.organisation import succession
        from network.organisation.routing import addresses
        from opportunities.programmes.parts import ProgrammePart, programme_parts

        page_contexts.register(NewsIndexPage._meta.label, news_views.index_context)
        page_contexts.register(StartPage._meta.label, start_views.start_context)
        area_parts.register("news", AreaPart(_("News"), news.area_links, order=30))
        area_parts.register("contacts", AreaPart(_("Contacts"), contacts.links, order=60))
        programme_parts.register("projects", ProgrammePart(_("Our projects"), parts.project_links))
        programme_parts.register("guides", ProgrammePart(_("Guides"), parts.guide_links))
        answered = _("after they were answered or closed")
        periods.register("proposals", Period(_("Proposals"), answered, keeping.closed_proposals))
        addresses.register("contacts for subjects", routing.contact_address)
        succession.parts.register("contacts for subjects", routing.pass_contacts)
        desk = NewsDesk(suggested.takes, suggested.draft, suggested.editors)
        desks.register("news", desk)
        sources.register("news", passable_news)
        sitemaps.register("areas", sitemap.AreaSitemap)
        sitemaps.register("towns", sitemap.TownSitemap)
        sitemaps.register("forms", sitemap.FormSitemap)
        explainers.register("glossary", explanations)
        PAGES.depend_on(glossary.TERMS)
