"""The two languages, their start pages and the site they make up."""

from urllib.parse import urlsplit

from wagtail.models import Locale, Page, Site

from core.models import Audience
from core.search.index import together
from core.web.request import own_address
from home.loading.merge import Merge
from home.loading.profiles import ProfileFile
from home.loading.site.translations import translate
from home.loading.tables import Facts
from home.loading.texts import PageText
from home.models import GuidePage, NewsIndexPage, StandardPage, StartPage

MODELS = {"": StandardPage, "guide": GuidePage, "news": NewsIndexPage}  # as files name them
PORTS = {"http": 80, "https": 443}
TITLES = {
    "sv": {
        "title": "Start",
        "seo_title": "EU och internationellt arbete",
        "examples": "skolor\npengar för föreningar\nvänorter",
    },
    "en": {
        "title": "Home",
        "seo_title": "EU and international work",
        "examples": "schools\nmoney for associations\ntwin towns",
    },
}


def store(*, file: ProfileFile, merge: Merge) -> Site:
    """Both start pages, made once and then left to the editors, and the site at BASE_URL."""
    swedish, _created = Locale.objects.get_or_create(language_code="sv")
    english, _created = Locale.objects.get_or_create(language_code="en")
    start = StartPage.objects.filter(locale=swedish, depth=2).first()
    if start is None:
        start = _start_page(file, swedish)
        translate(start, {**_texts(file, "en"), "slug": "start-en"}, english)
        merge.created += 2
    address = urlsplit(own_address())
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


def _remove_welcome() -> None:
    """Wagtail's migrations put a page of their own where the site should be."""
    for page in Page.objects.filter(depth=2, slug="home"):
        if page.specific_class is Page and not Site.objects.filter(root_page=page).exists():
            page.delete()


@together()
def add(
    parent: Page,
    model: type[Page],
    *,
    swedish: Facts,
    english: Facts | None = None,
    **facts: object,
) -> Page:
    """A published page below `parent`, and its translation where there are English texts.

    Texts are by field and have at least title and slug; other facts are those of the Swedish page.
    """
    page: Page = parent.add_child(instance=model(locale=parent.locale, **swedish, **facts))
    page.save_revision().publish()
    if english:
        translate(page, english, Locale.objects.get(language_code="en"))
    return page


def _with_audience(facts: Facts) -> Facts:
    """The facts with the audience itself, which the file writes as its slug."""
    if "audience" not in facts:
        return facts
    return {**facts, "audience": Audience.objects.filter(slug=facts["audience"]).first()}


def store_texts(pages: list[PageText], parent: Page, merge: Merge) -> None:
    """The pages of a file with those below them; one that an editor removed takes its own along."""
    for text in pages:

        def make(text: PageText = text) -> Page:
            swedish = {**text.texts["sv"], "show_in_menus": text.in_menu}
            model, facts = MODELS[text.model], _with_audience(text.facts)
            return add(parent, model, swedish=swedish, english=text.texts.get("en"), **facts)

        page = merge.page(text.key, make)
        if page is not None:
            store_texts(list(text.below), page, merge)
