"""The editors' list of links that lead nowhere, within the site and to others."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.access.visibility import Visibility
from core.files.apart import Limits
from core.models import SectionVisibility
from editing import jobs
from editing.links import asking
from editing.models import BrokenLink, OutsideAddress
from home.models import StandardPage
from tests.factories.calls import call, municipality
from tests.factories.core import DocumentFactory, UserFactory, site_tree
from tests.fakes.other_site import other_site

AT = datetime(2026, 11, 26, 11, tzinfo=UTC)
LIST = reverse("broken_links")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


@pytest.fixture
def editor(settings: Settings) -> Client:
    month = 30 * 24 * 3600
    settings.SESSION_COOKIE_AGE = settings.SESSION_SECONDS = settings.SESSION_IDLE_SECONDS = month
    municipality()
    client = Client()
    user = UserFactory.create()
    user.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(user)
    return client


def page(title: str, *links: Any, **facts: Any) -> Any:
    """A page with these links in its text: (words, attributes) each."""
    text = "".join(f"<p><a {attributes}>{words}</a></p>" for words, attributes in links)
    body = [("fact_box", {"heading": "Ruta", "text": RichText(text)})] if links else []
    made = StandardPage(title=title, body=body, **facts)
    return site_tree().add_child(instance=made)


def to(target: Any) -> str:
    return f'linktype="page" id="{target.pk}"'


def listed(client: Client, **parameters: Any) -> dict[Any, Any]:
    """The words of the links in the list, with what is wrong."""
    answer = client.get(LIST, parameters)
    assert answer.status_code == 200
    return {row.words: row.problem for row in answer.context["object_list"]}


def test_links_to_what_is_gone_hidden_or_private_are_listed(client: Client, editor: Client) -> None:
    gone, hidden, private, fine = page("Borta"), page("Utkast"), page("Hemlig"), page("Hel")
    document, memo = DocumentFactory.create(), DocumentFactory.create(visibility=Visibility.STAFF)
    file, secret = (f'linktype="document" id="{d.pk}"' for d in (document, memo))
    page(
        "Vägledning",
        *[(p.title, to(p)) for p in (gone, hidden, private, fine)],
        *[("Fil", file), ("Promemoria", secret)],
    )
    assert listed(editor) == {"Promemoria": "private"}
    gone.delete()
    hidden.unpublish()
    SectionVisibility.objects.create(page=private, visibility=Visibility.STAFF)
    document.delete()
    assert listed(editor) == {
        "Borta": "deleted",
        "Utkast": "unpublished",
        "Hemlig": "private",
        "Fil": "deleted",
        "Promemoria": "private",
    }
    markup = editor.get(LIST).content.decode()
    assert "det den ledde till är borttaget" in markup
    edit = reverse("wagtailadmin_pages:edit", args=[Page.objects.get(title="Vägledning").pk])
    assert f'href="{edit}"' in markup
    assert listed(editor, problem="private").keys() == {"Hemlig", "Promemoria"}


def test_addresses_on_the_site_are_tried_as_a_stranger_would(
    client: Client, editor: Client
) -> None:
    made = call("Water")
    page("Flyttad", slug="flyttad").move(page("Ny plats", slug="ny"), pos="last-child")
    SectionVisibility.objects.create(page=page("Stängd", slug="s"), visibility=Visibility.STAFF)
    page(
        "Vägledning",
        ("utlysning", f'href="{made.get_absolute_url()}"'),
        ("sökning", 'href="/sv/utlysningar/?q=vatten#count"'),
        ("hel adress", 'href="http://testserver/sv/ny/"'),
        ("programmet", 'href="/sv/program/finns-inte/"'),
        ("sidan", 'href="/sv/aldrig-funnits/"'),
        ("stängd", 'href="/sv/s/"'),
        ("hel men borta", 'href="http://testserver/sv/borta/"'),
        ("post", 'href="mailto:x@example.org"'),
        ("här nedan", 'href="#count"'),
        ("trasig", 'href="http://[x/"'),
    )
    assert listed(editor) == {
        "programmet": "nowhere",
        "sidan": "nowhere",
        "stängd": "private",
        "hel men borta": "nowhere",
        "trasig": "nowhere",
    }


def test_a_page_that_moved_leaves_a_redirect_which_counts(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    moved, place = page("Flyttad", slug="flyttad"), page("Ny plats", slug="ny")
    page("Vägledning", ("dit", 'href="/sv/flyttad/"'))
    with django_capture_on_commit_callbacks(execute=True):
        moved.move(place, pos="last-child")
    assert listed(editor) == {}


def test_links_chosen_in_a_list_of_links_count_too(editor: Client) -> None:
    gone = page("Borta")
    links = {"heading": "Mer", "links": [{"text": "Dit", "page": gone, "url": ""}]}
    site_tree().add_child(instance=StandardPage(title="Länkar", body=[("links", links)]))
    gone.delete()
    assert listed(editor) == {"Dit": "deleted"}


def test_it_says_since_when_and_forgets_what_is_mended(
    editor: Client, clock: time_machine.Traveller
) -> None:
    target = page("Utkast")
    source = page("Vägledning", ("dit", to(target)))
    target.unpublish()
    call_command("tick")
    clock.shift(timedelta(days=3))
    assert listed(editor) == {"dit": "unpublished"}
    assert BrokenLink.objects.get().since == AT
    page("Annan", ("hit", to(target)))
    Page.objects.get(pk=target.pk).specific.save_revision().publish()
    assert listed(editor) == {}
    Page.objects.get(pk=target.pk).unpublish()
    assert listed(editor) == {"dit": "unpublished", "hit": "unpublished"}
    assert {row.since for row in BrokenLink.objects.all()} == {AT + timedelta(days=3)}
    source.unpublish()
    assert listed(editor) == {"hit": "unpublished"}


def test_it_can_be_taken_out_as_a_table(editor: Client) -> None:
    target = page("Borta")
    page("Vägledning", ("dit", to(target)), slug="vagledning")
    target.delete()
    plain = editor.get(LIST, {"export": "csv"})
    lines = plain.getvalue().decode().splitlines()
    assert lines[0] == "Sida,Sidans adress,Länkens ord,Leder till,Vad som är fel,Svar,Sedan"
    assert lines[1].startswith("Vägledning,http://testserver/sv/vagledning/,dit,")


def test_only_editors_read_it(editor: Client) -> None:
    assert LIST in editor.get(reverse("wagtailadmin_home")).content.decode()
    member = Client()
    member.force_login(UserFactory.create())
    for client in (Client(), member):
        assert client.get(LIST).status_code in (302, 403)


@pytest.mark.any_database
def test_it_costs_the_same_for_few_links_and_for_many(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    targets = [page(f"Mål {number}") for number in range(12)]
    for number in range(12):
        page(f"Sida {number}", ("dit", to(targets[number])))
    for target in targets:
        target.unpublish()
    with django_assert_max_num_queries(33):
        editor.get(LIST)
    assert BrokenLink.objects.count() == 12


@pytest.fixture
def other(settings: Settings) -> Iterator[Any]:
    settings.CHECK_OUTSIDE_LINKS = True
    settings.LINK_CHECK_HOSTS = ["127.0.0.1"]
    with other_site() as site:
        yield site


def check(outside: int = 10) -> Any:
    out = StringIO()
    call_command("check_links", outside=outside, stdout=out)
    return out.getvalue()


def test_other_sites_are_not_asked_unless_the_settings_say_so(
    editor: Client, other: Any, settings: Settings
) -> None:
    settings.CHECK_OUTSIDE_LINKS = False
    page("Vägledning", ("dit", f'href="{other.url}/"'))
    call_command("tick")
    with pytest.raises(CommandError, match="CHECK_OUTSIDE_LINKS"):
        check()
    assert other.asked == []


def test_another_site_s_address_is_listed_when_it_has_failed_on_two_days(
    editor: Client, other: Any, clock: time_machine.Traveller
) -> None:
    page("Vägledning", ("dit", f'href="{other.url}/borta"'))
    other.answers = {"HEAD /borta": (404, ""), "GET /borta": (404, "")}
    assert f"{other.url}/borta: 404" in check()
    assert listed(editor) == {}
    check()
    assert other.asked == ["HEAD /borta", "GET /borta"]  # not again on the same day
    clock.shift(timedelta(days=1, minutes=1))
    check()
    assert listed(editor) == {"dit": "outside"}
    row = BrokenLink.objects.get()
    assert (row.since, row.detail) == (AT, "404")
    clock.shift(timedelta(days=1, minutes=1))
    other.answers = {}
    assert f"{other.url}/borta: ok" in check()
    assert listed(editor) == {}
    assert other.agents == {"Omvarld link check (+http://testserver)"}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"HEAD /a": (405, "")}, "ok"),  # does not know the question; knows GET
        ({"HEAD /a": (403, ""), "GET /a": (403, "")}, "ok"),  # not for machines
        ({"HEAD /a": (500, ""), "GET /a": (500, "")}, "500"),
        ({"HEAD /a": (301, "/b")}, "ok"),
        ({"HEAD /a": (301, "/b"), "HEAD /b": (410, ""), "GET /b": (410, "")}, "410"),
        ({"HEAD /a": (302, "/a")}, "too many redirects"),
    ],
)
def test_what_counts_as_an_answer(editor: Client, other: Any, answers: Any, said: str) -> None:
    page("Vägledning", ("dit", f'href="{other.url}/a"'))
    other.answers = answers
    assert f"{other.url}/a: {said}" in check()


def test_the_tick_asks_one_address_of_a_site_at_a_time(
    editor: Client, other: Any, clock: time_machine.Traveller
) -> None:
    page("Vägledning", *[(f"till {n}", f'href="{other.url}/{n}"') for n in range(3)])
    for asked in (1, 2, 3, 3):
        call_command("tick")
        assert len(other.asked) == asked
        clock.shift(timedelta(minutes=1))


def test_nothing_in_a_private_network_is_asked(
    editor: Client, other: Any, settings: Settings
) -> None:
    port = other.url.rpartition(":")[2]
    hosts = ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
    inside = [f"http://{host}:{port}/" for host in hosts]
    inside += ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[64:ff9b::7f00:1]/"]
    inside += ["http://user:word@127.0.0.1/", "https://192.168.0.1/"]
    page("Vägledning", *[(f"till {n}", f'href="{url}"') for n, url in enumerate(inside)])
    settings.LINK_CHECK_HOSTS = []
    check(outside=100)
    assert other.asked == []
    assert OutsideAddress.objects.filter(failures__gt=0).count() == 0


def test_a_redirect_into_a_private_network_is_not_followed(editor: Client, other: Any) -> None:
    port = other.url.rpartition(":")[2]
    other.answers = {"HEAD /a": (302, f"http://localhost:{port}/inside")}
    page("Vägledning", ("dit", f'href="{other.url}/a"'))
    check()
    assert other.asked == ["HEAD /a"]


def test_who_does_not_answer_at_all_is_told_of(editor: Client, other: Any) -> None:
    page("Vägledning", ("a", 'href="http://127.0.0.1:9/"'), ("b", 'href="http://a..b/"'))
    said = check()
    assert "http://127.0.0.1:9/: NewConnectionError" in said
    assert "http://a..b/: no such host" in said


def test_one_clock_for_the_look_up_the_redirects_and_headers_that_trickle(
    editor: Client, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LIMITS", Limits(seconds=1))
    other.answers, other.trickles = {"HEAD /a": (302, "/b")}, ("/b",)
    page("Vägledning", ("dit", f'href="{other.url}/a"'))
    assert f"{other.url}/a: no answer within 1 seconds" in check()
    assert other.asked == ["HEAD /a", "HEAD /b"]


def test_no_further_address_is_begun_when_the_time_of_the_job_is_over(
    editor: Client, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page("Vägledning", ("dit", f'href="{other.url}/a"'))
    monkeypatch.setattr(jobs, "A_WHILE", -1)
    call_command("tick")
    assert other.asked == []


def test_addresses_that_no_page_has_any_more_are_forgotten(editor: Client, other: Any) -> None:
    source = page("Vägledning", ("dit", f'href="{other.url}/"'))
    check()
    assert OutsideAddress.objects.count() == 1
    source.unpublish()
    check()
    assert OutsideAddress.objects.count() == 0
