"""How an editor decides which areas and audiences a call is for."""

from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel

from core.models import Audience, PriorityArea
from opportunities.models import CallPriority, Origin
from opportunities.models.suggestions import Link


class Decision(models.TextChoices):
    """What an editor decides; a link keeps it as its origin and whether it is rejected."""

    FITS = "fits", _("Fits")
    REJECTED = "rejected", _("Does not fit")
    RULE = "rule", _("Suggested: the words decide")


def decision_of(link: Link) -> Decision:
    """What has been decided about this link so far."""
    if link.rejected:
        return Decision.REJECTED
    return Decision.RULE if link.origin == Origin.RULE else Decision.FITS


def target_of(model: type[Link]) -> str:
    """The name of the field with the area or the audience."""
    return "area" if model is CallPriority else "audience"


class LinkForm(WagtailAdminModelForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = self.fields[target_of(self._meta.model)]
        if self._meta.model is CallPriority:
            target.queryset = PriorityArea.objects.classifying()
        else:
            target.queryset = Audience.objects.all()
        if self.instance.pk:
            target.disabled = True
            self.fields["decision"].initial = decision_of(self.instance)
        else:
            self.fields["decision"].choices = Decision.choices[:2]
            self.fields["decision"].initial = Decision.FITS

    def save(self, commit: bool = True) -> Link:  # noqa: FBT001, FBT002 - Django's signature
        decision = self.cleaned_data["decision"]
        link: Link = super().save(commit=False)
        link.rejected = decision == Decision.REJECTED
        link.origin = Origin.RULE if decision == Decision.RULE else Origin.EDITOR
        if commit:
            link.save()
        return link


class LinkFormSet(BaseChildFormSet):
    """Deleting a line means "does not fit", which imports respect; deleting it again forgets that.

    A suggestion that an import withdrew while the form was open has no row any more: what the
    editor decided about it becomes a new link, for which the form asks for the area again.
    """

    data: QueryDict
    deleted_objects: list[Link]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        existing = {str(link.pk) for link in self.get_queryset()} | {""}
        for number in range(self.initial_form_count() if self.is_bound else 0):
            key = f"{self.add_prefix(number)}-id"
            if self.data.get(key, "") not in existing:
                self.data = self.data.copy()
                self.data[key] = ""

    def _should_delete_form(self, form: LinkForm) -> bool:
        undecided = form.data.get(form.add_prefix("decision")) == Decision.RULE
        withdrawn = form.instance.pk is None and form in self.initial_forms
        return super()._should_delete_form(form) or (withdrawn and undecided)

    def save_existing_objects(self, commit: bool = True) -> list[Link]:  # noqa: FBT001, FBT002 - as above
        saved = super().save_existing_objects(commit)
        chosen = {self._target(form.instance) for form in self.extra_forms if form.has_changed()}
        gone = [link for link in self.deleted_objects if self._target(link) not in chosen]
        refused = [link for link in gone if not link.rejected]
        self.deleted_objects = [link for link in gone if link.rejected]
        for link in refused:
            link.rejected, link.origin = True, Origin.EDITOR
        return saved + refused

    def save_new(self, form: LinkForm, **kwargs: Any) -> Link:
        return self._merged(super().save_new(form, commit=False))

    def save_existing(self, form: LinkForm, obj: Link, **kwargs: Any) -> Link:
        return self._merged(super().save_existing(form, obj, commit=False))

    def _merged(self, link: Link) -> Link:
        """A new link to what an import has suggested meanwhile updates that suggestion."""
        suggested = {self._target(other): other for other in self._links()} if not link.pk else {}
        if other := suggested.get(self._target(link)):
            link.pk, link.words = other.pk, other.words
        return link

    def _target(self, link: Link) -> int | None:
        return getattr(link, f"{target_of(self.model)}_id")

    def _links(self) -> models.QuerySet:
        return self.model.objects.filter(call=self.instance.pk)


class WordsPanel(FieldPanel):
    """The words that were the reason, read-only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("words", **{**kwargs, "read_only": True})

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs = super().clone_kwargs()
        del kwargs["field_name"]
        return kwargs

    def format_value_for_display(self, value: list[dict[str, str]]) -> str:
        return ", ".join(reason["word"] for reason in value) or "–"


class LinkPanel(InlinePanel):
    def __init__(self, relation_name: str, **kwargs: Any) -> None:
        super().__init__(relation_name, **kwargs)

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": LinkForm, "formset": LinkFormSet}
        return options


def link_panel(relation: str, target: str, heading: Any, label: Any) -> LinkPanel:
    """The lines of one kind of link."""
    return LinkPanel(
        relation,
        panels=[
            FieldPanel(target, widget=forms.Select, heading=label),
            FieldPanel("decision"),
            WordsPanel(heading=_("Words found")),
        ],
        heading=heading,
        label=label,
        help_text=_(
            "What you decide is kept when calls are imported again. "
            "Taking a line away means that it does not fit."
        ),
    )
