"""The admin's API lists images and documents too: those that the editor may read."""

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from core.access.rows import readable


class Readable(BaseAPIViewSet):
    def get_queryset(self) -> QuerySet:
        return readable(self.request.user, super().get_queryset())


class ReadableImages(Readable, ImagesAdminAPIViewSet):
    pass


class ReadableDocuments(Readable, DocumentsAdminAPIViewSet):
    pass


@hooks.register("construct_admin_api", order=100)  # after Wagtail's own
def replace_endpoints(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", ReadableImages)
    router.register_endpoint("documents", ReadableDocuments)
