"""A governing document: the facts that its source states, and its text."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.models.imprecise import ImpreciseDateField
from core.pages.blocks import Body, table_block
from core.pages.models import SitePage
from core.search.kinds import Group
from core.words.dates import local
from core.words.imprecise import Precision
from governing.models import panels
from governing.numbers import variants
from governing.reviews import ReviewRule, Revision, revision
from governing.status import Decision, Facts, Status, status
from network.models import Body as DecidingBody

STATED = _("Leave it empty where the document does not say: it is shown as not stated.")
LONG_AGO = date.min  # a decision without a date has replaced what it replaces, whenever it was


class DocumentBody(Body):
    """What a document is written with: tables besides the other blocks."""

    table = table_block()


class GoverningDocumentPage(SitePage):
    """A governing document (styrdokument). What it is today is computed, never stored."""

    class Type(models.TextChoices):
        STRATEGY = "strategy", _("strategy")
        GUIDELINE = "guideline", _("guidelines")
        POLICY = "policy", _("policy")
        PLAN = "plan", _("plan")
        PROGRAMME = "programme", _("programme of measures")
        OTHER = "other", _("other governing document")

    class Validity(models.TextChoices):
        UNTIL_FURTHER_NOTICE = "until_further_notice", _("until further notice")
        FIXED = "fixed", _("for a fixed period")
        NOT_STATED = "not_stated", _("not stated")

    subtitle = models.CharField(_("subtitle"), max_length=255, blank=True)
    other_title = models.CharField(
        _("other title"),
        max_length=255,
        blank=True,
        help_text=_("What the document is called elsewhere, for example in a cover letter."),
    )
    document_type = models.CharField(
        _("type"), max_length=20, choices=Type, default=Type.OTHER, db_index=True
    )
    kind_as_stated = models.CharField(
        _("kind as stated"),
        max_length=100,
        blank=True,
        help_text=_("The document's own word for what it is."),
    )
    decision = models.CharField(
        _("decision"),
        max_length=20,
        choices=Decision,
        default=Decision.DRAFT,
        help_text=_("Adopted only where a decision is known. A proposal is never in force."),
    )
    deciding_body = models.ForeignKey(
        DecidingBody,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
        help_text=_("For a proposal: the body that it is put to."),
    )
    decided_by_as_stated = models.CharField(
        _("decided by, as stated"),
        max_length=200,
        blank=True,
        help_text=_("Where the body is not in the list, or what the document says of it."),
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True, help_text=STATED)
    paragraph = models.CharField(
        _("paragraph"), max_length=20, blank=True, help_text=_("The number alone, without §.")
    )
    document_date = models.DateField(
        _("date of the document"),
        null=True,
        blank=True,
        help_text=_("The date on the document, which may differ from the decision's."),
    )
    valid_from = ImpreciseDateField(_("in force from"), precision=Precision.YEAR)
    valid_to = ImpreciseDateField(_("in force to"), precision=Precision.YEAR, help_text="")
    validity = models.CharField(
        _("validity"), max_length=30, choices=Validity, default=Validity.NOT_STATED
    )
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    last_changed_on = models.DateField(_("last changed"), null=True, blank=True)
    earlier_changes = models.TextField(_("earlier changes"), blank=True)
    reference_number = models.CharField(
        _("reference number"),
        max_length=100,
        blank=True,
        help_text=_("As it is written on the document; it is found in every spelling."),
    )
    document_owner = models.CharField(
        _("owner of the document"), max_length=200, blank=True, help_text=STATED
    )
    parent_document = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="subordinate_documents",
        verbose_name=_("belongs under"),
        help_text=_("For guidelines: the strategy that they carry out."),
    )
    review_rule = models.CharField(
        _("revision"), max_length=10, choices=ReviewRule, default=ReviewRule.NONE
    )
    review_years = models.PositiveSmallIntegerField(
        _("years between revisions"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    review_note = models.CharField(
        _("on the revision"),
        max_length=300,
        blank=True,
        help_text=_("What the document says of when and by whom it is followed up."),
    )
    source_note = models.TextField(
        _("on the details"),
        blank=True,
        help_text=_("What a reader should know of these details, such as where a date comes from."),
    )
    original_notice = models.CharField(
        _("where the original is"),
        max_length=300,
        blank=True,
        help_text=_("Added to the sentence that the signed original prevails."),
    )
    handled_by = models.CharField(
        _("handling officer"),
        max_length=200,
        blank=True,
        help_text=_("The role, not a person's name. Only the network reads it."),
    )
    distribution = models.TextField(
        _("distribution"),
        blank=True,
        help_text=_("To whom the decision was sent. Only the network reads it."),
    )
    left_out = models.JSONField(
        _("left out by the import"),
        default=list,
        blank=True,
        help_text=_('A list of {"text": …, "why": …}.'),
    )
    body = StreamField(DocumentBody(), verbose_name=_("text"), blank=True)

    template = "documents/page.html"
    search_group = Group("governing", _("Governing documents"), rank=20)
    parent_page_types = ["governing.DocumentIndexPage"]
    subpage_types: list[str] = []
    translatable_fields = panels.TRANSLATABLE
    content_panels = panels.CONTENT
    promote_panels = SitePage.promote_panels
    base_form_class = panels.DocumentForm

    class Meta:
        verbose_name = _("governing document")
        verbose_name_plural = _("governing documents")

    def clean(self) -> None:
        """Refuse facts that contradict each other, before a reader is misled."""
        super().clean()
        wrong: dict[str, object] = {}
        if self.valid_from and self.valid_to and not self._ends_after_it_starts():
            wrong["valid_to"] = _("The document cannot end before it starts.")
        if self.validity == self.Validity.UNTIL_FURTHER_NOTICE and self.valid_to:
            wrong["validity"] = _(
                "A document with a last day is not in force until further notice."
            )
        if self.review_rule == ReviewRule.YEARS and not self.review_years:
            wrong["review_years"] = _("Say after how many years.")
        if self.parent_document_id and self.parent_document_id == self.pk:
            wrong["parent_document"] = _("A document cannot belong under itself.")
        if wrong:
            raise ValidationError(wrong)

    def _ends_after_it_starts(self) -> bool:
        try:
            return self.valid_from.first_day <= self.valid_to.last_day
        except ValueError:  # which the field reports itself
            return True

    @property
    def decided_by(self) -> str:
        """The deciding body in the reader's language, else as stated; empty where unknown."""
        return self.deciding_body.name if self.deciding_body else self.decided_by_as_stated

    @property
    def facts(self) -> Facts:
        """What the status depends on; costs a query unless they were prefetched for several."""
        return Facts(
            decision=self.decision,
            decided_on=self.decided_on,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            repealed_on=self.repealed_on,
            replaced_on=self.replaced_on,
        )

    @property
    def starts(self) -> date | None:
        """The first day in force, as far as it is known."""
        return self.valid_from.first_day if self.valid_from else self.decided_on

    @property
    def replaced_on(self) -> date | None:
        """The first day on which an adopted document applies instead of the whole of this one."""
        if not hasattr(self, "_replaced_on"):
            self.prefetch_replaced_on([self])
        return self._replaced_on

    @classmethod
    def prefetch_replaced_on(cls, pages: Iterable[Page]) -> None:
        """Tell each governing document among `pages` when it was replaced. One query for all."""
        documents = [page for page in pages if isinstance(page, cls)]
        replacements = cls.replaced_by.rel.related_model.objects
        days: dict[UUID, list[date]] = defaultdict(list)
        for row in replacements.of_whole([page.translation_key for page in documents]):
            days[row.replaced.translation_key].append(row.page.starts or LONG_AGO)
        for page in documents:
            page._replaced_on = min(days[page.translation_key], default=None)

    def status(self, at: datetime) -> Status:
        """What the document is at `at`, by the calendar of the municipality."""
        return status(self.facts, local(at).date())

    def note(self, at: datetime) -> str:
        """Its status, shown wherever it is linked or listed; empty while it is in force."""
        now = self.status(at)
        return "" if now == Status.IN_FORCE else str(now.label)

    def revision(self, at: datetime) -> Revision | None:
        """The next revision, while the document is in force or may be."""
        if self.status(at) not in (Status.IN_FORCE, Status.ADOPTED, Status.NOT_STATED):
            return None
        last = self.last_changed_on or self.decided_on
        day = local(at).date()
        return revision(self.review_rule, years=self.review_years, last=last, at=day)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page, and below it the same as PDF."""
        if path_components == ["pdf"] and self.live:
            return RouteResult(self, kwargs={"as_pdf": True})
        result: RouteResult = super().route(request, path_components)
        return result

    @property
    def search_keywords(self) -> list[str]:
        """Other titles, the type, the body, and every spelling of the reference number.

        The type is in the page's language, whoever saves it and in whatever language.
        """
        keywords = [self.subtitle, self.other_title, self.kind_as_stated, self.decided_by]
        with translation.override(self.locale.language_code):
            keywords.append(str(self.get_document_type_display()))
        keywords += variants(self.reference_number)
        return [word for word in keywords if word]


class DocumentIndexPage(SitePage):
    """The register of governing documents."""

    template = "documents/index.html"
    subpage_types = ["governing.GoverningDocumentPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of governing documents")
