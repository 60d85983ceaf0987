"""How the work is organised, from each municipality's records, with gaps as gaps."""

import html
import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from core.access.visibility import Visibility
from core.models import PriorityScheme, ProcessStep
from core.models.profile import NetworkForm
from home.models import PartnerProfilePage
from network.models import (
    Appointment,
    Award,
    Body,
    ExternalOrganisation,
    NetworkMembership,
    Seat,
    Unit,
)
from tests.factories.calls import area
from tests.factories.core import UserFactory
from tests.factories.partners import PATHS, partner_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("partner_pages")]


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    body = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


def foot(client: Client, url: str) -> str:
    return client.get(url).content.decode().split('<footer class="foot">')[1]


def test_an_empty_record_is_all_gaps(client: Client) -> None:
    partner_site()
    shown = text(client, PATHS["sv"]["how"])
    for heading in (
        "Vem som beslutar",
        "Vem som samordnar arbetet",
        "En kontaktperson i varje förvaltning och bolag",
        "Nätverket heter",
        "Det vi har valt att arbeta med",
        "Från idé till ansökan",
        "Vad som redovisas, och för vem",
        "När reglerna ses över",
        "Vad vi menar med internationellt arbete",
    ):
        assert f"{heading} uppgift saknas" in shown, heading


def test_what_the_records_say_is_said(client: Client) -> None:
    site = partner_site(
        network_form=NetworkForm.CONTACTS,
        definition_sv="Att knyta kontakter",
        reporting_sv="Varje år till nämnden",
        vision_sv="Grönast av alla",
    )
    Body.objects.create(
        profile=site, key="b", kind="committee", name_sv="Skolnämnden", name_en="School committee"
    )
    site.process_steps.add(ProcessStep(key="s", name_sv="Kontroll", by_sv="Strategen"))
    old = area("gammalt")
    old.successor = area("nytt")
    old.save()
    PriorityScheme.objects.create(
        profile=site, key="vision", name_sv="Visionens strategier", name_en="Vision strategies"
    )
    site.save()
    shown = text(client, PATHS["sv"]["how"])
    for said in (
        "En kontaktperson i varje förvaltning och bolag ja",
        "Vad vi menar med internationellt arbete Att knyta kontakter",
        "Skolnämnden Nämnd uppgift saknas",
        "Kontroll Strategen",
        "Gammalt ersatt av Nytt",
        "Visionens strategier",
        "Varje år till nämnden",
        "Grönast av alla",
    ):
        assert said in shown, said


LANGUAGES = ("sv", "en")
NO_NETWORK = (
    "Kommunen har inget nätverk för EU-arbetet.",
    "The municipality has no network for EU work.",
)
# What the page says of each form, in both languages.
TOLD: dict[str, tuple[str, str]] = {
    NetworkForm.CONTACTS: (
        "En kontaktperson i varje förvaltning och bolag ja Nätverket heter",
        "A contact person in every department and company yes The network is called",
    ),
    NetworkForm.GROUP: (
        "En kontaktperson i varje förvaltning och bolag "
        "nej: i stället hjälper en grupp verksamheterna med EU-arbetet Nätverket heter",
        "A contact person in every department and company "
        "no: a group helps the operations with EU work instead The network is called",
    ),
    NetworkForm.NONE: (
        f"Nätverkets form {NO_NETWORK[0]}",
        f"Form of the network {NO_NETWORK[1]}",
    ),
    "": (
        "En kontaktperson i varje förvaltning och bolag uppgift saknas Nätverket heter",
        "A contact person in every department and company not stated The network is called",
    ),
}


@pytest.mark.any_database
@pytest.mark.parametrize("form", ["", *NetworkForm])
def test_the_network_is_told_by_its_form(client: Client, form: str) -> None:
    partner_site(network_form=form)
    for number, language in enumerate(LANGUAGES):
        shown = text(client, PATHS[language]["how"])
        for other, told in TOLD.items():
            assert (told[number] in shown) is (other == form), other


@pytest.mark.any_database
@pytest.mark.parametrize("note", ["", "Zzyzx"])
def test_that_there_is_no_network_is_no_gap(client: Client, note: str) -> None:
    partner_site(network_form=NetworkForm.NONE, network_note_sv=note, network_note_en=note)
    units = ("Förvaltningar och bolag", "Departments and companies")
    heading = (" Nätverket ", " The network ")  # of the start page
    for number, language in enumerate(LANGUAGES):
        told = " ".join(filter(None, (TOLD[NetworkForm.NONE][number], note)))
        shown = text(client, PATHS[language]["how"])
        assert f"{told} {units[number]} " in shown
        assert "kontaktperson" not in shown
        assert "contact person" not in shown
        assert NO_NETWORK[number] in text(client, f"/{language}/").split(heading[number])[1]


@pytest.mark.any_database
def test_it_costs_the_same_for_many_records(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    site = partner_site()
    area("first")
    text(client, PATHS["sv"]["how"])
    with django_assert_max_num_queries(30) as few:
        text(client, PATHS["sv"]["how"])
    most = len(few)  # the next request begins the count anew
    for number in range(10):
        area(f"area-{number}")
        Body.objects.create(
            profile=site, key=f"b{number}", kind="office", name_sv=f"B{number}", name_en="B"
        )
        PriorityScheme.objects.create(profile=site, key=f"s{number}", name_sv="S", name_en="S")
    text(client, PATHS["sv"]["how"])  # the style sheet has new areas
    with django_assert_max_num_queries(most):
        text(client, PATHS["sv"]["how"])


def test_every_foot_has_the_pages_and_the_contact_details_in_its_language(client: Client) -> None:
    site = partner_site(address="Torget 1", email="kommun@testberga.example")
    for language, titles, said in (
        ("sv", ("Bli vår partner", "Ordlista"), ("Organisationsnummer:", "Telefon:")),
        ("en", ("Partner with us", "Glossary"), ("Organisation number:", "Phone:")),
    ):
        shown = foot(client, f"/{language}/utlysningar/" if language == "sv" else "/en/calls/")
        for key, title in zip(("partner", "glossary"), titles, strict=True):
            assert f'<a href="{PATHS[language][key]}">{title}</a>' in shown
        for gap in said:
            assert f'{gap} <span class="unstated">' in shown
        assert "Torget 1" in shown
    site.organisation_number = "212000-0001"
    site.save()
    assert "212000-0001" in foot(client, "/sv/")


def test_a_page_that_is_taken_away_is_no_longer_linked(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    partner_site()
    assert PATHS["sv"]["partner"] in foot(client, "/sv/")
    with django_capture_on_commit_callbacks(execute=True):
        PartnerProfilePage.objects.get(locale__language_code="sv").unpublish()
    assert PATHS["sv"]["partner"] not in foot(client, "/sv/")
    assert PATHS["en"]["partner"] in foot(client, "/en/")


def test_departments_are_told_with_their_roles_and_shared_posts_and_never_a_person(
    client: Client,
) -> None:
    site = partner_site()
    unit = Unit.objects.create(profile=site, key="u", name_sv="Kansliet", name_en="The office")
    gone = Unit.objects.create(
        profile=site, key="g", name_sv="Gamla kontoret", name_en="Old", ends=date(2019, 12, 31)
    )
    holder = UserFactory.create(first_name="Canary", last_name="Person")
    for key, role, facts in (
        ("s", "EU-strateg", {"share": 50, "shared_with": "Grannkommunen"}),
        ("f", "Förre strateg", {"ends": date(2019, 12, 31)}),
    ):
        seat = Seat.objects.create(
            profile=site, key=key, unit=unit, role_sv=role, role_en=role, **facts
        )
        Appointment.objects.create(seat=seat, person=holder)
    shown = text(client, PATHS["sv"]["how"])
    assert "Kansliet Förvaltning EU-strateg 50 % av en tjänst, delas med Grannkommunen" in shown
    assert gone.name_sv not in shown
    assert "Förre" not in shown
    assert "Canary" not in shown


def test_a_partner_reads_of_networks_and_awards_that_are_public(client: Client) -> None:
    site = partner_site()
    for key, facts in (("open", {}), ("canary", {"visibility": Visibility.NETWORK})):
        told = {"profile": site, "key": key, **facts}
        NetworkMembership.objects.create(
            organisation=ExternalOrganisation.objects.create(name=f"Network {key}", **told),
            purpose_sv="Lära",
            purpose_en="To learn",
            **told,
        )
        Award.objects.create(
            kind="national", name_sv=f"Pris {key}", name_en=f"Award {key}", year=2015, **told
        )
    shown = text(client, PATHS["en"]["partner"])
    assert "Memberships Network open To learn Awards Award open 2015" in shown
    assert "canary" not in shown
