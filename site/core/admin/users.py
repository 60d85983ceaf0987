"""Those who have an account, in the admin: Wagtail's own views, the names in Swedish order.

Nobody is deleted, for others' comments would go along: an administrator erases them. What that
changes, and an export of it all, is read by administrators alone, since it has texts of any record.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button
from wagtail.users.utils import user_can_delete_user
from wagtail.users.views import users
from wagtail.users.views.bulk_actions.delete import DeleteBulkAction

from core.admin.lists import InSwedish
from core.models import User
from core.operation.personal.erasing import CannotErase, erase, is_erased
from core.operation.personal.exporting import export
from core.operation.personal.fates import fates
from core.web.request import AdminRequest


def may_handle(user: Any, person: User) -> bool:
    """Whether `user` may export and erase what is stored of the person."""
    return user.is_superuser and not is_erased(person)


class UserListView(InSwedish, users.IndexView):
    def get_delete_url(self, instance: User) -> str | None:
        return super().get_delete_url(instance) if may_handle(self.request.user, instance) else None

    def get_list_more_buttons(self, instance: User) -> list[Button]:
        buttons = super().get_list_more_buttons(instance)
        if may_handle(self.request.user, instance):
            url = reverse("wagtailusers_users:personal_data", args=[instance.pk])
            label = _("Personal data")
            buttons.append(Button(label, url=url, icon_name="download", priority=25))
        return buttons


class UserEditView(users.EditView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        may = user_can_delete_user(request.user, self.object)
        self.can_delete = may and may_handle(request.user, self.object)


class EraseView(users.DeleteView):
    page_title = gettext_lazy("Erase person")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"fates": fates(self.object), "refused": is_erased(self.object)}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        try:
            erase(person=self.object, by=self.request.user, at=timezone.now())
        except CannotErase as error:
            messages.error(self.request, str(error))
        else:
            sentence = _("The person is erased. The audit log knows them as number %(number)d.")
            messages.success(self.request, sentence % {"number": self.object.pk})
        return HttpResponseRedirect(reverse("wagtailusers_users:index"))


class EraseBulkAction(DeleteBulkAction):
    """In the place of Wagtail's, which deletes what others have answered."""

    display_name = gettext_lazy("Erase")
    aria_label = gettext_lazy("Erase the selected people")

    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and may_handle(self.request.user, obj)

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"by": self.request.user}

    @classmethod
    def execute_action(cls, objects: Any, by: Any = None, **kwargs: Any) -> tuple[int, int]:
        erased = 0
        for person in objects:
            try:
                erase(person=person, by=by, at=timezone.now())
            except CannotErase:
                continue
            erased += 1
        return erased, 0


def personal_data(request: AdminRequest, pk: int) -> HttpResponse:
    """What is stored of somebody, in numbers; asked for by POST, all of it as a file."""
    person = get_object_or_404(User, pk=pk)
    if not may_handle(request.user, person):
        raise PermissionDenied
    if request.method == "POST":
        made = export(person=person, by=request.user, at=timezone.now())
        name = slugify(person.get_username()) or str(person.pk)
        return HttpResponse(
            made.as_zip(),
            content_type="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="{name}.zip"',
                "Cache-Control": "private, no-store",
            },
        )
    said = {"person": person, "fates": fates(person), "page_title": _("Personal data")}
    return TemplateResponse(request, "admin/personal/export.html", said)


class UserViewSet(users.UserViewSet):
    index_view_class = UserListView
    edit_view_class = UserEditView
    delete_view_class = EraseView
    delete_template_name = "admin/personal/erase.html"

    def get_urlpatterns(self) -> list[URLPattern]:
        more = path("<int:pk>/personal-data/", personal_data, name="personal_data")
        return [*super().get_urlpatterns(), more]
