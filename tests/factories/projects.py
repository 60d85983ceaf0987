"""Projects with their money, and their pages in both languages."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale

from core.models import User
from home.loading.site.tree import add
from opportunities.models import ExchangeRate
from projects.actions import store_project
from projects.models import Project, ProjectIndexPage, ProjectPage
from tests.factories.calls import area, programme
from tests.factories.core import site_tree

YEARS = (
    {"year": 2023, "budget": "400000", "granted": "240000", "received": "240000"},
    {"year": 2024, "budget": "600000.50", "granted": "360000.30", "co_financing": "240000.20"},
)


def project(
    title: str = "Wetlands",
    *,
    areas: Sequence[str] = (),
    programme_slug: str = "life",
    years: Sequence[dict[str, Any]] = YEARS,
    partners: Sequence[dict[str, Any]] = (),
    author: User | None = None,
    **facts: Any,
) -> Project:
    """An EU project of 2023–2024 in kronor, unless said otherwise."""
    return store_project(
        key=facts.pop("key", slugify(title)),
        facts={
            "title_sv": title,
            "title_en": f"{title} (en)",
            "benefit_sv": "Nytta",
            "starts": date(2023, 1, 1),
            "ends": date(2024, 12, 31),
            "programme": programme(programme_slug) if programme_slug else None,
            **facts,
        },
        partners=partners,
        years=[{k: v if k == "year" else Decimal(v) for k, v in row.items()} for row in years],
        areas=[area(slug) for slug in areas],
        by=author,
        at=datetime(2026, 11, 22, 11, tzinfo=UTC),
    )


def rate(value: str = "11.4590", day: date = date(2024, 12, 31)) -> ExchangeRate:
    """What a euro costs."""
    return ExchangeRate.objects.create(rate=Decimal(value), date=day, source="ECB")


def project_index() -> ProjectIndexPage:
    """The list of projects in both languages, with its place in the menu."""
    found = ProjectIndexPage.objects.filter(locale__language_code="sv").first()
    swedish = {"title": "Projekt", "slug": "projekt", "show_in_menus": True}
    english = {"title": "Projects", "slug": "projects"}
    return found or add(site_tree(), ProjectIndexPage, swedish=swedish, english=english)


def project_page(of: Project) -> ProjectPage:
    """The published Swedish page of a project, which has an English translation."""
    index = project_index()
    index.refresh_from_db()
    swedish = {"title": of.title_sv, "slug": slugify(of.title_sv), "lead": "Ingress"}
    page = add(index, ProjectPage, swedish=swedish, project=of)
    english = {**swedish, "title": of.title_en, "lead": "Lead"}
    other = index.get_translation(Locale.objects.get(language_code="en"))
    add(other, ProjectPage, swedish=english, project=of, translation_key=page.translation_key)
    return page
