"""News: a list that is its own archive, and the pages in it."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.pages.models import SitePage
from core.search.kinds import Group


class NewsIndexPage(RoutablePageMixin, SitePage):
    """The news of one language. A year and a month have addresses; area and tag are parameters."""

    template = "news/index.html"
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    @path("")
    def everything(self, request: HttpRequest) -> HttpResponse:
        """All of it, newest first."""
        return self.render(request)

    @path("<int:year>/")
    def of_year(self, request: HttpRequest, year: int) -> HttpResponse:
        """The news of a year."""
        return self.render(request, year=year)

    @path("<int:year>/<int:month>/")
    def of_month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """The news of a month."""
        return self.render(request, year=year, month=month)


class NewsTag(TaggedItemBase):
    shown_to_strangers = "content_object"

    content_object = ParentalKey(
        "home.NewsPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class NewsPage(SitePage):
    """One piece of news, with the areas it is about."""

    published_on = models.DateField(_("day"), help_text=_("The day that stands above the news."))
    areas = ParentalManyToManyField(
        "core.PriorityArea", blank=True, related_name="news", verbose_name=_("priority areas")
    )
    tags = ClusterTaggableManager(through=NewsTag, blank=True, verbose_name=_("tags"))
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    template = "news/page.html"
    search_group = Group("news", _("News"), rank=60)
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("published_on"),
        *SitePage.content_panels[1:],
        MultiFieldPanel(
            [FieldPanel("areas"), FieldPanel("tags")],
            heading=_("What it is about"),
            help_text=_("The news is then shown on the pages of these areas and in their feeds."),
        ),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    schema_type = "NewsArticle"

    @property
    def schema_facts(self) -> dict[str, Any]:
        """What schema.org asks of news; the day is the one that stands above it."""
        facts: dict[str, Any] = {"headline": self.title, "datePublished": str(self.published_on)}
        if self.lead:
            facts["description"] = self.lead
        return facts

    @property
    def search_keywords(self) -> list[str]:
        """The areas in both languages, and the tags."""
        areas = [name for area in self.areas.all() for name in (area.name_sv, area.name_en)]
        return [*areas, *self.tags.names()]
