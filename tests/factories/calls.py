"""Calls to search among, in the database and in the index."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Site

from core.models import Audience, MunicipalityProfile, PriorityArea, PriorityScheme
from core.search.index import index
from opportunities.models import Call, CallAudience, CallPriority, Programme, Source
from tests.factories.core import site_tree


def change_municipality(**facts: Any) -> None:
    """As an editor does: what is kept of it ends."""
    profile = MunicipalityProfile.objects.get()
    for name, value in facts.items():
        setattr(profile, name, value)
    profile.save()


def municipality() -> MunicipalityProfile:
    """That of the site which is loaded; else one of the tests' own on the default site."""
    if loaded := MunicipalityProfile.objects.exclude(key="testberga").first():
        return loaded
    site_tree()
    profile, _new = MunicipalityProfile.objects.get_or_create(
        key="testberga",
        defaults={
            "site": Site.objects.get(is_default_site=True),
            "name": "Testberga",
            "municipality_sv": "Testberga kommun",
            "municipality_en": "Municipality of Testberga",
            "scb_code": "9999",
            "county": "Testlän",
            "colour": "#0b5a6b",
            "colour_dark": "#6cc3d2",
            "headline_sv": "Rubrik",
            "headline_en": "Headline",
        },
    )
    return profile


def area(slug: str, **fields: Any) -> PriorityArea:
    """A priority area of the scheme that calls are sorted by."""
    scheme, _new = PriorityScheme.objects.get_or_create(
        profile=municipality(),
        key="priority",
        defaults={"name_sv": "Områden", "name_en": "Areas", "classifies_calls": True},
    )
    name = slug.replace("-", " ").capitalize()
    defaults = {
        "name_sv": name,
        "name_en": f"{name} (en)",
        "colour": "#2b7044",
        "colour_dark": "#7cc795",
        "shape": "triangle",
        "order": scheme.areas.count(),
    }
    return PriorityArea.objects.get_or_create(
        scheme=scheme, slug=slug, defaults={**defaults, **fields}
    )[0]


def programme(slug: str) -> Programme:
    """A programme called after its slug."""
    return Programme.objects.get_or_create(
        slug=slug,
        defaults={"name_sv": slug.upper(), "name_en": slug.upper(), "short": slug.upper()},
    )[0]


def call(
    title: str = "Water reuse in small towns",
    *,
    days: int | list[int] | None = 30,
    opened: int = -10,
    areas: tuple[str, ...] = (),
    audiences: tuple[str, ...] = (),
    programme_slug: str = "",
    at: datetime | None = None,
    **fields: Any,
) -> Call:
    """A call whose deadlines are `days` from now (None: no deadline), indexed."""
    now = at or timezone.now()
    source, _new = Source.objects.get_or_create(slug="eu-portal", defaults={"name": "EU"})
    number = Call.objects.count() + 1
    identifier = fields.pop("identifier", f"TEST-{number}")
    made = Call.objects.create(
        **{
            "source": source,
            "source_key": f"{identifier}-{number}",
            "reference": slugify(f"{identifier}-{number}"),
            "identifier": identifier,
            "type": "grant",
            "title": title,
            "opens_at": now + timedelta(days=opened),
            "programme": programme(programme_slug) if programme_slug else None,
            "digest": "",
            "first_seen": now,
            "changed_at": now,
            **fields,
        }
    )
    listed = [days] if isinstance(days, int) else days or []
    for position, ahead in enumerate(listed, 1):
        made.deadlines.create(at=now + timedelta(days=ahead), position=position)
    for slug in areas:
        CallPriority.objects.create(call=made, area=area(slug), origin="rule")
    for slug in audiences:
        audience, _new = Audience.objects.get_or_create(
            slug=slug, defaults={"name_sv": slug.capitalize(), "name_en": slug.capitalize()}
        )
        CallAudience.objects.create(call=made, audience=audience, origin="rule")
    index(kind="call", ids=[made.pk])
    return made
