"""Uploaded files: to those who may see them, and never by a guess at a path."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.users.models import UserProfile

from core.access.visibility import Visibility
from core.models import Image
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory

pytestmark = pytest.mark.django_db
PRIVATE = [visibility for visibility in Visibility.values if visibility != Visibility.PUBLIC]


def files(image: Image) -> list[str]:
    """The addresses of an image: the upload and a rendition."""
    return [image.file.url, image.get_rendition("width-50").url]


def body(answer: HttpResponseBase) -> bytes:
    return answer.getvalue()


def test_a_public_image_is_served_and_may_be_kept(client: Client) -> None:
    for url in files(ImageFactory.create()):
        answer = client.get(url)
        assert answer.status_code == HTTPStatus.OK
        assert answer["Content-Type"] == "image/png"
        assert answer["Cache-Control"] == "public, max-age=3600"
        assert "Cookie" not in answer.get("Vary", "")
        assert body(answer).startswith(b"\x89PNG")
        unchanged = client.get(url, headers={"if-none-match": answer["ETag"]})
        assert unchanged.status_code == HTTPStatus.NOT_MODIFIED


@pytest.mark.parametrize("visibility", PRIVATE)
def test_a_private_image_is_not_there_for_a_stranger(client: Client, visibility: str) -> None:
    for url in files(ImageFactory.create(visibility=visibility)):
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_a_private_image_is_served_to_its_readers_and_kept_by_nobody(client: Client) -> None:
    client.force_login(UserFactory.create())
    for url in files(ImageFactory.create(visibility=Visibility.STAFF)):
        answer = client.get(url)
        assert body(answer)
        assert answer["Cache-Control"] == "private, no-store"
    for url in files(ImageFactory.create(visibility=Visibility.NETWORK)):
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_closing_an_image_closes_its_renditions(client: Client) -> None:
    image = ImageFactory.create()
    urls = files(image)
    image.visibility = Visibility.STAFF
    image.save()
    for url in urls:
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "../secret.txt",
        "images/../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "/etc/passwd",
        "images/",
        "images",
        "a\0b",
        "",
    ],
)
def test_only_what_a_record_names_is_served(client: Client, name: str) -> None:
    root = Path(settings.MEDIA_ROOT)
    (root / "secret.txt").write_text("secret")
    (root.parent / "secret.txt").write_text("secret")
    client.force_login(UserFactory.create(is_superuser=True))
    answer = client.get(f"/media/{name}", follow=True)
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_an_image_whose_file_is_gone_is_not_found(client: Client) -> None:
    image = ImageFactory.create()
    image.file.storage.delete(image.file.name)
    assert client.get(image.file.url).status_code == HTTPStatus.NOT_FOUND


def test_media_cannot_be_written_to(client: Client) -> None:
    url = ImageFactory.create().file.url
    assert client.post(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_an_avatar_is_for_those_who_are_logged_in(client: Client) -> None:
    profile = UserProfile.objects.create(
        user=UserFactory.create(), avatar=get_test_image_file("avatar.png")
    )
    assert client.get(profile.avatar.url).status_code == HTTPStatus.NOT_FOUND
    client.force_login(UserFactory.create())
    assert body(client.get(profile.avatar.url))


def test_a_public_document_is_served(client: Client) -> None:
    answer = client.get(DocumentFactory.create().url)
    assert body(answer) == b"the text of it"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


def test_the_folder_of_documents_is_never_served(client: Client) -> None:
    document = DocumentFactory.create()
    client.force_login(UserFactory.create(is_superuser=True))
    assert document.file.url.startswith("/media/documents/")
    assert client.get(document.file.url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("visibility", PRIVATE)
def test_a_private_document_asks_a_stranger_to_log_in(client: Client, visibility: str) -> None:
    answer = client.get(DocumentFactory.create(visibility=visibility).url)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_private_document_is_served_to_its_readers_and_kept_by_nobody(client: Client) -> None:
    client.force_login(UserFactory.create())
    answer = client.get(DocumentFactory.create(visibility=Visibility.STAFF).url)
    assert body(answer) == b"the text of it"
    assert answer["Cache-Control"] == "private, no-store"
    refused = client.get(DocumentFactory.create(visibility=Visibility.NETWORK).url)
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_wagtails_own_image_view_is_not_mounted() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=("signature", 1, "width-50"))


def test_an_editor_finds_no_document_or_image_they_may_not_read(client: Client) -> None:
    """The admin's lists, choosers and forms keep to what the editor may read."""
    group = Group.objects.create(name="Files")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    rights = Permission.objects.filter(
        codename__in=["add_image", "change_image", "choose_image"],
        content_type__app_label="wagtailimages",
    ) | Permission.objects.filter(
        codename__in=["add_document", "change_document", "choose_document"],
        content_type__app_label="wagtaildocs",
    )
    for right in rights:
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=right
        )
    editor = UserFactory.create()
    editor.groups.add(group)
    client.force_login(editor)
    for create, area in ((DocumentFactory.create, "documents"), (ImageFactory.create, "images")):
        open_one = create(title="Open to all")
        closed = create(title="Canary", visibility=Visibility.COORDINATION)
        for path in (f"/admin/{area}/", f"/admin/{area}/chooser/", f"/admin/{area}/?q=Canary"):
            listing = client.get(path).content.decode()
            assert f"/{closed.pk}/" not in listing
            assert "Canary.txt" not in listing
            assert "Canary.png" not in listing
        edit = "" if area == "images" else "edit/"
        assert client.get(f"/admin/{area}/{edit}{open_one.pk}/").status_code == HTTPStatus.OK
        forbidden = client.get(f"/admin/{area}/{edit}{closed.pk}/")
        assert forbidden.status_code == HTTPStatus.NOT_FOUND
        assert "Canary" not in client.get("/admin/").content.decode()
