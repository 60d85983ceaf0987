"""Pages get their readers from the tree, in lists, one by one and in the index."""

import logging
from http import HTTPStatus

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from core.access.sections import can_view_page, page_readers, page_visibility, visible_pages
from core.access.visibility import Standing, Visibility, standings, tokens_of
from core.models import SectionVisibility, User
from tests.factories.core import UserFactory, add_page

Readers = SectionVisibility.Readers


def limit(page: Page, visibility: str) -> SectionVisibility:
    return SectionVisibility.objects.create(page=page, visibility=visibility)


@pytest.fixture
def stranger() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def member(db: None) -> User:
    return UserFactory.create(username="member")


@pytest.fixture
def contact(db: None, monkeypatch: pytest.MonkeyPatch) -> User:
    """Somebody with a seat in the network."""
    user = UserFactory.create(username="contact")
    seats = {"test": lambda person: Standing(in_network=person.username == "contact")}
    monkeypatch.setattr(standings, "_parts", seats)
    return user


def test_a_section_holds_for_everything_below_it_and_nothing_beside(
    home: Page, stranger: AnonymousUser, member: User, contact: User
) -> None:
    section = add_page(home, "Network")
    inside = add_page(add_page(section, "Year"), "Minutes")
    beside = add_page(home, "News")
    limit(section, Readers.NETWORK)
    assert page_visibility(inside) == Visibility.NETWORK
    assert page_visibility(beside) == Visibility.PUBLIC
    for user, reads in ((stranger, False), (member, False), (contact, True)):
        assert can_view_page(user, inside) is reads
        assert (inside.page_ptr in visible_pages(user)) is reads
        assert can_view_page(user, beside)
    assert page_readers(inside) == {"network"}


def test_the_slug_and_the_address_do_not_matter(home: Page, stranger: AnonymousUser) -> None:
    section = add_page(home, "Network", slug="network")
    inside = add_page(section, "Minutes")
    limit(section, Readers.STAFF)
    section.slug = "open-to-all"
    section.save()
    assert not can_view_page(stranger, Page.objects.get(pk=inside.pk))


def test_the_strictest_on_the_way_decides(home: Page, contact: User) -> None:
    section = add_page(home, "Network")
    core_group = add_page(section, "Coordinators")
    limit(section, Readers.COORDINATION)
    limit(core_group, Readers.STAFF)
    assert page_visibility(core_group) == Visibility.COORDINATION
    assert not can_view_page(contact, core_group)


def test_a_translation_of_a_section_is_as_closed(
    home: Page, stranger: AnonymousUser, member: User, contact: User
) -> None:
    english = home.get_translations().get()
    section = add_page(home, "Nätverk")
    limit(section, Readers.NETWORK)
    translated = section.copy_for_translation(english.locale)
    inside = add_page(translated, "Minutes")
    for user, reads in ((stranger, False), (member, False), (contact, True)):
        assert can_view_page(user, inside) is reads
        assert (inside.page_ptr in visible_pages(user)) is reads


def test_an_alias_in_an_open_place_is_as_closed(home: Page, stranger: AnonymousUser) -> None:
    section = add_page(home, "Network")
    inside = add_page(section, "Minutes")
    limit(section, Readers.NETWORK)
    alias = CreatePageAliasAction(inside, parent=home, update_slug="alias").execute()
    assert page_visibility(alias) == Visibility.NETWORK
    assert not can_view_page(stranger, alias)
    assert alias.page_ptr not in visible_pages(stranger)


def test_drafts_are_in_no_list(home: Page) -> None:
    admin = UserFactory.create(is_superuser=True)
    draft = add_page(home, "Draft", live=False)
    assert draft.page_ptr not in visible_pages(admin)


def test_the_owner_reads_what_is_theirs_and_a_deactivated_owner_does_not(
    home: Page, member: User
) -> None:
    section = add_page(home, "Network")
    limit(section, Readers.COORDINATION)
    own = add_page(section, "Mine", owner=member)
    assert can_view_page(member, own)
    assert own.page_ptr in visible_pages(member)
    assert section.page_ptr not in visible_pages(member)
    member.is_active = False
    assert not can_view_page(member, own)


def test_restrictions_of_wagtails_own_are_kept_too(
    home: Page, stranger: AnonymousUser, member: User
) -> None:
    group = Group.objects.create(name="Board")
    page = add_page(home, "Board")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(group)
    assert not can_view_page(member, page)
    member.groups.add(group)
    assert can_view_page(member, page)
    assert page.page_ptr in visible_pages(member)
    assert page.page_ptr not in visible_pages(stranger)
    shared = add_page(home, "Shared")
    PageViewRestriction.objects.create(page=shared, restriction_type="password", password="x")
    assert not can_view_page(member, shared)


def test_code_that_knows_only_wagtails_restrictions_finds_the_section_private(
    home: Page,
) -> None:
    english = home.get_translations().get()
    section = add_page(home, "Nätverk")
    translated = section.copy_for_translation(english.locale)
    row = limit(section, Readers.STAFF)
    private = Page.objects.private()
    assert {section.page_ptr, translated.page_ptr} <= set(private)
    row.delete()
    assert not Page.objects.private().exists()


def test_moving_out_of_a_section_opens_nothing(home: Page, stranger: AnonymousUser) -> None:
    section = add_page(home, "Network")
    inside = add_page(section, "Minutes")
    limit(section, Readers.NETWORK)
    Page.objects.get(pk=inside.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    moved = Page.objects.get(pk=inside.pk)
    assert moved.depth == section.depth
    assert page_visibility(moved) == Visibility.NETWORK
    assert not can_view_page(stranger, moved)


def test_moving_within_or_deeper_leaves_no_limit_behind(home: Page) -> None:
    section = add_page(home, "Network")
    year = add_page(section, "Year")
    inside = add_page(section, "Minutes")
    limit(section, Readers.NETWORK)
    Page.objects.get(pk=inside.pk).move(Page.objects.get(pk=year.pk), pos="last-child")
    assert SectionVisibility.objects.count() == 1


def test_an_administrator_limits_a_section_in_the_admin(
    home: Page, client: Client, stranger: AnonymousUser
) -> None:
    section = add_page(home, "Network")
    client.force_login(UserFactory.create(is_superuser=True))
    form = client.get(reverse("wagtailsnippets_core_sectionvisibility:add"))
    assert form.status_code == HTTPStatus.OK
    client.post(form.request["PATH_INFO"], {"page": section.pk, "visibility": "network"})
    assert not can_view_page(stranger, section)
    row = SectionVisibility.objects.get()
    listing = client.get(reverse("wagtailsnippets_core_sectionvisibility:list"))
    assert "Network" in listing.content.decode()
    delete = reverse("wagtailsnippets_core_sectionvisibility:delete", args=[row.pk])
    agreement = client.get(delete).context["agreement"]
    client.post(delete, {"readers": agreement})
    assert can_view_page(stranger, section)


def test_an_editor_limits_no_section(home: Page, client: Client) -> None:
    editor = UserFactory.create()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    form = client.get(reverse("wagtailsnippets_core_sectionvisibility:add"))
    assert form.status_code == HTTPStatus.FOUND


def said(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "core.access.visibility"]


def test_a_superuser_reads_all_and_it_is_logged(
    home: Page, caplog: pytest.LogCaptureFixture
) -> None:
    section = add_page(home, "Network")
    limit(section, Readers.COORDINATION)
    admin = UserFactory.create(is_superuser=True)
    with caplog.at_level("INFO", "core.access.visibility"):
        assert can_view_page(admin, home)
        assert not said(caplog)
        assert can_view_page(admin, section)
    assert len(said(caplog)) == 1


# Each example builds a tree: a quarter as many as elsewhere.
@settings(max_examples=settings().max_examples // 4)
@given(data=st.data())
def test_list_page_and_index_agree(home: Page, member: User, data: st.DataObject) -> None:
    """A tree with limits anywhere: lists and pages agree, and the index never shows more."""
    top = add_page(Page.objects.get(pk=home.pk), "Top")
    pages = [top]
    for number in range(data.draw(st.integers(1, 6), label="pages")):
        parent = data.draw(st.sampled_from(pages), label="parent")
        pages.append(add_page(Page.objects.get(pk=parent.pk), f"Page {number}"))
    for page in data.draw(st.sets(st.sampled_from(pages)), label="limited"):
        limit(page, data.draw(st.sampled_from(Readers.values)))
    standing = Standing(
        in_network=data.draw(st.booleans(), label="network"),
        coordinates=data.draw(st.booleans(), label="coordinates"),
    )
    user: User | AnonymousUser = AnonymousUser()
    if data.draw(st.booleans(), label="logged in"):
        user = member
        user.is_superuser = data.draw(st.booleans(), label="superuser")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standings, "_parts", {"test": lambda person: standing})
        listed = set(visible_pages(user).values_list("pk", flat=True))
        for page in pages:
            reads = can_view_page(user, page)
            assert (page.pk in listed) == reads
            by_token = bool(tokens_of(user) & page_readers(page))
            assert by_token == reads or (user.is_authenticated and user.is_superuser)
    Page.objects.get(pk=top.pk).delete()
