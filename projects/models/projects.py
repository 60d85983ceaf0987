"""A project: why, with whom and with what money. Its state follows from dates."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from core.access.visibility import VisibleModel
from core.words.dates import local
from core.words.language import Localized
from opportunities.models import Call, Programme
from projects.models.years import ProjectYear
from projects.querysets import ProjectQuerySet
from projects.totals import Totals


class ProjectKind(models.TextChoices):
    EU = "eu", _("EU project")
    INTERNATIONAL = "international", _("other international project")
    DEVELOPMENT = "development", _("international development project")


class Role(models.TextChoices):
    """What the municipality is in the project."""

    OWNER = "owner", _("project owner")
    PARTNER = "partner", _("partner")


class Currency(models.TextChoices):
    SEK = "SEK", _("Swedish kronor")
    EUR = "EUR", _("euros")


class State(models.TextChoices):
    ONGOING = "ongoing", _("Ongoing")
    PLANNED = "planned", _("Planned")
    ENDED = "ended", _("Ended")
    UNKNOWN = "unknown", _("Period not stated")


class Project(  # type: ignore[django-manager-missing]  # of its pages: Wagtail has no types
    VisibleModel, ClusterableModel
):
    """Texts in both languages, and money by year in the currency that the source states.

    An empty text or date is "not stated", never a guess.
    """

    # Set by what loads a project from a file, so that it is found again; editors' have none.
    key = models.SlugField(_("key"), max_length=80, blank=True, editable=False)
    title_sv = models.CharField(_("title in Swedish"), max_length=255, blank=True)
    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=ProjectKind, default=ProjectKind.EU)
    purpose_sv = models.TextField(_("purpose in Swedish"), blank=True)
    purpose_en = models.TextField(_("purpose in English"), blank=True)
    benefit_sv = models.TextField(_("expected benefit in Swedish"))
    benefit_en = models.TextField(_("expected benefit in English"), blank=True)
    results_sv = models.TextField(_("results in Swedish"), blank=True)
    results_en = models.TextField(_("results in English"), blank=True)
    lessons_sv = models.TextField(_("lessons learnt in Swedish"), blank=True)
    lessons_en = models.TextField(_("lessons learnt in English"), blank=True)

    role = models.CharField(_("our role"), max_length=10, choices=Role, default=Role.PARTNER)
    owner_unit = models.CharField(_("department or company"), max_length=200, blank=True)
    programme = models.ForeignKey(
        Programme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("programme"),
    )
    call = models.ForeignKey(
        Call,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("the call it came from"),
    )
    areas = models.ManyToManyField(
        "core.PriorityArea",
        blank=True,
        related_name="projects",
        verbose_name=_("priority areas and goals"),
    )
    audiences = models.ManyToManyField(
        "core.Audience", blank=True, related_name="projects", verbose_name=_("for whom")
    )
    ecological = models.BooleanField(_("ecological"), default=False)
    economic = models.BooleanField(_("economic"), default=False)
    social = models.BooleanField(_("social"), default=False)

    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    keep_years = models.PositiveSmallIntegerField(
        _("years that its papers are kept"),
        null=True,
        blank=True,
        help_text=_(
            "After it has ended, where another funder or the municipality asks for more than the "
            "programme. The longest holds for all of it."
        ),
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.SEK)
    partners_note_sv = models.CharField(
        _("note on the partners in Swedish"), max_length=300, blank=True
    )
    partners_note_en = models.CharField(
        _("note on the partners in English"), max_length=300, blank=True
    )
    source = models.CharField(_("source of the facts"), max_length=200, blank=True)
    source_year = models.PositiveSmallIntegerField(_("year of the source"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    title = Localized()
    purpose = Localized()
    benefit = Localized()
    results = Localized()
    lessons = Localized()
    partners_note = Localized()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("-starts", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("key",), condition=~Q(key=""), name="unique_project_key"
            ),
            models.CheckConstraint(
                condition=~Q(title_sv="", title_en=""),
                name="project_has_a_title",
                violation_error_message=_("Give the project a title in one of the languages."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="project_ends_after_it_starts",
                violation_error_message=_("The project ends before it starts."),
            ),
        ]
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return self.title

    def state(self, at: datetime) -> State:
        """Planned before it starts, ended the day after its last day, else ongoing."""
        day = local(at).date()
        if self.ends and self.ends < day:
            return State.ENDED
        if self.starts:
            return State.ONGOING if self.starts <= day else State.PLANNED
        return State.UNKNOWN

    def kept_until(self, at_least: int = 0) -> date | None:
        """The last day on which it is kept; None where that is not known.

        The longest of all periods holds for the whole project; `at_least` days are the
        municipality's own. An end or a programme's years that nobody has stated are not guessed.
        """
        of_programme = self.programme.keep_years if self.programme else 0
        if self.ends is None or of_programme is None:
            return None
        year = self.ends.year + max(of_programme, self.keep_years or 0)
        day = min(self.ends.day, monthrange(year, self.ends.month)[1])
        return max(self.ends.replace(year=year, day=day), self.ends + timedelta(days=at_least))

    @property
    def year_rows(self) -> list[ProjectYear]:
        """Its money by year, and last what is not split by year."""
        return sorted(self.years.all(), key=lambda row: (row.year is None, row.year or 0))

    @cached_property
    def totals(self) -> Totals:
        """The sum of its years, in its own currency; nothing else is stored."""
        return Totals.of(self.years.all())

    @property
    def has_eu_money(self) -> bool:
        """Whether the Union pays a part, so that its emblem and sentence must be shown."""
        if self.kind == ProjectKind.EU:
            return True
        granted = self.totals.granted or self.totals.received
        return bool(granted and self.programme and self.programme.funding_sentence_sv)

    @property
    def years_run(self) -> range:
        """The calendar years that the project runs in; none where no date is stated."""
        first, last = self.starts or self.ends, self.ends or self.starts
        return range(first.year, last.year + 1) if first and last else range(0)

    def texts(self, language: str) -> list[str]:
        """The record's texts in one language, and its partners' names, for the one search."""
        fields = ("title", "purpose", "benefit", "results", "lessons")
        texts = [getattr(self, f"{name}_{language}") for name in fields]
        for partner in self.partners.all():
            texts += [partner.name, partner.town]
        return [text for text in [*texts, self.owner_unit] if text]
