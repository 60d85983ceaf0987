"""Each municipality has the documents its sources state, with exactly what they state."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from core.models import MunicipalityProfile
from governing.models import GoverningDocumentPage
from tests.parts import shared

pytestmark = pytest.mark.django_db
STATUS = {
    "adoption not stated in the source": "not_stated",
    "proposal in seed; adoption not evidenced": "proposed",
    "proposal in seed (tjänsteskrivelse); adoption date not in seed": "proposed",
    "adopted": "adopted",
    "expired": "adopted",
}
TYPES = {"riktlinje": "guideline", "strategi": "strategy", "policy": "policy"}
# The sources that name who handled the matter: titles of documents by municipality.
HANDLED = {
    "kavlinge": {"Strategi för EU- och internationellt arbete"},
    "tyreso": {"Riktlinjer för internationellt samarbete"},
}
BODIES = {"KF": "Kommunfullmäktige", "KS": "Kommunstyrelsen"}


def as_stated(source: Any) -> dict[str, Any]:
    """What municipalities.json says, by our names."""
    return {
        "type": TYPES[source["type"]],
        "decision": STATUS[source["status"]],
        "body": source.get("decided_by") or source["to"],
        "decided_on": source.get("date"),
        "paragraph": source.get("paragraph"),
        "document_date": source.get("document_date"),
        "valid_from": source.get("valid_from"),
        "valid_to": source.get("valid_to"),
        "last_changed_on": source.get("last_changed"),
        "dnr": source.get("dnr"),
        "owner": source.get("owner"),
        "kind": source.get("kind_as_stated"),
        "earlier": source.get("earlier_changes"),
        "subtitle": source.get("subtitle"),
        "further_notice": source.get("validity") == "tills vidare",
        "parent": source.get("parent"),
        "replaces": [
            (r.get("title", ""), BODIES[r["body"]], r["date"], r["paragraph"])
            for r in source.get("replaces", ())
        ],
    }


def as_loaded(page: Any) -> dict[str, Any]:
    def day(value: Any) -> Any:
        return value and value.isoformat()

    return {
        "type": page.document_type,
        "decision": page.decision,
        "body": page.deciding_body.name_sv,
        "decided_on": day(page.decided_on),
        "paragraph": page.paragraph or None,
        "document_date": day(page.document_date),
        "valid_from": page.valid_from or None,
        "valid_to": page.valid_to or None,
        "last_changed_on": day(page.last_changed_on),
        "dnr": page.reference_number or None,
        "owner": page.document_owner or None,
        "kind": page.kind_as_stated or None,
        "earlier": page.earlier_changes or None,
        "subtitle": page.subtitle or None,
        "further_notice": page.validity == "until_further_notice",
        "parent": page.parent_document and page.parent_document.title,
        "replaces": [
            (r.title, r.deciding_body.name_sv, r.decided_on, r.paragraph)
            for r in page.replacements.all()
        ],
    }


@pytest.mark.shared
def test_a_municipality_has_exactly_what_its_source_states(
    profile: MunicipalityProfile, client: Client
) -> None:
    source = json.loads(shared("domain/municipalities.json").read_text())[profile.key]
    stated = {d["title"]: d for d in source["documents"]}
    english = Locale.objects.get(language_code="en")
    pages = GoverningDocumentPage.objects.filter(locale__language_code="sv")
    assert {page.title for page in pages} == set(stated)
    for page in pages:
        assert as_loaded(page) == as_stated(stated[page.title])
        translated = page.get_translation_or_none(english)
        facts = {**as_loaded(translated), "parent": as_loaded(page)["parent"]}
        words = ("owner", "earlier", "subtitle")
        assert facts | dict.fromkeys(words) == as_loaded(page) | dict.fromkeys(words)
        assert client.get(translated.url).status_code == 200
    network = {p.title: p.handled_by for p in pages if p.handled_by or p.distribution}
    assert set(network) == HANDLED.get(profile.key, set())
    for page in pages:  # for the network alone, and there as roles
        shown = client.get(page.url).content.decode()
        assert 'class="network-only"' not in shown
    assert client.get("/sv/styrdokument/").status_code == 200
    assert client.get("/en/governing-documents/").status_code == 200
