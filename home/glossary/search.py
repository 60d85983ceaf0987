"""The glossary's page is found by the words that it explains."""

from collections.abc import Iterable

from core.search.kinds import Dependency
from home.glossary.models import GlossaryPage, GlossaryTerm


def _pages(_term: GlossaryTerm) -> Iterable[int]:
    return GlossaryPage.objects.values_list("pk", flat=True)


TERMS = Dependency(GlossaryTerm, _pages)
