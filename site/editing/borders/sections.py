"""The admin asks before a section's limit is loosened or taken away."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.forms import modelform_factory
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.models import SectionVisibility
from core.web.request import AdminRequest
from editing.bin.tree import topmost
from editing.borders.actions import note_opening
from editing.borders.asking import Question, decide, decision, say_narrowed
from editing.borders.crossing import relimited

SectionForm = modelform_factory(SectionVisibility, fields=["page", "visibility"])


def may(request: AdminRequest, action: str) -> bool:
    """Whom Wagtail refuses is not asked first."""
    policy: Any = policy_registry.get_by_type(SectionVisibility)
    allowed: bool = policy.user_has_permission(request.user, action)
    return allowed


def question(sections: Sequence[SectionVisibility], heading: str, go_on: str) -> Question:
    titles = ", ".join(section.page.get_admin_display_title() for section in sections)
    back = reverse("wagtailsnippets_core_sectionvisibility:list")
    return Question(heading, titles, back, go_on)


@hooks.register("before_create_snippet")
def before_create(request: AdminRequest, model: type[Model]) -> HttpResponse | None:
    """A new limit opens nothing; how many pages it narrows is said afterwards."""
    if model is not SectionVisibility or request.method != "POST" or not may(request, "add"):
        return None
    form = SectionForm(request.POST)
    if not form.is_valid():
        return None  # Wagtail's view says what is wrong
    return decide(request, relimited([], form.instance), question([], "", ""))


@hooks.register("before_edit_snippet")
def before_edit(request: AdminRequest, section: Model) -> HttpResponse | None:
    """With what was sent, which is not stored yet; the page may be another one too."""
    if not isinstance(section, SectionVisibility) or request.method != "POST":
        return None
    stored = SectionVisibility.objects.select_related("page").get(pk=section.pk)
    form = SectionForm(request.POST, instance=SectionVisibility.objects.get(pk=section.pk))
    if not may(request, "change") or not form.is_valid():
        return None
    crossing = relimited([stored], form.instance)
    return decide(request, crossing, question([stored], _("Change"), _("Change and open")))


@hooks.register("before_delete_snippet")
def before_delete(request: AdminRequest, rows: Sequence[Model]) -> HttpResponse | None:
    """One limit or several; in place of Wagtail's own question."""
    sections = [row for row in rows if isinstance(row, SectionVisibility)]
    if not sections or not may(request, "delete"):
        return None
    asked = question(sections, _("Take the limit away"), _("Take the limit away and open"))
    return decide(request, relimited(sections, None), asked)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
@hooks.register("after_delete_snippet")
def after(request: AdminRequest, _rows: Model | Sequence[Model]) -> None:
    """Only of sections has anything been decided."""
    made = decision(request)
    if made.opened:
        opened = Page.objects.filter(pk__in=made.crossing.opened)
        note_opening(pages=topmost(opened), by=request.user, at=timezone.now())
    say_narrowed(request)
