from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from home.glossary import letters
from home.models.base import SitePage
from home.models.glossary import GlossaryTerm


class GlossaryPage(SitePage):
    """Every term of the glossary, from A to Ö; other pages link to the term they use."""

    template = "pages/glossary.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("glossary page")
        verbose_name_plural = _("glossary pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The terms under their first letters, in the order of the page's language."""
        context = super().get_context(request, *args, **kwargs)
        context["letters"] = letters(GlossaryTerm.objects.all(), self.locale.language_code)
        return context

    @property
    def search_keywords(self) -> list[str]:
        """Somebody who looks for a term finds the page that explains it."""
        return [word for term in GlossaryTerm.objects.all() for word in term.all_words()]
