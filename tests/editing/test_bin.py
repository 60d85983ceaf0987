"""A page that an editor deletes can be brought back, and is nowhere until then."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.rich_text import RichText

from core.access.visibility import Visibility
from core.models import AuditEvent, SectionVisibility
from editing.models import BinnedPage, PageBin
from home.models import StandardPage
from network.models import CooperationPage
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory, site_tree
from tests.factories.towns import with_pages

AT = datetime(2026, 11, 26, 11, tzinfo=UTC)
BIN = reverse("page_bin")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


def logged_in(*groups: Any, **facts: Any) -> Any:
    client = Client()
    user = UserFactory.create(**facts)
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return client


@pytest.fixture
def moderator() -> Client:
    """Who may publish, and delete pages that have others below them."""
    right = Permission.objects.get(codename="bulk_delete_page")
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Moderators"), page=Page.objects.get(depth=1), permission=right
    )
    return logged_in("Moderators")


def below(parent: Any, title: str, **facts: Any) -> Any:
    """A published page with a draft, as an editor makes it."""
    parent.refresh_from_db()
    page = parent.add_child(instance=StandardPage(title=title, locale=parent.locale, **facts))
    page.save_revision().publish()
    return page


@pytest.fixture
def pages() -> StandardPage:
    """A Swedish page with another below it, and its translation."""
    municipality()
    start = site_tree()
    page = below(start, "Vänorter", slug="vanorter", lead="Kanariefåglar och andra vänner.")
    below(page, "Äldst", slug="aldst")
    english = start.get_translation(Locale.objects.get(language_code="en"))
    below(english, "Twin towns", slug="twins", translation_key=page.translation_key)
    return page


def delete(client: Client, page: Any, **data: Any) -> str:
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def bring_back(client: Client, page: Any) -> str:
    entry = BinnedPage.objects.get(page__pk=page.pk)
    answer = client.post(reverse("bring_back", args=[entry.pk]), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def publish(page: Any) -> None:
    Page.objects.get(pk=page.pk).specific.get_latest_revision().publish()


def everywhere(client: Client) -> str:
    """What a stranger reads of the whole site: pages, search, map, feed."""
    addresses = ["/sv/", "/en/", "/sitemap-pages.xml", "/feeds/nyheter/"]
    addresses += ["/sv/sok/?q=kanariefåglar", "/sv/sok/?q=äldst", "/sv/sok/?q=vänorter"]
    return "".join(client.get(address).content.decode() for address in addresses)


def test_a_deleted_page_is_nowhere_and_comes_back_with_everything(
    client: Client,
    pages: StandardPage,
    moderator: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert "/sv/vanorter/aldst/" in everywhere(client)
    asked = moderator.get(reverse("wagtailadmin_pages:delete", args=[pages.pk])).content.decode()
    assert "90 dagar" in asked
    assert "1 sida under den följer med" in asked
    with django_capture_on_commit_callbacks(execute=True):
        said = delete(moderator, pages)
    assert "”Vänorter” ligger i papperskorgen" in said
    assert "24 februari 2027" in said
    for address in ("/sv/vanorter/", "/sv/vanorter/aldst/"):
        assert client.get(address).status_code == 404
    assert client.get("/en/twins/").status_code == 200
    for word in ("Kanarie", "vanorter", "ldst<"):
        assert word not in everywhere(client)
    listed = moderator.get(BIN).content.decode()
    assert "/sv/vanorter/" in listed
    assert "Vänorter" in listed

    assert "/sv/vanorter/" in bring_back(moderator, pages)
    assert list(AuditEvent.objects.of(pages).values_list("action", "actor")) == [
        ("editing.restore_page", int(moderator.session["_auth_user_id"])),
        ("editing.delete_page", int(moderator.session["_auth_user_id"])),
    ]
    assert client.get("/sv/vanorter/").status_code == 404  # a draft
    for page in (pages, StandardPage.objects.get(title="Äldst")):
        publish(page)
    assert "Kanariefåglar" in client.get("/sv/vanorter/").content.decode()
    assert client.get("/sv/vanorter/aldst/").status_code == 200
    assert 'hreflang="en" href="http://testserver/en/twins/"' in (
        client.get("/sv/vanorter/").content.decode()
    )
    assert not BinnedPage.objects.exists()
    assert not SectionVisibility.objects.filter(page=pages).exists()


def test_its_translations_go_along_where_the_editor_says_so_and_come_back_with_it(
    client: Client, pages: StandardPage, moderator: Client
) -> None:
    asked = moderator.get(reverse("wagtailadmin_pages:delete", args=[pages.pk])).content.decode()
    assert "Twin towns (" in as_read(asked)
    delete(moderator, pages, translations="on")
    assert client.get("/en/twins/").status_code == 404
    assert BinnedPage.objects.count() == 2
    said = bring_back(moderator, pages)
    assert "/sv/vanorter/" in said
    assert "/en/twins/" in said
    assert not BinnedPage.objects.exists()


def test_what_leads_to_it_stays_whole(
    client: Client,
    pages: StandardPage,
    moderator: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    text = RichText(f'<p>Läs om <a linktype="page" id="{pages.pk}">vänorterna</a>.</p>')
    links = {"heading": "Mer", "links": [{"text": "Våra vänner", "page": pages, "url": ""}]}
    other = StandardPage(title="Annan", slug="annan", body=[("text", text), ("links", links)])
    site_tree().add_child(instance=other)
    assert client.get("/sv/annan/").content.decode().count('href="/sv/vanorter/"') == 3
    asked = moderator.get(reverse("wagtailadmin_pages:delete", args=[pages.pk])).content.decode()
    assert "1 ställe" in asked
    with django_capture_on_commit_callbacks(execute=True):
        delete(moderator, pages)
    markup = client.get("/sv/annan/").content.decode()
    assert "<a>vänorterna</a>" in markup
    assert '"/sv/vanorter/">Våra vänner' not in markup
    assert '<a href="/en/twins/" hreflang="en">Våra vänner</a>' in markup  # which is still there
    assert 'href=""' not in markup
    bring_back(moderator, pages)
    publish(pages)
    assert 'href="/sv/vanorter/"' in client.get("/sv/annan/").content.decode()


def test_only_who_may_publish_sees_the_bin(pages: StandardPage, moderator: Client) -> None:
    delete(moderator, pages)
    entry = BinnedPage.objects.get()
    for stranger in (logged_in("Editors"), logged_in(), Client()):
        assert BIN not in stranger.get(reverse("wagtailadmin_home")).content.decode()
        for address in (BIN, reverse("bring_back", args=[entry.pk])):
            answer = stranger.get(address)
            assert answer.status_code in (302, 403, 404)
        assert stranger.post(reverse("bring_back", args=[entry.pk])).status_code != 200
    assert BinnedPage.objects.exists()
    assert BIN in moderator.get(reverse("wagtailadmin_home")).content.decode()


def test_an_address_that_has_been_taken_gets_a_number(
    client: Client, pages: StandardPage, moderator: Client
) -> None:
    delete(moderator, pages)
    below(site_tree(), "Nya", slug="vanorter")
    assert "/sv/vanorter-1/" in bring_back(moderator, pages)
    publish(pages)
    assert "Kanariefåglar" in client.get("/sv/vanorter-1/").content.decode()
    assert "Nya" in client.get("/sv/vanorter/").content.decode()


def test_the_page_above_it_is_brought_back_first(
    client: Client, pages: StandardPage, moderator: Client
) -> None:
    leaf = StandardPage.objects.get(title="Äldst")
    delete(moderator, leaf)
    delete(moderator, Page.objects.get(pk=pages.pk))
    said = bring_back(moderator, leaf)
    assert "”Vänorter”, som den stod under, har också tagits bort" in said
    assert BinnedPage.objects.count() == 2
    bring_back(moderator, pages)
    assert "/sv/vanorter/aldst/" in bring_back(moderator, leaf)


def test_a_page_whose_place_is_gone_for_good_comes_below_the_start_page(
    client: Client, pages: StandardPage, moderator: Client
) -> None:
    leaf = StandardPage.objects.get(title="Äldst")
    delete(moderator, leaf)
    delete(moderator, Page.objects.get(pk=pages.pk))
    entry = BinnedPage.objects.get(page__pk=pages.pk)
    said = moderator.post(reverse("bring_back", args=[entry.pk]), {"erase": "1"}, follow=True)
    assert "för gott" in said.content.decode()
    assert not Page.objects.filter(pk=pages.pk).exists()
    assert "/sv/aldst/" in bring_back(moderator, leaf)


def test_the_tick_empties_it_after_ninety_days_and_publishes_nothing_in_it(
    client: Client, pages: StandardPage, moderator: Client, clock: time_machine.Traveller
) -> None:
    leaf = StandardPage.objects.get(title="Äldst")
    leaf.go_live_at = AT + timedelta(hours=1)
    leaf.save_revision().publish()
    delete(moderator, pages)
    clock.shift(timedelta(days=89))
    call_command("tick")
    assert StandardPage.objects.filter(title__in=("Vänorter", "Äldst"), live=False).count() == 2
    clock.shift(timedelta(days=1, hours=1))
    call_command("tick")
    assert not StandardPage.objects.filter(title__in=("Vänorter", "Äldst")).exists()
    assert client.get("/en/twins/").status_code == 200


def test_nothing_else_is_done_with_a_page_in_the_bin(
    pages: StandardPage, moderator: Client
) -> None:
    delete(moderator, pages)
    leaf = StandardPage.objects.get(title="Äldst")
    boss = logged_in(is_superuser=True)
    for name, more in {"edit": [], "copy": [], "delete": [], "move_confirm": [1]}.items():
        address = reverse(f"wagtailadmin_pages:{name}", args=[leaf.pk, *more])
        assert moderator.get(address, follow=True).status_code == 404, name  # the bin is closed
        answer = boss.get(address)
        assert (answer.status_code, answer.headers.get("Location")) == (302, BIN), name
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = boss.post(f"{bulk}?id={leaf.pk}", {"include_descendants": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, BIN)
    leaf.refresh_from_db()
    assert not leaf.live
    tree = boss.get(reverse("wagtailadmin_explore_root")).content.decode()
    chooser = boss.get(reverse("wagtailadmin_choose_page"), {"page_type": "wagtailcore.page"})
    bin_itself = reverse("wagtailadmin_explore", args=[PageBin.objects.get().pk])
    assert bin_itself not in tree
    assert f'data-id="{PageBin.objects.get().pk}"' not in chooser.content.decode()


def test_what_is_published_in_the_bin_all_the_same_is_read_by_nobody(
    client: Client, pages: StandardPage, moderator: Client
) -> None:
    delete(moderator, pages)
    publish(pages)  # as a translation's update does, which asks no hook
    assert StandardPage.objects.get(pk=pages.pk).live
    cache.clear()
    found = everywhere(client)
    for word in ("Kanarie", "vanorter"):
        assert word not in found
    bring_back(moderator, pages)
    assert client.get("/sv/vanorter/").status_code == 404


def test_a_start_page_is_not_deleted(pages: StandardPage) -> None:
    boss = logged_in(is_superuser=True)
    said = delete(boss, site_tree())
    assert "En startsida kan inte tas bort" in said
    assert site_tree().live


def test_several_are_deleted_at_once(
    client: Client, pages: StandardPage, moderator: Client
) -> None:
    leaf, other = StandardPage.objects.get(title="Äldst"), below(site_tree(), "Annan", slug="annan")
    ids = f"id={pages.pk}&id={leaf.pk}&id={other.pk}"
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?{ids}"
    assert "papperskorgen" in moderator.get(address).content.decode()
    said = moderator.post(address, {"confirm_site_name": "Omvärld"}, follow=True).content.decode()
    assert "2 sidor ligger i papperskorgen" in said
    assert client.get("/sv/annan/").status_code == 404
    bring_back(moderator, other)
    assert BinnedPage.objects.get().page.title == "Vänorter"
    bring_back(moderator, pages)


def test_what_was_for_some_only_stays_so(
    client: Client, pages: StandardPage, moderator: Client
) -> None:
    SectionVisibility.objects.create(page=pages, visibility=Visibility.NETWORK)
    leaf = StandardPage.objects.get(title="Äldst")
    boss = logged_in(is_superuser=True)
    delete(boss, leaf)
    assert "Äldst" not in moderator.get(BIN).content.decode()
    bring_back(boss, leaf)
    publish(leaf)
    assert client.get("/sv/vanorter/aldst/").status_code == 302
    assert not SectionVisibility.objects.filter(page=leaf).exists()
    delete(boss, Page.objects.get(pk=pages.pk))
    bring_back(boss, pages)
    publish(pages)
    assert client.get("/sv/vanorter/").status_code == 302
    assert SectionVisibility.objects.get(page=pages).visibility == Visibility.NETWORK


def test_loading_the_files_again_leaves_it_deleted(moderator: Client) -> None:
    with_pages()
    delete(moderator, CooperationPage.objects.get(locale__language_code="sv"))
    before = Page.objects.count()
    with_pages()
    assert Page.objects.count() == before
    assert [page.locale.language_code for page in CooperationPage.objects.live()] == ["en"]


@pytest.mark.any_database
def test_the_list_can_be_taken_out_and_costs_the_same_for_many(
    pages: StandardPage, moderator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        page = below(site_tree(), f"Sida {number}")
        if number % 4:
            delete(moderator, page)
    with django_assert_max_num_queries(30):
        assert moderator.get(BIN).status_code == 200
    plain = moderator.get(BIN, {"export": "csv"})
    lines = plain.getvalue().decode().splitlines()
    assert lines[0].startswith("Rubrik,Adress den hade")
    assert len(lines) == 10
