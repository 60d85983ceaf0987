"""People, pages and files for the tests."""

import factory
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Site

from core.access.visibility import Visibility
from core.models import Document, Image, User
from home.models import StartPage

PASSWORD = "a long enough password"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Somebody with a log-in and no rights; the password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)


class DocumentFactory(factory.django.DjangoModelFactory[Document]):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Document {n}")
    visibility = Visibility.PUBLIC
    file = factory.LazyAttribute(lambda o: ContentFile(b"the text of it", f"{o.title}.txt"))


class ImageFactory(factory.django.DjangoModelFactory[Image]):
    class Meta:
        model = Image

    title = factory.Sequence(lambda n: f"Image {n}")
    visibility = Visibility.PUBLIC
    file = factory.LazyAttribute(lambda o: get_test_image_file(f"{o.title}.png"))


def site_tree() -> Page:
    """The default site with a start page in Swedish, and its English translation."""
    existing = StartPage.objects.filter(locale__language_code="sv").first()
    if existing:
        return existing
    swedish, _created = Locale.objects.get_or_create(language_code="sv")
    english, _created = Locale.objects.get_or_create(language_code="en")
    Page.objects.filter(depth__gt=1).delete()
    root = Page.objects.get(depth=1)
    root.refresh_from_db()
    home = root.add_child(
        instance=StartPage(title="Start", slug="start", headline="Omvärld", locale=swedish)
    )
    root.refresh_from_db()
    root.add_child(
        instance=StartPage(
            title="Home",
            slug="home-en",
            headline="The world around us",
            locale=english,
            translation_key=home.translation_key,
        )
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "root_page": home, "site_name": "Omvärld"},
    )
    Site.clear_site_root_paths_cache()
    return home


def add_page(parent: Page, title: str, **fields: object) -> StartPage:
    """A page below `parent`, live unless said otherwise."""
    fields.setdefault("headline", title)
    return parent.add_child(instance=StartPage(title=title, locale=parent.locale, **fields))
