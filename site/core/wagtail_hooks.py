"""Where Wagtail asks: may this page or document be served."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

import core.admin.outlived
import core.admin.readable.api
import core.admin.readable.choosers
import core.admin.readable.dashboard  # noqa: F401 - their hooks
from core.access.accounts import to_login
from core.access.sections import can_view_page
from core.access.visibility import can_view
from core.admin.alerts import AlertViewSet
from core.admin.events import AuditEventViewSet
from core.admin.jobs import JobRunViewSet
from core.admin.readable.lists import replace_lists
from core.admin.sections import SectionVisibilityViewSet
from core.admin.users import EraseBulkAction
from core.files.forms import AvatarForm
from core.models import Document

replace_lists()
register_snippet(SectionVisibilityViewSet)
register_snippet(AlertViewSet)
register_snippet(AuditEventViewSet)
register_snippet(JobRunViewSet)
hooks.register("register_bulk_action", EraseBulkAction, order=10)  # the last of a name counts
# There is no setting for this form as there is for those of images and documents.
AvatarSettingsPanel.form_class = AvatarForm
AvatarSettingsPanel.template_name = "admin/avatar.html"


def refuse(request: HttpRequest) -> HttpResponse:
    """A stranger is asked to log in; who is logged in gets "forbidden", without a title."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return to_login(request, request.get_full_path())


# Before Wagtail's own hooks: one of them answers OPTIONS for any page.
@hooks.register("before_serve_page", order=-10)
def may_read_page(
    page: Page, request: HttpRequest, args: tuple, kwargs: dict
) -> HttpResponse | None:
    return None if can_view_page(request.user, page) else refuse(request)


@hooks.register("before_serve_document", order=-10)
def may_read_document(document: Document, request: HttpRequest) -> HttpResponse | None:
    return None if can_view(request.user, document) else refuse(request)
