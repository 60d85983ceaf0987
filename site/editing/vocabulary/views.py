"""What a question becomes: each word, what it is looked for under, and widened from what."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from core.models import VocabularyConcept
from core.search.asking import ask
from core.search.question import CHARACTERS, Question, Word

policy = ModelPermissionPolicy(VocabularyConcept)


class QuestionForm(forms.Form):
    """A question as somebody writes it into the search box."""

    q = forms.CharField(label=_("Question"), max_length=CHARACTERS)


class TryQuestionView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever sees the words of the search."""

    template_name = "admin/try_question.html"
    page_title = _("Try a question")
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy.user_has_any_permission(request.user, ["view", "change"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = QuestionForm(self.request.GET or None)
        question = ask(form.cleaned_data["q"]) if form.is_valid() else Question(())
        words = [(word, looked_for(word)) for word in question.words if word.written]
        return super().get_context_data(form=form, question=question, words=words, **kwargs)


def looked_for(word: Word) -> dict[str, list[str]]:
    """What the word is looked for under, by what it was widened from; by "" where it was not."""
    found: dict[str, list[str]] = {}
    for alternative in word.alternatives:
        terms: dict[str, list[str]] = {}
        for language, _between, term in (token.partition("_") for token in alternative.tokens):
            terms.setdefault(language, []).append(term)
        named = (f"{' + '.join(each)} ({language})" for language, each in terms.items())
        found.setdefault(alternative.via or "", []).append(" + ".join(named))
    return found
