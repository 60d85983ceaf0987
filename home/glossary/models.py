"""The words that not everybody knows, and the page that explains them."""

from typing import Any

from django.db import models
from django.db.models.functions import Collate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.pages.models import SitePage
from core.words.language import LANGUAGES, Localized
from core.words.sorting import SWEDISH
from home.glossary.letters import letters


class GlossaryTerm(models.Model):
    """A word that not everybody knows, in both languages, and what it means in plain ones."""

    shown_to_strangers = True

    slug = models.SlugField(
        _("anchor"), unique=True, help_text=_("Part of addresses that are shared.")
    )
    term_sv = models.CharField(_("term in Swedish"), max_length=100)
    term_en = models.CharField(_("term in English"), max_length=100)
    explanation_sv = models.TextField(_("explanation in Swedish"))
    explanation_en = models.TextField(_("explanation in English"))
    synonyms_sv = models.TextField(
        _("other words in Swedish"), blank=True, help_text=_("One a line.")
    )
    synonyms_en = models.TextField(
        _("other words in English"), blank=True, help_text=_("One a line.")
    )

    in_calls = models.BooleanField(
        _("explain in calls"),
        default=False,
        help_text=_("Where a call uses the word, the explanation can be read there."),
    )

    term = Localized()
    explanation = Localized()

    class Meta:
        ordering = (Collate("term_sv", SWEDISH), "pk")
        verbose_name = _("term")
        verbose_name_plural = _("glossary")

    def __str__(self) -> str:
        return self.term

    def words(self, language: str) -> list[str]:
        """The term and its other words in `language`."""
        others = getattr(self, f"synonyms_{language}").splitlines()
        words = [getattr(self, f"term_{language}"), *others]
        return [word.strip() for word in words if word.strip()]

    def all_words(self) -> list[str]:
        """Its words in both languages."""
        return [word for code in LANGUAGES for word in self.words(code)]


class GlossaryPage(SitePage):
    """Every term of the glossary, from A to Ö; other pages link to the term they use."""

    template = "glossary/page.html"
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
