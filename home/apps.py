from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from core.pages.contexts import page_contexts
        from core.pages.search import PAGES
        from home import programme_parts, sitemap
        from home.areas import contacts
        from home.glossary import search as glossary
        from home.models import NewsIndexPage, StartPage
        from home.news import listing as news
        from home.news import views as news_views
        from home.partners import routing
        from home.start import views as start_views

        page_contexts.register(NewsIndexPage._meta.label, news_views.index_context)
        page_contexts.register(StartPage._meta.label, start_views.start_context)
        for module in (news, sitemap, contacts, programme_parts, routing):
            module.register()
        PAGES.depend_on(glossary.TERMS)
