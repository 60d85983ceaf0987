"""The question before pages are opened, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from wagtail.models import Page

from core.models import SectionVisibility
from core.web.request import AdminRequest
from editing.borders.crossing import Crossing
from editing.borders.files import used_files

FIELD = "readers"  # the name of the buttons
KEEP = "keep"


@dataclass(frozen=True)
class Question:
    """What is about to be done, in words, with the way back, and whether less could be done."""

    heading: str
    subject: str
    back: str
    go_on: str
    keep: str = ""


@dataclass(frozen=True)
class Decision:
    """What an editor has decided: kept on the request until it is done.

    `own` has the limit that each page had itself, by its key.
    """

    crossing: Crossing
    opened: bool = False
    kept: bool = False
    own: Mapping[int, str] = field(default_factory=dict)

    @property
    def event(self) -> str:
        """What it is called among the events; nothing, where there was nothing to decide."""
        return "open_page" if self.opened else "keep_readers" if self.kept else ""


def decide(
    request: AdminRequest, crossing: Crossing, question: Question, pages: Iterable[Page] = ()
) -> HttpResponse | None:
    """Ask, where pages would be opened and nobody has agreed; None goes on with what was asked for.

    It is asked again where what would be opened is no longer what somebody has agreed to.
    """
    answer = request.POST.get(FIELD, "")
    kept = bool(question.keep) and answer == KEEP
    if crossing.opened and not kept and answer != crossing.agreement:
        return _ask(request, crossing, question)
    if request.method == "POST":
        limits = SectionVisibility.objects.filter(page__in=[page.pk for page in pages])
        own = dict(limits.values_list("page", "visibility"))
        opened = bool(crossing.opened)
        vars(request)["decision"] = Decision(crossing, opened and not kept, opened and kept, own)
    return None


def decision(request: HttpRequest) -> Decision:
    """What was decided for this request; nothing, where there was nothing to ask."""
    made: Decision = vars(request).get("decision") or Decision(Crossing({}))
    return made


def _ask(request: AdminRequest, crossing: Crossing, question: Question) -> HttpResponse:
    changes = crossing.changes(crossing.opened)
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {FIELD, "csrfmiddlewaretoken"}
    ]
    context = {
        "question": question,
        "changes": changes,
        "pages": len(crossing.opened),
        "files": used_files(crossing.opened, now=changes[0].now, user=request.user),
        "sent": sent,
        "agreement": crossing.agreement,
    }
    return render(request, "admin/open_pages.html", context)


def say_narrowed(request: HttpRequest) -> None:
    """Tell the editor how many pages fewer people read from now on."""
    crossing = decision(request).crossing
    for change in crossing.changes(crossing.narrowed):
        messages.success(
            request,
            ngettext(
                "Read by fewer than before (%(pages)d page): %(readers)s.",
                "Read by fewer than before (%(pages)d pages): %(readers)s.",
                change.pages,
            )
            % {"pages": change.pages, "readers": change.now.label},
        )
