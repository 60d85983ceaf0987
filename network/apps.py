from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        from core.pages.contexts import page_contexts
        from core.search.kinds import kinds
        from network.cooperation import areas
        from network.cooperation import search as towns
        from network.cooperation.models import CooperationPage, TwinTownsPage
        from network.cooperation.views import pages
        from network.organisation import search as bodies
        from network.organisation import seats

        kinds.register(bodies.KIND, bodies.BodyKind())
        kinds.register(towns.KIND, towns.TownKind())
        for module in (areas, seats):
            module.register()
        page_contexts.register(TwinTownsPage._meta.label, pages.towns_context)
        page_contexts.register(CooperationPage._meta.label, pages.cooperation_context)
