"""The admin's API only tells of pages: what it could do to them would pass by every question."""

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter


class PagesWithoutActions(PagesAdminAPIViewSet):
    """What the admin's menu reads; nothing of the admin moves, copies or deletes pages here."""

    actions: dict[str, type] = {}


@hooks.register("construct_admin_api", order=100)  # after Wagtail's own
def take_actions_away(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", PagesWithoutActions)
