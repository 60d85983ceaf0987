"""Lists in the admin: in Swedish order, up and down, and each row on one page only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Audience, PriorityArea, VocabularyWord
from network.models import Body
from opportunities.models import AudienceWord, Programme, Quarantined, Source
from tests.factories.calls import area, call, municipality, programme
from tests.factories.core import UserFactory
from tests.factories.opportunities import AT

pytestmark = pytest.mark.django_db

NAMES = ["Östersjön", "zink", "Älven", "Ånga", "Abborre", "Zebra", "åker", "Émile"]
IN_ORDER = ["Abborre", "Émile", "Zebra", "zink", "åker", "Ånga", "Älven", "Östersjön"]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory.create(username="admin", is_superuser=True, last_name="Aa"))
    return client


def rows(client: Client, model: Any, **query: Any) -> list[Any]:
    name = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:list"
    return list(client.get(reverse(name), query).context["object_list"])


@pytest.fixture
def programmes() -> None:
    for number, name in enumerate(NAMES):
        Programme.objects.create(slug=f"p{number}", name_sv=name, name_en=name)


@pytest.mark.usefixtures("programmes")
def test_programmes_come_in_swedish_order(admin: Client) -> None:
    assert [row.name_sv for row in rows(admin, Programme)] == IN_ORDER
    assert [row.name_sv for row in rows(admin, Programme, ordering="-name_sv")] == IN_ORDER[::-1]


@pytest.mark.usefixtures("programmes")
def test_so_they_do_where_one_is_chosen(admin: Client) -> None:
    call()
    name = "wagtailsnippets_opportunities_call:list"
    form = admin.get(reverse(name)).context["filters"].form
    assert [label for _value, label in form.fields["programme"].choices][-8:] == IN_ORDER


def test_rows_with_the_same_number_come_by_name(admin: Client) -> None:
    profile = municipality()
    for number, name in enumerate(NAMES):
        both = {"name_sv": name, "name_en": name}
        Audience.objects.create(slug=f"a{number}", **both)
        area(f"o{number}", order=0, **both)
        Body.objects.create(profile=profile, key=f"b{number}", kind="council", **both)
    assert [row.name_sv for row in rows(admin, Audience)] == IN_ORDER
    assert [row.name_sv for row in rows(admin, Body)] == IN_ORDER
    assert [row.name_sv for row in profile.schemes.get().areas.all()] == IN_ORDER


def test_calls_are_sorted_by_title_and_by_programme(admin: Client) -> None:
    for number, name in enumerate(NAMES):
        made = programme(f"q{number}")
        Programme.objects.filter(pk=made.pk).update(name_sv=name)
        call(name, programme_slug=made.slug)
    model = Programme.calls.rel.related_model
    assert [row.title for row in rows(admin, model, ordering="title")] == IN_ORDER
    assert [row.title for row in rows(admin, model, ordering="-title")] == IN_ORDER[::-1]
    assert [row.title for row in rows(admin, model, ordering="programme")] == IN_ORDER


def test_people_come_by_last_and_first_name(admin: Client) -> None:
    for number, name in enumerate(NAMES):
        UserFactory.create(username=f"u{number}", last_name=name, first_name="Bo")
    UserFactory.create(username="a", last_name="åker", first_name="Ada")
    users = admin.get(reverse("wagtailusers_users:index"), {"ordering": "name"})
    names = [f"{user.last_name} {user.first_name}".strip() for user in users.context["object_list"]]
    expected = [f"{name} Bo" for name in IN_ORDER]
    expected.insert(4, "åker Ada")
    assert names == ["Aa", *expected]


def test_each_row_stands_on_one_page_however_many_are_equal(admin: Client) -> None:
    source = Source.objects.create(slug="eu-portal", name="EU")
    Quarantined.objects.bulk_create(
        Quarantined(source=source, digest=str(n), reason="r", raw=n, first_seen=AT, last_seen=AT)
        for n in range(75)
    )
    for query in ({}, {"ordering": "reason"}, {"ordering": "-source"}):
        pages = [rows(admin, Quarantined, p=page, **query) for page in (1, 2, 3, 4)]
        assert len({row.pk for page in pages for row in page}) == 75, query


def test_what_fits_twice_stands_there_once_whatever_the_order(admin: Client) -> None:
    made = call("Water", areas=("water", "energy"), audiences=("schools", "companies"))
    links = made.priority_links, made.audience_links
    filters = {
        "priorities": [link.area_id for link in links[0].all()],
        "audiences": [link.audience_id for link in links[1].all()],
    }
    for order in ("title", "-programme", ""):
        assert rows(admin, type(made), ordering=order, **filters) == [made]
    water = area("water")
    VocabularyWord.objects.bulk_create(
        VocabularyWord(area=water, language="sv", word=word) for word in ("Våtmark", "våtmarker")
    )
    for order in ("name_sv", "-scheme", ""):
        assert rows(admin, PriorityArea, q="VÅTMARK", ordering=order) == [water]


def test_the_words_of_an_audience_come_in_swedish_order(admin: Client) -> None:
    audience = Audience.objects.create(slug="x", name_sv="X", name_en="X")
    AudienceWord.objects.bulk_create(
        AudienceWord(audience=audience, language="sv", word=name) for name in NAMES
    )
    page = admin.get(reverse("wagtailsnippets_core_audience:edit", args=[audience.pk]))
    assert page.context["form"]["words_sv"].value().splitlines() == IN_ORDER
