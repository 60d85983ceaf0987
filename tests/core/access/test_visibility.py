"""Who may read what: the table of the design, against the database and against one record."""

import re
from collections.abc import Callable
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Collection

from core.access import visibility
from core.access.visibility import (
    OWN,
    Standing,
    Visibility,
    VisibleModel,
    can_view,
    standings,
    tokens_of,
)
from core.models import Document, Image, User
from core.registry import Registry
from opportunities.models import Call
from tests.factories.core import DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


def expected(user: User | AnonymousUser, standing: Standing, document: Document) -> bool:
    """The rule, written again from the table and not from the code."""
    known = user.is_authenticated and user.is_active
    match document.visibility:
        case Visibility.PUBLIC:
            reads = True
        case Visibility.STAFF:
            reads = known
        case Visibility.DEPARTMENT:
            reads = known and (document.collection_id in standing.units or standing.coordinates)
        case Visibility.NETWORK:
            reads = known and (standing.in_network or standing.coordinates)
        case Visibility.GROUP:
            reads = known and (document.file_size in standing.groups or standing.coordinates)
        case Visibility.COORDINATION:
            reads = known and standing.coordinates
    author = known and document.author_id == user.pk
    return bool(reads or author or (known and user.is_superuser))


@pytest.fixture
def everything(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Document], list[int]]:
    """A document of every visibility, unit, group and author.

    A collection stands in for a unit and the size of the file for a group, whose number is that of
    another unit.
    """
    monkeypatch.setattr(Document, "visibility_unit", "collection_id")
    monkeypatch.setattr(Document, "visibility_group", "file_size")
    root = Collection.get_first_root_node()
    units = [root.add_child(name=name) for name in ("school", "roads")]
    groups = [None, units[1].pk, units[0].pk]
    UserFactory.create(pk=1000, username="reader")
    UserFactory.create(pk=1001, username="somebody else")
    documents = [
        Document.objects.create(
            title=f"{seen} {unit} {author}",
            file="a.txt",
            visibility=seen,
            collection=unit,
            file_size=group,
            author_id=author,
        )
        for seen, (unit, group), author in product(
            Visibility.values, zip([root, *units], groups, strict=True), [None, 1000, 1001]
        )
    ]
    return documents, [unit.pk for unit in units]


@given(data=st.data())
def test_list_and_record_agree_with_the_table(
    everything: tuple[list[Document], list[int]], data: st.DataObject
) -> None:
    documents, units = everything
    standing = Standing(
        units=frozenset(data.draw(st.sets(st.sampled_from(units)), label="units")),
        groups=frozenset(data.draw(st.sets(st.sampled_from(units)), label="groups")),
        in_network=data.draw(st.booleans()),
        coordinates=data.draw(st.booleans()),
    )
    user: User | AnonymousUser = AnonymousUser()
    if data.draw(st.booleans(), label="logged in"):
        user = User(
            pk=1000,
            is_active=data.draw(st.booleans(), label="active"),
            is_superuser=data.draw(st.booleans(), label="superuser"),
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standings, "_parts", {"test": lambda user: standing})
        listed = set(Document.objects.visible_to(user).filter(file="a.txt"))
        for document in documents:
            allowed = expected(user, standing, document)
            assert can_view(user, document) == allowed
            assert (document in listed) == allowed
            if not (user.is_authenticated and user.is_superuser):
                assert bool(tokens_of(user) & document.readers) == allowed


@pytest.mark.parametrize("model", [Call, Document, Image])
def test_a_deactivated_person_reads_as_a_stranger(model: type[VisibleModel]) -> None:
    former = User(pk=7, is_active=False, is_superuser=True)
    record = model(visibility=Visibility.STAFF, author_id=7)
    assert not can_view(former, record)
    assert tokens_of(former) == tokens_of(AnonymousUser()) == {"public"}


def test_standings_of_several_apps_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    registry: Registry[Callable[[User], Standing]] = Registry("reader")
    monkeypatch.setattr(visibility, "standings", registry)
    registry.register("units", lambda user: Standing(units=frozenset({3})))
    registry.register("seats", lambda user: Standing(in_network=True, groups=frozenset({3})))
    own = {"author:7", "unit:3", "group:3"}
    assert tokens_of(User(pk=7)) == {"public", "staff", "network", *own}


@pytest.mark.parametrize("model", [Call, Image])
@pytest.mark.parametrize(("own", "place"), [(own, f"visibility_{at}") for own, at in OWN.items()])
def test_forms_offer_a_unit_or_a_group_only_to_what_may_be_theirs(
    monkeypatch: pytest.MonkeyPatch, model: type[VisibleModel], own: Visibility, place: str
) -> None:
    def offered(stored: str) -> set[str]:
        form = modelform_factory(model, fields=["visibility"])
        data = form({"visibility": stored})
        assert data.is_valid(), "and takes what is stored already"
        shown = str(form(instance=model(visibility=stored))["visibility"])
        assert f'value="{stored}" selected' in shown
        return set(re.findall('value="([^"]+)"', shown))

    others = set(Visibility.values) - set(OWN)
    assert offered(Visibility.STAFF) == others
    assert offered(own) == {*others, own}
    monkeypatch.setattr(model, place, "pk")
    assert offered(Visibility.STAFF) == {*others, own}


def test_what_only_a_superuser_reads_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    admin = User(pk=1, is_superuser=True)
    with caplog.at_level("INFO", "core.access.visibility"):
        assert can_view(admin, Document(pk=5, visibility=Visibility.PUBLIC))
        assert can_view(admin, Document(pk=6, visibility=Visibility.STAFF))
        assert not caplog.records
        assert can_view(admin, Document(pk=7, visibility=Visibility.NETWORK))
    assert [record.getMessage() for record in caplog.records] == [
        "superuser 1 read core.Document 7"
    ]


def test_who_uploads_a_file_is_its_author_and_stays_so() -> None:
    first, second = UserFactory.create(), UserFactory.create()
    document = DocumentFactory.create(uploaded_by_user=first, visibility=Visibility.COORDINATION)
    assert can_view(first, document)
    document.uploaded_by_user = second
    document.save()
    assert not can_view(second, document)
