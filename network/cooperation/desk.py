"""The editors' desk in the admin: what units have entered, each published with one click.

Who publishes reads there what was sent to them for that, whoever else may read it: by no other
page of the admin.
"""

from typing import Any, cast

from django.db.models import Case, Model, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from core.admin.lists import ListView
from core.models import User
from network.cooperation.models import Entered, Exchange, NetworkMembership
from network.cooperation.publishing import Record, publish, take_back

WAYS: dict[str, str] = {Entered.State.SENT: "publish", Entered.State.PUBLISHED: "take_back"}


def address(of: type[Model], name: str, *arguments: Any) -> str:
    """Of a view of their records."""
    return reverse(f"wagtailsnippets_network_{of._meta.model_name}:{name}", args=arguments)


def sent(of: type[Record]) -> QuerySet[Any]:
    """What waits for an editor, the first to be entered first."""
    return of._default_manager.filter(state=Entered.State.SENT).order_by("pk")


class PublishColumn(BaseColumn):
    """The one button: it publishes, or takes that back."""

    cell_template_name = "admin/entered/cell.html"

    def get_cell_context_data(self, instance: Entered, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request, way = parent_context["request"], WAYS.get(instance.state)
        policy = policy_registry.get_by_type(type(instance))
        if way and policy.user_has_permission(request.user, "change"):
            url = address(type(instance), way, instance.pk)
            context |= {"way": way, "url": url, "token": get_token(request)}
        return context


class DeskView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """All that waits, each as its page will show it."""

    template_name = "admin/entered/desk.html"
    permission_required = "change"
    page_title = _("To be published")
    header_icon = "upload"
    of: type[Record] = Exchange

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.permission_policy = policy_registry.get_by_type(self.of)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": address(self.of, "list"), "label": self.of._meta.verbose_name_plural}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = "exchange" if self.of is Exchange else "membership"
        waiting = [(row, address(self.of, "publish", row.pk)) for row in sent(self.of)]
        return super().get_context_data(**kwargs, waiting=waiting, kind=kind)


class PublishView(PermissionCheckedMixin, View):
    """Does it, and goes back to where it was asked for; a second click finds it done."""

    http_method_names = ["post"]
    permission_required = "change"
    of: type[Record] = Exchange
    back = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.permission_policy = policy_registry.get_by_type(self.of)

    def post(self, request: HttpRequest, record: int) -> HttpResponse:
        found = cast("Record", get_object_or_404(self.of, pk=record))
        act = take_back if self.back else publish
        if act(record=found, by=cast("User", request.user), at=timezone.now()):
            said = (
                gettext("“%(title)s” waits again: the public does not read it.")
                if self.back
                else gettext("“%(title)s” is published: everybody can read it.")
            )
            messages.success(request, said % {"title": found})
        more = not self.back and sent(self.of).exists()
        return redirect(address(self.of, "desk" if more else "list"))


class SentFirst(ListView):
    """What waits for an editor stands first, and how much of it there is."""

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        ordered = super().order_queryset(queryset)
        if self.request.GET.get("ordering"):
            return ordered
        order = ordered.query.order_by or ordered.model._meta.ordering
        waiting = Case(When(state=Entered.State.SENT, then=0), default=1)
        return ordered.order_by(waiting, *order)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        number = sent(self.model).count()
        if not number or not self.user_has_permission("change"):
            return list(super().header_buttons)
        label = ngettext("%(n)d waits for you", "%(n)d wait for you", number) % {"n": number}
        url = address(self.model, "desk")
        return [*super().header_buttons, HeaderButton(label, url=url, icon_name="upload")]


class SentItem(SummaryItem):
    """On the first page of the admin: how much waits, and the way there."""

    template_name = "admin/entered/summary.html"

    def __init__(self, request: HttpRequest, of: type[Record]) -> None:
        super().__init__(request)
        self.of = of

    def get_context_data(self, _parent_context: Any) -> dict[str, Any]:
        return {"count": sent(self.of).count(), "url": address(self.of, "desk")}

    def is_shown(self) -> bool:
        policy = policy_registry.get_by_type(self.of)
        return policy.user_has_permission(self.request.user, "change") and sent(self.of).exists()


@hooks.register("construct_homepage_summary_items")
def say_what_waits(request: HttpRequest, items: list[SummaryItem]) -> None:
    """For those who publish it."""
    items += [SentItem(request, of) for of in (Exchange, NetworkMembership)]


STATE = PublishColumn("published", label=_("Published"))
