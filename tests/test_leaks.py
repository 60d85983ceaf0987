"""The known leaks of the admin, each with a title that nobody without the right may ever see."""

from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from core.access.visibility import Standing, standings
from core.models import User
from home.loading.groups import STRATEGISTS
from tests.admin_addresses import admin_patterns, filled_in
from tests.factories.closed import CLOSED, OPEN, SECRET, closed_records
from tests.factories.core import UserFactory
from tests.leaks.asking import whole

pytestmark = pytest.mark.django_db
CANARY = "Kanariefågel"
LEFT_OUT = (
    "/admin/logout/",
    "/admin/failwhale/",  # fails on purpose
)
EVERY_RIGHT = "Every right"
# Who asks: the groups they are in, and their standing. None of them may read what is closed.
WITHOUT = {
    "stranger": None,
    "member": (),
    "contact": ("Editors", "Moderators", STRATEGISTS),
    "editor": ("Editors",),
    "moderator": ("Moderators",),
    "strategist": (STRATEGISTS,),
    "everything": (EVERY_RIGHT,),
}
STANDINGS = {"contact": Standing(in_network=True), "coordinator": Standing(coordinates=True)}
# What an address that answers is asked besides, by what it begins with or by what it offers.
QUESTIONS = {
    "/admin/": f"q={CANARY}&search_all=1&id={CLOSED}",
    "/admin/api/main/": f"search={CANARY}&fields=*",
    "/admin/choose-page/": "page_type=home.guidepage",
    "/admin/tag-autocomplete/": f"term={CANARY}",
}
OFFERED = ("export=csv", "export=xlsx")


@pytest.fixture
def in_groups(
    monkeypatch: pytest.MonkeyPatch, wagtail_site: object
) -> Callable[[str, tuple[str, ...]], User]:
    """Makes somebody of these groups; closed records are there, some of which they worked with."""
    monkeypatch.setattr(
        standings, "_parts", {"test": lambda person: STANDINGS.get(person.username, Standing())}
    )

    def make(name: str, groups: tuple[str, ...]) -> User:
        user = UserFactory.create(username=name)
        closed_records(by=user)
        every = Group.objects.create(name=EVERY_RIGHT)
        every.permissions.set(Permission.objects.all())
        for right in Permission.objects.filter(content_type__app_label="wagtailcore"):
            if right.content_type.model == "page":
                GroupPagePermission.objects.create(
                    group=every, page=Page.objects.get(depth=1), permission=right
                )
        for right in Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs")
        ):
            for group in Group.objects.exclude(pk=CLOSED):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=Collection.objects.get(depth=1), permission=right
                )
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return make


def admin_answers(client: Client, *, thorough: bool) -> Iterator[tuple[str, str]]:
    """Every address of the admin and what it says to whoever is logged in; nothing of it lasts.

    With the key of what is closed; lists are asked questions. To be thorough, with the key of
    what is open too, and what is closed is sent to.
    """
    for form, names in sorted(admin_patterns().items()):
        for address in filled_in(form, names, (CLOSED, OPEN) if thorough else (CLOSED,)):
            if form not in LEFT_OUT and address not in LEFT_OUT:
                first = ask(client, address)
                yield address, first
                for question in questions(form, first):
                    yield f"{address}?{question}", ask(client, f"{address}?{question}")
                if thorough and names and str(CLOSED) in address:
                    yield f"POST {address}", ask(client, address, method="post")


def questions(form: str, answer: str) -> list[str]:
    """What the address is asked that has answered so."""
    if "/bulk/" in form:
        return [f"id={CLOSED}&id={OPEN}", "id=all"]
    if "%" in form or not answer.startswith("200"):
        return []
    asked = [question for start, question in QUESTIONS.items() if form.startswith(start)]
    return asked + [question for question in OFFERED if question in answer]


def ask(client: Client, address: str, method: str = "get") -> str:
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        said = whole(getattr(client, method)(address))
        transaction.set_rollback(True)
    client.cookies = cookies
    return said


# wagtail-localize's report has no order.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize(
    "reader", [*list(WITHOUT)[:-1], pytest.param("everything", marks=pytest.mark.long)]
)
def test_the_admin_says_nothing_of_what_one_may_not_read(
    in_groups: Callable[..., User], client: Client, reader: str
) -> None:
    user = in_groups(reader, WITHOUT[reader] or ())
    client.raise_request_exception = False
    if WITHOUT[reader] is not None:
        client.force_login(user)
    answers = dict(admin_answers(client, thorough=reader == "everything"))
    assert {address: around(text) for address, text in answers.items() if SECRET in text} == {}
    shown = {address: text for address, text in answers.items() if not address.startswith("POST")}
    assert [address for address, text in shown.items() if text.startswith("5")] == []


def around(text: str) -> str:
    """Where in the answer the secret stands."""
    at = text.find(SECRET)
    return text[max(at - 100, 0) : at + 50]


# Where whoever may read what is closed does find it: the table above looks in the right places.
FOUND = (
    "/admin/",
    f"/admin/pages/{CLOSED}/edit/",
    f"/admin/pages/{CLOSED}/history/",
    f"/admin/pages/{CLOSED}/revisions/{CLOSED}/view/",
    f"/admin/pages/{OPEN}/edit/",  # what is chosen in it
    f"/admin/pages/{OPEN}/usage/",
    f"/admin/pages/?q={CANARY}",
    f"/admin/choose-page/search/?q={CANARY}",
    "/admin/choose-page/?page_type=home.guidepage",
    f"/admin/choose-page/chosen-multiple/?id={CLOSED}",
    f"/admin/bulk/wagtailcore/page/publish/?id={CLOSED}",
    f"/admin/api/main/pages/?search={CANARY}",
    "/admin/api/main/images/",
    "/admin/api/main/documents/",
    "/admin/images/",
    f"/admin/documents/edit/{CLOSED}/",
    "/admin/localize/reports/translations/",
    "/admin/reports/aging-pages/?export=xlsx",
    "/admin/reports/bin/",
    "/admin/reports/site-history/",
    "/admin/snippets/opportunities/call/",
    "/admin/snippets/network/exchange/",
    "/admin/snippets/network/networkmembership/",
    f"/admin/snippets/projects/project/edit/{OPEN}/",
    f"/admin/snippets/network/agreement/edit/{CLOSED}/",
    f"/admin/tag-autocomplete/?term={CANARY}",
)


@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
def test_the_admin_shows_it_to_whoever_may_read_it(
    in_groups: Callable[..., User], client: Client
) -> None:
    client.force_login(in_groups("coordinator", ("Editors", "Moderators", STRATEGISTS)))
    assert [address for address in FOUND if SECRET not in ask(client, address)] == []


def test_what_only_a_superuser_reads_in_the_admin_is_logged(
    in_groups: Callable[..., User], client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    boss = in_groups("superuser", ())
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    client.force_login(boss)
    for address in (f"/admin/pages/{CLOSED}/history/", f"/admin/documents/edit/{CLOSED}/"):
        caplog.clear()
        with caplog.at_level("INFO", logger="core.access.visibility"):
            assert SECRET in ask(client, address)
        assert f"superuser {boss.pk} read" in caplog.text


def test_what_is_chosen_is_not_lost_when_somebody_saves_who_may_not_read_it(
    in_groups: Callable[..., User], client: Client
) -> None:
    client.force_login(in_groups("everything", (EVERY_RIGHT,)))
    form = ask(client, f"/admin/groups/edit/{CLOSED}/")
    assert f'value="{CLOSED}"' in form
    assert "(Du får inte läsa detta)" in form
