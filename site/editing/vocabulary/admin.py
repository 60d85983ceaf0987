"""The words of the search in the admin: see them, change them, add those that are missing."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem as ListMenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSet as AdminViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    SnippetViewSetGroup,
)

from core.admin.lists import ListView, ViewSet
from core.admin.policies import LimitedPolicy
from core.models import SearchedWord, User, VocabularyConcept, VocabularyTerm
from core.search.vocabulary import unknown
from core.search.vocabulary.actions import delete_concept, save_concept
from core.search.vocabulary.lines import Origin
from core.web.request import AdminRequest
from editing.vocabulary.forms import ConceptForm
from editing.vocabulary.views import TryQuestionView, policy

ADD = "wagtailsnippets_core_vocabularyconcept:add"


class ConceptPolicy(LimitedPolicy):
    """Only what was added here is deleted: a file would bring the rest again."""

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: VocabularyConcept
    ) -> bool:
        if action == "delete":
            added = instance.origin == Origin.EDITOR
            return added and self.user_has_permission(user, "change")
        return self.user_has_permission(user, action)


concepts = ConceptPolicy(VocabularyConcept, "view", "add", "change")
register_permission_policy(VocabularyConcept, concepts)
# Searches write them; here they are read, added to the words, or deleted.
register_permission_policy(SearchedWord, LimitedPolicy(SearchedWord, "view", "delete"))


class ConceptListView(ListView):
    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """By any of the words, each concept once."""
        if not self.is_searching:
            return queryset
        terms = VocabularyTerm.objects.filter(text__icontains=self.search_query)
        return queryset.filter(pk__in=terms.values("concept"))


class Saving:
    """A view whose form is written by the action."""

    form: ConceptForm
    request: AdminRequest

    def save_instance(self) -> VocabularyConcept:
        concept = self.form.instance
        done = "wagtail.edit" if concept.pk else "wagtail.create"
        save_concept(
            concept=concept,
            texts=self.form.texts(),
            in_use=self.form.cleaned_data["in_use"],
            by=self.request.user,
            at=timezone.now(),
        )
        log(instance=concept, action=done)
        return concept


class ConceptCreateView(Saving, CreateView):
    def get_form_kwargs(self) -> dict[str, Any]:
        """The list of words without results asks for a form with the word in it."""
        return {**super().get_form_kwargs(), "initial": {"sv": self.request.GET.get("sv", "")}}


class ConceptEditView(Saving, EditView):
    pass


class ConceptDeleteView(DeleteView):
    permission_required = "change"

    def get_object(self, queryset: QuerySet | None = None) -> VocabularyConcept:
        concept: VocabularyConcept = super().get_object(queryset)
        if not concepts.user_has_permission_for_instance(self.request.user, "delete", concept):
            raise PermissionDenied
        return concept

    def delete_action(self) -> None:
        delete_concept(concept=self.object, by=self.request.user, at=timezone.now())


class ConceptViewSet(ViewSet):
    model = VocabularyConcept
    icon = "openquote"
    menu_label = _("Words of the search")
    index_view_class = ConceptListView
    add_view_class = ConceptCreateView
    edit_view_class = ConceptEditView
    delete_view_class = ConceptDeleteView
    add_to_reference_index = False
    list_display = [
        "name",
        Column("english", label=_("English word")),
        "origin",
        BooleanColumn("in_use", label=_("Used by the search"), sort_key="in_use"),
    ]
    list_filter = ["origin", "in_use", "edited"]
    search_fields = ["terms__text"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("sv"), FieldPanel("en")]),
                    FieldRowPanel([FieldPanel("sv_nonpreferred"), FieldPanel("en_nonpreferred")]),
                ],
                heading=_("Names for the same"),
                help_text=_(
                    "Who searches for one of them also finds what has another. A change counts "
                    "at once. What you change here is overwritten by no file."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("see_also"),
                    FieldRowPanel([FieldPanel("broader"), FieldPanel("narrower")]),
                ],
                heading=_("Other words that help"),
            ),
            FieldPanel("in_use"),
        ],
        base_form_class=ConceptForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[VocabularyConcept]:
        preferred = VocabularyTerm.objects.filter(
            concept=OuterRef("pk"), language="en", preferred=True
        )
        return VocabularyConcept.objects.annotate(english=Subquery(preferred.values("text")[:1]))


class SearchedWordListView(ListView):
    """A click on a word adds it to the words of the search."""

    def get_edit_url(self, instance: SearchedWord) -> str | None:
        if not concepts.user_has_permission(self.request.user, "add"):
            return None
        return f"{reverse(ADD)}?{urlencode({'sv': instance.word})}"

    def get_list_more_buttons(self, instance: SearchedWord) -> list[ListMenuItem]:
        buttons: list[ListMenuItem] = super().get_list_more_buttons(instance)
        url = self.get_edit_url(instance)
        if url is None:
            return buttons
        add = ListMenuItem(_("Add to the words"), url=url, icon_name="plus", priority=10)
        return [add, *(button for button in buttons if button.url != url)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        waiting = SearchedWord.objects.filter(times__lt=unknown.LISTED_FROM).count()
        more = {"waiting": waiting, "listed_from": unknown.LISTED_FROM}
        return {**super().get_context_data(*args, **kwargs), **more}


class SearchedWordViewSet(ViewSet):
    model = SearchedWord
    icon = "search"
    menu_label = _("Words without results")
    index_view_class = SearchedWordListView
    index_template_name = "admin/searched_words.html"
    add_to_reference_index = False
    list_display = ["word", "times", "last_on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SearchedWord]:
        return unknown.listed()


class TryQuestionMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_any_permission(request.user, ["view", "change"])


class TryQuestion(AdminViewSet):
    """The page's entry in the editors' menu."""

    name = "try-question"
    icon = "help"
    menu_label = _("Try a question")
    menu_item_class = TryQuestionMenuItem
    menu_url = reverse_lazy("try-question:ask")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", TryQuestionView.as_view(), name="ask")]


class SearchWords(SnippetViewSetGroup):
    menu_label = _("Words of the search")
    menu_icon = "search"
    menu_name = "search-words"
    menu_order = 160
    items = (ConceptViewSet, SearchedWordViewSet, TryQuestion)
