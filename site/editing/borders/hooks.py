"""Wagtail's admin asks before a move or a copy lets more people read pages than read them now."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from core.access.sections import page_visibility
from core.access.visibility import Visibility
from core.web.request import AdminRequest
from editing.borders.actions import keep_readers, limit_copies, note_opening, open_page
from editing.borders.asking import Question, decide, decision, say_narrowed
from editing.borders.crossing import converted, copied, moved

LAST = 100  # after those that refuse: nothing is asked about a page in the bin


def below(page: Page) -> str:
    """The list of pages that `page` stands in."""
    parent = page.get_parent()
    if parent is None:
        return reverse("wagtailadmin_explore_root")
    return reverse("wagtailadmin_explore", args=[parent.pk])


def question_of_move(pages: list[Page], to: Page) -> Question:
    one = len(pages) == 1
    return Question(
        heading=_("Move"),
        subject=", ".join(page.get_admin_display_title() for page in pages),
        back=below(pages[0]) if one else reverse("wagtailadmin_explore", args=[to.pk]),
        go_on=_("Move and open"),
        keep=_("Move, for the same readers as now"),
    )


@hooks.register("before_move_page", order=LAST)
def before_move(request: AdminRequest, page: Page, destination: Page) -> HttpResponse | None:
    # Whom Wagtail refuses is not asked first.
    if not page.permissions_for_user(request.user).can_move_to(destination):
        return None
    question = question_of_move([page], destination)
    return decide(request, moved([page], destination), question, [page])


@hooks.register("after_move_page")
def after_move(request: AdminRequest, page: Page) -> None:
    carry_out(request, [page])


@hooks.register("before_bulk_action", order=LAST)
def before_bulk_move(
    request: AdminRequest, action: str, objects: Iterable[object], view: object
) -> HttpResponse | None:
    pages = [item for item in objects if isinstance(item, Page)]
    if action != "move" or not pages:
        return None
    form = getattr(view, "cleaned_form")  # noqa: B009 - the view is of any bulk action
    destination = form.cleaned_data["chooser"]
    question = question_of_move(pages, destination)
    return decide(request, moved(pages, destination), question, pages)


@hooks.register("after_bulk_action")
def after_bulk_move(
    request: AdminRequest, action: str, objects: Iterable[object], view: object
) -> None:
    pages = [item for item in objects if isinstance(item, Page)]
    if action == "move" and pages:
        carry_out(request, pages)


def carry_out(request: AdminRequest, pages: Iterable[Page]) -> None:
    """Open what was moved, if that was decided; it has stayed closed while it was moved."""
    made, at = decision(request), timezone.now()
    for page in Page.objects.filter(pk__in=[page.pk for page in pages]).order_by("path"):
        if made.opened:
            open_page(page=page, limit=made.own.get(page.pk), by=request.user, at=at)
        elif made.kept:
            readers = made.crossing.pages[page.pk][0]
            keep_readers(page=page, readers=readers, by=request.user, at=at)
        say_kept(request, page)
    say_narrowed(request)


def say_kept(request: HttpRequest, page: Page) -> None:
    """Tell the editor if the page keeps its limited readers below a more open one."""
    visibility = page_visibility(page)
    if visibility != Visibility.PUBLIC and page_visibility(page.get_parent()) != visibility:
        messages.warning(
            request,
            _("“%(page)s” can still be read only by: %(readers)s.")
            % {"page": page.get_admin_display_title(), "readers": visibility.label},
        )


@hooks.register("before_copy_page", order=LAST)
def before_copy(request: AdminRequest, page: Page) -> HttpResponse | None:
    """An alias is as closed as its original and is not asked about."""
    if request.method != "POST":
        return None
    form_class = getattr(page.specific_class, "copy_form_class", CopyForm)
    form = form_class(request.POST, user=request.user, page=page)
    if not form.is_valid():
        return None  # Wagtail's view says what is wrong
    to = form.cleaned_data["new_parent_page"] or page.get_parent()
    crossing = copied(page, to, below=bool(form.cleaned_data.get("copy_subpages")))
    if form.cleaned_data.get("alias"):
        return None
    question = Question(
        heading=_("Copy"),
        subject=page.get_admin_display_title(),
        back=below(page),
        go_on=_("Copy and open the copy"),
        keep=_("Copy, for the same readers as the original"),
    )
    return decide(request, crossing, question)


@hooks.register("after_copy_page")
def after_copy(request: AdminRequest, page: Page, new_page: Page) -> None:
    made = decision(request)
    pages = made.crossing.pages.items()
    readers = {pk: now if made.opened else before for pk, (before, now) in pages}
    limit_copies(
        original=page,
        copy=new_page,
        readers=readers,
        decided=made.event,
        by=request.user,
        at=timezone.now(),
    )
    say_kept(request, Page.objects.get(pk=new_page.pk))
    say_narrowed(request)


@hooks.register("before_convert_alias_page", order=LAST)
def before_convert(request: AdminRequest, page: Page) -> HttpResponse | None:
    question = Question(
        heading=_("Convert alias"),
        subject=page.get_admin_display_title(),
        back=below(page),
        go_on=_("Convert and open"),
        keep=_("Convert, for the same readers as now"),
    )
    return decide(request, converted(page), question)


@hooks.register("after_convert_alias_page")
def after_convert(request: AdminRequest, page: Page) -> None:
    made, at = decision(request), timezone.now()
    stored = Page.objects.get(pk=page.pk)
    if made.opened:
        note_opening(pages=[stored], by=request.user, at=at)
    elif made.kept:
        readers = made.crossing.pages[page.pk][0]
        keep_readers(page=stored, readers=readers, by=request.user, at=at)
    say_kept(request, stored)
