"""The two languages, their start pages and the site they make up."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from home.loading.merge import Merge
from home.loading.profiles import ProfileFile
from home.models import StartPage

PORTS = {"http": 80, "https": 443}
TITLES = {
    "sv": {"title": "Start", "seo_title": "EU och internationellt arbete"},
    "en": {"title": "Home", "seo_title": "EU and international work"},
}


def store(*, file: ProfileFile, merge: Merge) -> Site:
    """Both start pages, made once and then left to the editors, and the site at BASE_URL."""
    swedish, _created = Locale.objects.get_or_create(language_code="sv")
    english, _created = Locale.objects.get_or_create(language_code="en")
    start = StartPage.objects.filter(locale=swedish, depth=2).first()
    if start is None:
        start = _start_page(file, swedish)
        _translate(start, file, english)
        merge.created += 2
    address = urlsplit(settings.BASE_URL)
    facts = {
        "hostname": address.hostname or "localhost",
        "port": address.port or PORTS.get(address.scheme, 80),
        "site_name": file.facts["municipality_sv"],
        "root_page_id": start.pk,
    }
    site: Site = merge.row(Site, {"is_default_site": True}, facts, adopt=True)
    _remove_welcome()
    return site


def _start_page(file: ProfileFile, locale: Locale) -> StartPage:
    page = StartPage(locale=locale, slug="start", **_texts(file, "sv"))
    # The tree has a root from Wagtail's own migrations.
    Page.objects.get(depth=1).add_child(instance=page)
    page.save_revision().publish()
    return page


def _texts(file: ProfileFile, language: str) -> dict[str, str]:
    facts = {name: file.facts[f"{name}_{language}"] for name in ("headline", "lead")}
    return {**TITLES[language], **facts}


def _translate(page: StartPage, file: ProfileFile, locale: Locale) -> None:
    """The page in another language, as an editor would have translated it."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    texts = {**_texts(file, locale.language_code), "slug": f"start-{locale.language_code}"}
    for segment in source.stringsegment_set.select_related("context", "string"):
        if text := texts.get(segment.context.path):
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=StringValue.from_plaintext(text).data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    # Published here and not by wagtail-localize, which would wait for the end of the transaction.
    translation.save_target(publish=False)
    page.get_translation(locale).get_latest_revision().publish()


def _remove_welcome() -> None:
    """Wagtail's migrations put a page of their own where the site should be."""
    for page in Page.objects.filter(depth=2, slug="home"):
        if page.specific_class is Page and not Site.objects.filter(root_page=page).exists():
            page.delete()
