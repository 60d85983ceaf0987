"""What the language switch leads to where a page has no translation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.access.sections import visible_pages
from core.pages.notes import noted
from core.pages.roots import roots
from core.words.language import current

DEEPEST = 2  # levels below the start page
MOST = 60


@login_not_required
@require_safe
def untranslated(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the page is not there in this language, and what is.

    It is an answer to the reader's question and no mistake of theirs: 200, kept out of search
    engines by the template. Once the page has a translation, this leads there.
    """
    readable = visible_pages(request.user).select_related("locale")
    page = get_object_or_404(readable.filter(depth__gt=1), pk=pk)
    sisters = readable.filter(translation_key=page.translation_key, alias_of=None)
    translation = sisters.filter(locale__language_code=current()).first()
    if translation:
        return redirect(translation.get_url(request))
    context = {
        "original": page,
        "original_language": page.locale.language_code,
        "others": noted(pages_in(current(), request), timezone.now()),
    }
    return render(request, "pages/untranslated.html", context)


def pages_in(language: str, request: HttpRequest) -> list[Page]:
    """The upper pages of the site in this language that the reader may read, in their order."""
    root = roots(request).get(language)
    if root is None:
        return []
    below = root.get_descendants().filter(depth__lte=root.depth + DEEPEST, alias_of=None)
    return list(visible_pages(request.user, among=below).order_by("path").specific()[:MOST])
