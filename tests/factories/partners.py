"""The pages for partners, how we work and the glossary, with something in each."""

from datetime import UTC, datetime
from typing import Any

from wagtail.models import Locale, Page

from core.models import MunicipalityProfile
from core.pages.models import SitePage
from home.models import (
    GlossaryPage,
    GlossaryTerm,
    PartnerProfilePage,
    PartnerProposal,
    StartPage,
    SubjectContact,
)
from network.models import HowWeWorkPage
from tests.factories.calls import area, municipality

PAGES: dict[str, tuple[type[SitePage], tuple[str, str], tuple[str, str]]] = {
    "how": (HowWeWorkPage, ("Så arbetar vi", "sa-arbetar-vi"), ("How we work", "how-we-work")),
    "partner": (
        PartnerProfilePage,
        ("Bli vår partner", "bli-var-partner"),
        ("Partner with us", "partner-with-us"),
    ),
    "glossary": (GlossaryPage, ("Ordlista", "ordlista"), ("Glossary", "glossary")),
}
PATHS = {
    "sv": {key: f"/sv/{swedish[1]}/" for key, (_model, swedish, _english) in PAGES.items()},
    "en": {key: f"/en/{english[1]}/" for key, (_model, _swedish, english) in PAGES.items()},
}


def partner_site(**facts: Any) -> MunicipalityProfile:
    """A municipality with the three pages in both languages, made once; `facts` are its own."""
    profile = municipality()
    for name, value in facts.items():
        setattr(profile, name, value)
    profile.save()
    for model, swedish, english in PAGES.values():
        if not model.objects.exists():
            first = _page(model, "sv", swedish)
            _page(model, "en", english, translation_key=first.translation_key)
    return profile


def _page(model: type[Page], code: str, texts: tuple[str, str], **facts: Any) -> Page:
    start = StartPage.objects.get(locale__language_code=code, depth=2)
    title, slug = texts
    locale = Locale.objects.get(language_code=code)
    return start.add_child(instance=model(title=title, slug=slug, locale=locale, **facts))


def term(slug: str, sv: str, en: str, **facts: Any) -> GlossaryTerm:
    """A term of the glossary."""
    texts = {"explanation_sv": f"Vad {sv} är.", "explanation_en": f"What {en} is."}
    return GlossaryTerm.objects.create(slug=slug, term_sv=sv, term_en=en, **{**texts, **facts})


def contact(slug: str, email: str) -> SubjectContact:
    """Who answers for an area."""
    texts = {"role_sv": f"Förvaltningen för {slug}", "role_en": f"Department of {slug}"}
    return SubjectContact.objects.create(area=area(slug), email=email, **texts)


def proposal(number: int = 1, **facts: Any) -> PartnerProposal:
    """Something that a partner has proposed."""
    return PartnerProposal.objects.create(
        **{
            "profile": municipality(),
            "reference": f"P2026-TEST{number:04}",
            "sent_key": f"key {number}",
            "received_at": datetime(2026, 11, 20, 8, tzinfo=UTC),
            "language": "en",
            "organisation": f"City number {number}",
            "country": "Poland",
            "kind": "municipality",
            "contact_role": "Project manager",
            "email": "manager@city.example",
            "text": "Let us save water together.",
            **facts,
        }
    )
