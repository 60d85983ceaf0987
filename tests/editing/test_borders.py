"""Nothing that few people read is opened to more without a yes, whatever an editor does to it."""

from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from core.access.sections import ORDER, page_visibility, visible_pages
from core.access.visibility import Visibility
from core.models import AuditEvent, SectionVisibility, User
from editing.borders.crossing import limits
from home.models import StandardPage
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory, site_tree

pytestmark = pytest.mark.django_db

TITLE = "Kanariefågeln"
ASKED = "Läses nu av"
BACK = reverse("wagtailadmin_explore_root")
Readers = SectionVisibility.Readers
PAIRS = list(product(ORDER, ORDER))


def below(parent: Page, title: str, **facts: Any) -> StandardPage:
    parent = Page.objects.get(pk=parent.pk)
    page: StandardPage = parent.add_child(
        instance=StandardPage(title=title, locale=parent.locale, lead="Sjunger.", **facts)
    )
    return page


@pytest.fixture
def places() -> dict[Visibility, Page]:
    """A section for each class of readers."""
    municipality()
    start = site_tree()
    sections = {}
    for readers in ORDER:
        sections[readers] = below(start, f"Avsnitt {readers}")
        if readers != Visibility.PUBLIC:
            SectionVisibility.objects.create(page=sections[readers], visibility=readers)
    return sections


@dataclass
class Editor:
    """Somebody at work in the admin, who answers "yes" or "keep" only when told to."""

    client: Client
    user: User

    def send(self, url: str, data: dict[str, Any] | None = None) -> str:
        answer = self.client.post(url, data or {}, follow=True)
        assert answer.status_code == 200
        return as_read(answer.content.decode())

    def agree(self, url: str, data: dict[str, Any] | None = None, answer: str = "") -> str:
        """Press the button of the question, as it stands there; `answer` in place of "open"."""
        asked = self.client.post(url, data or {})
        agreement = answer or asked.context["agreement"]
        sent = dict(asked.context["sent"])
        return self.send(url, {**sent, "readers": agreement})


@pytest.fixture
def editor() -> Editor:
    user, client = UserFactory.create(is_superuser=True), Client()
    client.force_login(user)
    return Editor(client, user)


def move(page: Page, to: Page) -> tuple[str, dict[str, Any]]:
    return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, to.pk]), {}


def move_many(page: Page, to: Page) -> tuple[str, dict[str, Any]]:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return f"{url}?id={page.pk}&next={BACK}", {"chooser": to.pk}


def copy(page: Page, to: Page) -> tuple[str, dict[str, Any]]:
    data = {
        "new_title": page.title,
        "new_slug": f"{page.slug}-kopia",
        "new_parent_page": to.pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    return reverse("wagtailadmin_pages:copy", args=[page.pk]), data


ACTIONS = {"move": move, "move many": move_many, "copy": copy}


def in_place(to: Page) -> list[Page]:
    """The canary and the page below it, as far as they have arrived."""
    found = Page.objects.descendant_of(to).filter(title__startswith=TITLE)
    return list(found.order_by("path"))


def events() -> list[str]:
    written = AuditEvent.objects.filter(action__startswith="editing.")
    return sorted(written.values_list("action", flat=True))


def read_by_strangers() -> bool:
    return visible_pages(AnonymousUser()).filter(title__startswith=TITLE).exists()


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(("of", "to"), PAIRS)
def test_only_a_yes_opens_what_is_moved_or_copied(
    places: dict[Visibility, Page], editor: Editor, action: str, of: Visibility, to: Visibility
) -> None:
    canary = below(places[of], TITLE)
    below(canary, f"{TITLE}s unge")
    target = below(places[to], "Mål")
    request = ACTIONS[action](Page.objects.get(pk=canary.pk), target)
    said = editor.send(*request)
    opens, narrows = ORDER.index(to) < ORDER.index(of), ORDER.index(to) > ORDER.index(of)
    assert (ASKED in said) is opens
    assert ("Läses av färre än förut (2 sidor)" in said) is narrows
    assert read_by_strangers() is (of == Visibility.PUBLIC and (action == "copy" or of == to))
    if opens:
        assert not in_place(target), "and nothing has been done"
        assert not events()
        assert "2 sidor skulle läsas av fler" in said
        editor.agree(*request)
    assert [page_visibility(page) for page in in_place(target)] == [to, to]
    assert events() == (["editing.open_page"] if opens else [])


@pytest.mark.parametrize("action", ACTIONS)
def test_it_may_be_done_for_the_same_readers(
    places: dict[Visibility, Page], editor: Editor, action: str
) -> None:
    canary = below(places[Visibility.NETWORK], TITLE)
    below(canary, f"{TITLE}s unge")
    request = ACTIONS[action](Page.objects.get(pk=canary.pk), places[Visibility.PUBLIC])
    said = editor.agree(*request, answer="keep")
    assert "kan fortfarande bara läsas av: EU-nätverket" in said
    kept = in_place(places[Visibility.PUBLIC])
    assert [page_visibility(page) for page in kept] == [Visibility.NETWORK, Visibility.NETWORK]
    assert events() == ["editing.keep_readers"]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_limit_of_its_own_goes_along(
    places: dict[Visibility, Page], editor: Editor, action: str
) -> None:
    """The page stays as closed as it is itself, asked or not; only what is above it counts."""
    canary = below(places[Visibility.STAFF], TITLE)
    below(canary, f"{TITLE}s unge")
    SectionVisibility.objects.create(page=canary, visibility=Readers.NETWORK)
    request = ACTIONS[action](Page.objects.get(pk=canary.pk), places[Visibility.PUBLIC])
    assert ASKED not in editor.send(*request)
    arrived = in_place(places[Visibility.PUBLIC])
    assert [page_visibility(page) for page in arrived] == [Visibility.NETWORK, Visibility.NETWORK]


def test_a_limit_further_down_stays_where_it_is_when_the_rest_is_opened(
    places: dict[Visibility, Page], editor: Editor
) -> None:
    top = below(places[Visibility.NETWORK], TITLE)
    inner = below(top, f"{TITLE}s unge")
    SectionVisibility.objects.create(page=inner, visibility=Readers.STAFF)
    editor.agree(*move(top, places[Visibility.PUBLIC]))
    found = [page_visibility(page) for page in in_place(places[Visibility.PUBLIC])]
    assert found == [Visibility.PUBLIC, Visibility.STAFF]


def test_two_of_one_branch_are_moved_together(
    places: dict[Visibility, Page], editor: Editor
) -> None:
    """The one below leaves the limit of the one above it behind."""
    top = below(places[Visibility.PUBLIC], TITLE)
    inner = below(top, f"{TITLE}s unge", slug="unge")
    SectionVisibility.objects.create(page=top, visibility=Readers.NETWORK)
    url, data = move_many(top, places[Visibility.PUBLIC])
    url += f"&id={inner.pk}"
    said = editor.send(url, data)
    assert "1 sida skulle läsas av fler" in said
    assert page_visibility(Page.objects.get(pk=inner.pk)) == Visibility.NETWORK
    editor.agree(url, data)
    assert page_visibility(Page.objects.get(pk=top.pk)) == Visibility.NETWORK
    assert page_visibility(Page.objects.get(pk=inner.pk)) == Visibility.PUBLIC


def test_a_yes_to_one_thing_is_none_to_another(
    places: dict[Visibility, Page], editor: Editor
) -> None:
    canary = below(places[Visibility.COORDINATION], TITLE)
    url, data = move(canary, places[Visibility.NETWORK])
    agreement = editor.client.post(url, data).context["agreement"]
    SectionVisibility.objects.get(page=places[Visibility.NETWORK]).delete()
    assert ASKED in editor.send(url, {**data, "readers": agreement})
    assert not in_place(places[Visibility.NETWORK])


def test_an_alias_that_becomes_a_page_is_asked_about(
    places: dict[Visibility, Page], editor: Editor
) -> None:
    canary = below(places[Visibility.NETWORK], TITLE)
    alias = CreatePageAliasAction(canary, parent=places[Visibility.PUBLIC]).execute()
    url = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    assert ASKED in editor.send(url)
    editor.agree(url, answer="keep")
    assert page_visibility(Page.objects.get(pk=alias.pk)) == Visibility.NETWORK
    other = CreatePageAliasAction(
        canary, parent=places[Visibility.PUBLIC], update_slug="annan"
    ).execute()
    editor.agree(reverse("wagtailadmin_pages:convert_alias", args=[other.pk]))
    assert page_visibility(Page.objects.get(pk=other.pk)) == Visibility.PUBLIC


@pytest.mark.parametrize("action", ["move", "copy", "convert_alias", "delete"])
def test_the_admin_s_api_does_nothing_to_pages(
    places: dict[Visibility, Page], editor: Editor, action: str
) -> None:
    canary = below(places[Visibility.NETWORK], TITLE)
    url = f"/admin/api/main/pages/{canary.pk}/action/{action}/"
    answer = editor.client.post(url, {"destination_page_id": places[Visibility.PUBLIC].pk})
    assert answer.status_code == 404
    assert Page.objects.filter(title=TITLE).get().path.startswith(places[Visibility.NETWORK].path)


def section(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_core_sectionvisibility:{name}", args=args)


@pytest.mark.parametrize("to", ORDER)
@pytest.mark.parametrize("of", ORDER[1:])
def test_only_a_yes_loosens_the_limit_of_a_section(
    places: dict[Visibility, Page], editor: Editor, of: Visibility, to: Visibility
) -> None:
    """And takes it away: to everybody."""
    canary = below(places[of], TITLE)
    row = SectionVisibility.objects.get(page=places[of])
    url, data = section("delete", row.pk), {}
    if to != Visibility.PUBLIC:
        url, data = section("edit", row.pk), {"page": row.page_id, "visibility": to}
    said = editor.send(url, data)
    opens, narrows = ORDER.index(to) < ORDER.index(of), ORDER.index(to) > ORDER.index(of)
    assert (ASKED in said) is opens
    assert ("Läses av färre än förut (2 sidor)" in said) is narrows
    if opens:
        assert page_visibility(canary) == of
        editor.agree(url, data)
    assert page_visibility(canary) == to
    assert events() == (["editing.open_page"] if opens else [])


def test_a_limit_that_goes_to_another_page_opens_the_first(
    places: dict[Visibility, Page], editor: Editor
) -> None:
    canary = below(places[Visibility.NETWORK], TITLE)
    row = SectionVisibility.objects.get(page=places[Visibility.NETWORK])
    url, data = section("edit", row.pk), {"page": places[Visibility.PUBLIC].pk}
    data["visibility"] = Readers.NETWORK
    assert ASKED in editor.send(url, data)
    assert page_visibility(canary) == Visibility.NETWORK
    editor.agree(url, data)
    assert page_visibility(canary) == Visibility.PUBLIC


def test_several_limits_are_taken_away_with_one_question(
    places: dict[Visibility, Page], editor: Editor
) -> None:
    rows = list(SectionVisibility.objects.all())
    url = reverse("wagtail_bulk_action", args=["core", "sectionvisibility", "delete"])
    url += f"?next={BACK}&" + "&".join(f"id={row.pk}" for row in rows)
    assert ASKED in editor.send(url)
    assert SectionVisibility.objects.count() == len(rows)
    editor.agree(url)
    assert not SectionVisibility.objects.exists()
    assert events() == ["editing.open_page"] * len(rows)


def test_the_question_names_the_files_and_what_becomes_of_them(
    places: dict[Visibility, Page], editor: Editor
) -> None:
    files = [
        DocumentFactory.create(title="Öppen", visibility=Visibility.PUBLIC),
        DocumentFactory.create(title="Personalens", visibility=Visibility.STAFF),
        DocumentFactory.create(title="Nätverkets", visibility=Visibility.NETWORK),
    ]
    links = "".join(f'<a linktype="document" id="{file.pk}">{file.title}</a>' for file in files)
    image = ImageFactory.create(title="Bilden", visibility=Visibility.COORDINATION)
    canary = below(places[Visibility.NETWORK], TITLE)
    canary.body = [
        ("text", f"<p>{links}</p>"),
        ("image", {"image": image, "caption": ""}),
    ]
    canary.save()
    ReferenceIndex.create_or_update_for_object(canary)
    said = editor.send(*move(canary, places[Visibility.STAFF]))
    for words in (
        "Öppen</b>: är redan offentlig",
        "Personalens</b>: blir åtkomlig",
        "Nätverkets</b>: förblir stängd: bara för EU-nätverket",
        "Bilden</b>: förblir stängd: bara för Samordnare av EU-arbetet",
    ):
        assert words in said


def test_where_readers_are_limited_is_told_as_it_is_decided(places: dict[Visibility, Page]) -> None:
    """`Limits` and `page_visibility` say the same of every page."""
    english = below(site_tree().get_translations().get(), "Section")
    section = Page.objects.get(pk=places[Visibility.NETWORK].pk)
    Page.objects.filter(pk=english.pk).update(translation_key=section.translation_key)
    below(english, "Minutes")
    CreatePageAliasAction(below(section, TITLE), parent=places[Visibility.PUBLIC]).execute()
    board = below(places[Visibility.PUBLIC], "Styrelsen")
    PageViewRestriction.objects.create(page=board, restriction_type="groups")
    PageViewRestriction.objects.create(page=below(board, "Alla"), restriction_type="login")
    known = limits()
    pages = Page.objects.select_related("alias_of").filter(depth__gt=1)
    assert {
        page.pk: known.of(page.path, *([page.alias_of.path] if page.alias_of else []))
        for page in pages
    } == {page.pk: page_visibility(page) for page in pages}
