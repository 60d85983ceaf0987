"""The form in the admin by which an editor hands in a document."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governing.models import DocumentIndexPage, GoverningDocumentPage
from home.loading import groups
from home.loading.merge import Merge
from tests.factories.core import UserFactory
from tests.governing.imports.word_sources import policy

URL = "/admin/import-document/"
TEXT = "Plan för skogen\n\nSkogen får växa.\n\n1 (2)\n\nRing Eva Ek på 070-123 45 67.\n"


@pytest.fixture
def editor(document_index: DocumentIndexPage) -> Client:
    groups.store(merge=Merge("reference"))
    return member_of("Editors")


def member_of(*names: str) -> Client:
    user = UserFactory.create()
    user.groups.set(Group.objects.filter(name__in=names))
    client = Client()
    client.force_login(user)
    return client


def give(client: Client, data: bytes, name: str = "skog.txt") -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, data)}, follow=True)


def said(answer: Any) -> list[str]:
    return [str(message).strip() for message in answer.context["messages"]]


def test_an_editor_finds_the_form_and_gets_a_draft_with_what_was_left_out(
    editor: Client, document_index: DocumentIndexPage
) -> None:
    start = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert URL in start
    assert "L\\u00e4s in ett dokument" in start
    assert URL in editor.get(f"/admin/pages/{document_index.pk}/").content.decode()
    form = editor.get(URL).content.decode()
    assert "Läs in ett styrdokument" in form
    assert 'type="file"' in form

    answer = give(editor, TEXT.encode())
    page = GoverningDocumentPage.objects.get()
    assert answer.redirect_chain == [(f"/admin/pages/{page.pk}/edit/", 302)]
    assert (page.title, page.live, page.owner) == (
        "Plan för skogen",
        False,
        answer.wsgi_request.user,
    )
    assert page.revisions.get().user == page.owner
    assert said(answer) == [
        "Ett utkast till ”Plan för skogen” har skapats. 2 stycken utelämnades. De står under "
        "texten, med sina skäl."
    ]
    edit = answer.content.decode()
    assert "Ring Eva Ek på 070-123 45 67." in edit
    assert "En persons namn eller kontaktuppgifter" in edit
    assert 'data-w-clipboard-value-param="1 (2)"' in edit


def test_it_says_so_when_the_document_is_there_already(editor: Client) -> None:
    give(editor, TEXT.encode())
    first = GoverningDocumentPage.objects.get()
    again = give(editor, TEXT.encode())
    assert GoverningDocumentPage.objects.get() == first
    assert again.redirect_chain == [(f"/admin/pages/{first.pk}/edit/", 302)]
    assert "har lästs in förut" in said(again)[0]

    changed = GoverningDocumentPage.objects.get()
    changed.lead = "En redaktör har skrivit."
    changed.paragraph = "12"
    changed.save_revision()
    third = give(editor, TEXT.encode())
    assert GoverningDocumentPage.objects.count() == 2
    assert "har skapats" in said(third)[0]
    assert f"/admin/pages/{first.pk}/edit/" in said(third)[1]

    first.refresh_from_db()
    first.save_revision().publish()
    fourth = give(editor, TEXT.encode() + b"\nMer text.")
    assert "publicerad" in " ".join(said(fourth))


def test_what_cannot_be_read_is_said_beside_the_field_and_nothing_is_made(editor: Client) -> None:
    for name, data, words in (
        ("tom.txt", b"", "Dokumentet är tomt"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "Gamla Word-filer och PDF"),
        ("trasig.docx", policy()[:900], "är skadad"),
        ("stor.txt", b"a" * 21_000_000, "större än 20 MB"),
    ):
        answer = give(editor, data, name)
        assert answer.status_code == 200
        assert words in " ".join(answer.context["form"].errors["file"])
        assert words in answer.content.decode()
    assert "file" in editor.post(URL, {}).context["form"].errors
    assert not GoverningDocumentPage.objects.exists()


def test_only_who_may_add_to_the_register_comes_in(
    editor: Client, document_index: DocumentIndexPage, client: Client
) -> None:
    asked = give(client, TEXT.encode())
    assert asked.redirect_chain[0][0].startswith(reverse("account_login"))
    strategist = member_of(groups.STRATEGISTS)
    assert URL not in strategist.get(reverse("wagtailadmin_home")).content.decode()
    for answer in (strategist.get(URL), strategist.post(URL, {})):
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    give(strategist, TEXT.encode())
    assert not GoverningDocumentPage.objects.exists()

    document_index.delete()
    answer = editor.get(URL, follow=True)
    assert answer.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert "load_profile" in said(answer)[0]
