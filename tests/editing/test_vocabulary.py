"""Editors see, change and add words of the search, and try what a question becomes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.test.utils.form_data import querydict_from_html

from core.models import AuditEvent, SearchedWord, VocabularyConcept, VocabularyFile
from core.search import analysis
from core.search.vocabulary.actions import load_file
from core.search.vocabulary.lines import Sheet, parse
from core.search.vocabulary.lookup import equivalents
from core.web import content_version
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.factories.words import forget_words

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
SHEET = """sv\tsv_nonpreferred\ten\ten_nonpreferred\tsee_also
skyfall\tstörtregn|extremt regn\tcloudburst\textreme rainfall\tflood risk
ånga\t\tsteam\t\t
"""
FIELDS = ("sv", "sv_nonpreferred", "en", "en_nonpreferred", "broader", "narrower", "see_also")
ADD = dict.fromkeys(FIELDS, "") | {"sv": "solskydd", "en": "sunshade", "in_use": "on"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


def url(view: str, *args: Any, model: str = "vocabularyconcept") -> str:
    return reverse(f"wagtailsnippets_core_{model}:{view}", args=args)


def sheet() -> Sheet:
    return parse(SHEET.encode())


@pytest.fixture
def words(db: None) -> VocabularyFile:
    """A file of words has been loaded."""
    forget_words()
    load_file(name="words.tsv", sheet=sheet(), by=None, at=AT)
    return VocabularyFile.objects.get()


@pytest.fixture
def editor(home: Any) -> Client:
    """An editor with the rights to the words that loading a profile gives."""
    group = Group.objects.get(name="Editors")
    names = ("vocabularyconcept", "searchedword")
    group.permissions.add(*Permission.objects.filter(content_type__model__in=names))
    client = Client()
    user = UserFactory.create()
    user.groups.add(group)
    client.force_login(user)
    return client


def english(word: str) -> list[str]:
    key = analysis.key(word, "sv")
    found = equivalents({"sv": [key]}).get(("sv", key), ())
    return [other.text for other in found if other.language == "en"]


def read(client: Client, address: str, query: dict[str, str] | None = None) -> str:
    return as_read(client.get(address, query).content.decode())


def form(client: Client, address: str) -> Any:
    """The form as a browser would send it."""
    page = client.get(address).content.decode()
    sent = querydict_from_html(page, form_id="w-editor-form")
    if "in_use" in sent:
        sent["in_use"] = "on"  # what a browser makes of a ticked box without a value
    return sent


def test_what_a_file_brought_can_be_changed_and_stays_so(
    editor: Client,
    words: VocabularyFile,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    concept = VocabularyConcept.objects.get(name="skyfall")
    address = url("edit", concept.pk)
    sent = form(editor, address)
    assert sent["sv_nonpreferred"].split() == ["störtregn", "extremt", "regn"]
    assert (sent["sv"], sent["en"], sent["see_also"].strip()) == (
        "skyfall",
        "cloudburst",
        "flood risk",
    )
    sent["en_nonpreferred"] += "\r\n  torrential  rain\r\n"
    version = content_version.current()
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(address, sent).status_code == 302
    assert content_version.current() != version
    assert "torrential rain" in english("skyfall")
    assert AuditEvent.objects.of(concept).get().action == "core.save_concept"

    load_file(name="words.tsv", sheet=sheet(), by=None, at=AT)
    assert "torrential rain" in english("skyfall")
    concept.refresh_from_db()
    assert (concept.origin, concept.edited) == ("file", True)


def test_a_word_can_be_left_unused(editor: Client, words: VocabularyFile) -> None:
    address = url("edit", VocabularyConcept.objects.get(name="skyfall").pk)
    sent = form(editor, address)
    del sent["in_use"]
    editor.post(address, sent)
    assert english("skyfall") == []


def test_a_word_without_results_is_added_from_the_list(editor: Client) -> None:
    day = date(2026, 11, 29)
    SearchedWord.objects.create(word="solskydd", times=3, last_on=day)
    SearchedWord.objects.create(word="kanariefågel", times=2, last_on=day)
    page = read(editor, url("list", model="searchedword"))
    assert "solskydd" in page
    assert "kanariefågel" not in page
    address = f"{url('add')}?sv=solskydd"
    assert address in page
    sent = form(editor, address)
    assert sent["sv"] == "solskydd"
    sent["en"] = "sunshade"
    assert editor.post(url("add"), sent).status_code == 302
    assert "sunshade" in english("solskydd")
    assert VocabularyConcept.objects.filter(name="solskydd", origin="editor").exists()
    assert not SearchedWord.objects.filter(word="solskydd").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sv": ""}, "sv"),
        ({"en": " "}, "en"),
        ({"en": "–"}, "en"),
        ({"see_also": "shade\n…"}, "see_also"),
        ({"sv_nonpreferred": "lång" * 60}, "sv_nonpreferred"),
    ],
)
def test_what_cannot_be_looked_for_is_not_saved(
    editor: Client, changes: dict[str, str], field: str
) -> None:
    before = VocabularyConcept.objects.count()
    answer = editor.post(url("add"), ADD | changes)
    assert list(answer.context["form"].errors) == [field]
    assert VocabularyConcept.objects.count() == before


def test_words_are_found_by_any_of_their_names(editor: Client, words: VocabularyFile) -> None:
    def names(**query: str) -> list[str]:
        rows = editor.get(url("list"), query).context["object_list"]
        return [row.name for row in rows]

    assert names() == ["skyfall", "ånga"]
    assert names(q="rain") == ["skyfall"]
    assert names(q="ÅNGA") == ["ånga"]
    assert names(origin="own") == []
    assert "cloudburst" in read(editor, url("list"))


def test_only_what_was_added_here_is_deleted(editor: Client, words: VocabularyFile) -> None:
    editor.post(url("add"), ADD)
    added = VocabularyConcept.objects.get(name="solskydd")
    of_the_file = VocabularyConcept.objects.get(name="skyfall")
    assert editor.post(url("delete", of_the_file.pk)).status_code == 302
    assert VocabularyConcept.objects.filter(pk=of_the_file.pk).exists()
    assert url("delete", of_the_file.pk) not in read(editor, url("edit", of_the_file.pk))
    assert url("delete", added.pk) in read(editor, url("edit", added.pk))
    editor.post(url("delete", added.pk))
    assert not VocabularyConcept.objects.filter(pk=added.pk).exists()


def test_a_question_is_shown_as_it_is_looked_for(editor: Client, words: VocabularyFile) -> None:
    address = reverse("try-question:ask")
    assert "<dl>" not in read(editor, address)
    page = read(editor, address, {"q": 'avloppsrening i "små orter"'})
    assert "avloppsrening" in page
    assert "avlopp + rening (sv)" in page
    assert "små orter" in page
    assert "inget ord" in read(editor, address, {"q": "och i"})


def test_who_may_not_see_the_words_sees_none_of_it(home: Any, words: VocabularyFile) -> None:
    client = Client()
    user = UserFactory.create()
    user.groups.add(Group.objects.create(name="Others"))
    Group.objects.get(name="Others").permissions.add(
        Permission.objects.get(codename="access_admin")
    )
    client.force_login(user)
    places = (url("list"), url("add"), url("list", model="searchedword"), "/admin/try-question/")
    for address in places:
        answer = client.get(address)
        assert answer.status_code in (302, 403)
        assert "skyfall" not in answer.content.decode()
