from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoverningConfig(AppConfig):
    name = "governing"
    verbose_name = _("Governing documents")

    def ready(self) -> None:
        from core.pages import notes
        from core.pages.area_parts import area_parts
        from core.pages.contexts import page_contexts
        from governing import areas, views
        from governing.models import DocumentIndexPage, GoverningDocumentPage

        area_parts.register("documents", areas.PART)
        notes.prefetches.register("documents", GoverningDocumentPage.prefetch_replaced_on)
        page_contexts.register(GoverningDocumentPage._meta.label, views.document_context)
        page_contexts.register(DocumentIndexPage._meta.label, views.index_context)
