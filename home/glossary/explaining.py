"""The glossary's explanations of words in the texts of calls."""

from collections.abc import Mapping

from django.http import HttpRequest

from core.pages.explaining import Explanation
from core.web import content_version
from core.words.language import current
from home.models import GlossaryTerm
from home.places import places


def explanations(request: HttpRequest, language: str) -> Mapping[str, Explanation]:
    """By each word in `language` of the terms that are explained in calls.

    Nothing where the reader may not see the glossary's page, which they lead to.
    """
    page = places(request).unique.get("glossary")
    if page is None:
        return {}
    rows = content_version.kept(f"explanations:{language}:{current()}", lambda: _rows(language))
    return {
        word: Explanation(slug, term, text, f"{page.url}#{slug}")
        for slug, term, text, words in rows
        for word in words
    }


def _rows(language: str) -> list[tuple[str, str, str, list[str]]]:
    """Slug, term and explanation in the reader's language, and the words looked for."""
    terms = GlossaryTerm.objects.filter(in_calls=True)
    return [(t.slug, str(t.term), str(t.explanation), t.words(language)) for t in terms]
