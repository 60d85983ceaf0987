"""Long work in the admin: how far it is and what it did, with a way to start and to stop it."""

from decimal import Decimal
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import InspectView

from core.admin.lists import ListView, ViewSet
from core.admin.policies import LimitedPolicy
from core.models import Run, User
from core.operation.runs import board
from core.operation.runs.actions import Busy, start, stop
from core.operation.runs.works import Work, works
from core.search.kinds import kinds
from core.words.money import number

policy = LimitedPolicy(Run, "view", "start")
register_permission_policy(Run, policy)


def work_of(run: Run) -> Work | None:
    """None where no app does it any more."""
    return dict(works).get(run.work)


def label(run: Run) -> str:
    """What is done."""
    work = work_of(run)
    return str(work.label) if work else run.work


def described(run: Run, user: User) -> dict[str, Any]:
    """What the template of a run's state shows to `user`."""
    work = work_of(run)
    shown = {"run": run, "label": label(run), **reached(run)}
    if run.is_active:
        shown["stopping"] = board.is_asked_to_stop(run)
        shown["may_stop"] = policy.user_has_permission(user, "start")
    elif work:
        shown["counts"] = [(work.counted(name), spaced(n)) for name, n in run.outcome.items()]
        shown["left"] = work.stopped if run.started_at else None
    return shown


def reached(run: Run) -> dict[str, Any]:
    """How far it is: in words and, where that is known, as a part of the whole."""
    at = board.standing(run)
    step = gettext(at.step) if at.step else ""
    if at.kind in kinds:
        step = f"{kinds[at.kind].model._meta.verbose_name_plural} {step}"
    part = at.done * 100 // at.total if at.total else None
    numbers = {"done": spaced(at.done), "total": spaced(at.total or 0), "percent": part}
    return {"step": capfirst(step), **numbers}


def spaced(count: int) -> str:
    """With the thousands apart."""
    return number(Decimal(count))


class StateColumn(BaseColumn):
    cell_template_name = "admin/runs/cell.html"

    def get_cell_context_data(self, instance: Run, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, **described(instance, context["request"].user)}


class RunListView(ListView):
    """With a link for each work that is not under way."""

    no_results_message = _("Nothing has been done in the background yet.")

    def get_base_queryset(self) -> QuerySet[Run]:
        return super().get_base_queryset().select_related("by", "stop_by")

    def to_start(self) -> list[tuple[str, Work]]:
        """Each work with its name."""
        if not policy.user_has_permission(self.request.user, "start"):
            return []
        busy = set(Run.objects.active().values_list("work", flat=True))
        return [(name, work) for name, work in works if name not in busy]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        more = {"active": Run.objects.active().exists(), "to_start": self.to_start()}
        return {**super().get_context_data(*args, **kwargs), **more}


class RunView(InspectView):
    """One run."""

    def get_work_display_value(self) -> str:
        return label(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more, work = described(self.object, self.request.user), work_of(self.object)
        details = work.details(self.object) if work and self.object.started_at else None
        return super().get_context_data(**kwargs, **more, details=details)


class StateView(PermissionCheckedMixin, TemplateView):
    """How far a run is, as the script of the list asks for it now and then."""

    model = Run
    permission_required = "view"
    template_name = "admin/runs/state.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = get_object_or_404(Run, pk=kwargs["pk"])
        return super().get_context_data(**kwargs, **described(run, cast("User", self.request.user)))


class ConfirmView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks once more, and then does it."""

    model = Run
    permission_required = "start"
    template_name = "admin/runs/confirm.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": address("list"), "label": capfirst(Run._meta.verbose_name_plural)}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, list_url=address("list"))


class StartView(ConfirmView):
    header_icon = "plus"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["work"] not in works:
            raise Http404
        self.work = works[kwargs["work"]]

    def get_page_title(self) -> str:
        return str(self.work.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = gettext(
            "It is done in the background and begins within a minute or two. You can go on working "
            "meanwhile, and look here how far it is."
        )
        return super().get_context_data(**kwargs, sentence=sentence, button=gettext("Start"))

    def post(self, request: HttpRequest, work: str) -> HttpResponse:
        try:
            start(work=work, by=cast("User", request.user), at=timezone.now())
        except Busy:
            messages.warning(request, gettext("The same is under way already."))
        else:
            messages.success(request, gettext("“%s” is started.") % self.work.label)
        return HttpResponseRedirect(address("list"))


class StopView(ConfirmView):
    header_icon = "cross"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run = get_object_or_404(Run, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return gettext("Stop “%s”?") % label(self.run)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        work = work_of(self.run)
        left = work.stopped if work else ""
        return super().get_context_data(**kwargs, sentence=left, button=gettext("Yes, stop it"))

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        if self.run.is_active:
            stop(run=self.run, by=cast("User", request.user), at=timezone.now())
            messages.success(request, gettext("It stops within a few seconds."))
        else:
            messages.warning(request, gettext("It had ended before."))
        return HttpResponseRedirect(address("list"))


class RunViewSet(ViewSet):
    model = Run
    icon = "tasks"
    add_to_settings_menu = True
    index_view_class = RunListView
    index_template_name = "admin/runs/list.html"
    inspect_view_enabled = True
    inspect_view_class = RunView
    inspect_template_name = "admin/runs/run.html"
    inspect_view_fields = ["work", "by", "wanted_at", "started_at", "finished_at"]
    list_display = [
        TitleColumn(
            "work",
            label=_("What"),
            accessor=label,
            get_url=lambda run: address("inspect", run.pk),
            width="36%",
        ),
        StateColumn("state", label=_("State"), sort_key="wanted_at"),
    ]
    list_per_page = 50
    add_to_reference_index = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("state/<int:pk>/", self.construct_view(StateView), name="state"),
            path("start/<slug:work>/", self.construct_view(StartView), name="start"),
            path("stop/<int:pk>/", self.construct_view(StopView), name="stop"),
        ]


def address(name: str, *args: object) -> str:
    """Of a page of the runs."""
    return reverse(f"wagtailsnippets_core_run:{name}", args=args)
