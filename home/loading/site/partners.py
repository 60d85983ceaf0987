"""The pages whose facts are records: for partners, how we work, the glossary."""

from collections.abc import Mapping

from wagtail.models import Page

from home.loading import texts
from home.loading.merge import Merge
from home.loading.site import tree as pages
from home.models import GlossaryPage, PartnerProfilePage
from network.models import HowWeWorkPage

MODELS: dict[str, type[Page]] = {
    "how": HowWeWorkPage,
    "partner": PartnerProfilePage,
    "glossary": GlossaryPage,
}


def store(placeholders: Mapping[str, Mapping[str, str]], parent: Page, merge: Merge) -> None:
    """Make each once, in both languages; then they are the editors'."""
    for text in texts.read("partners", placeholders):

        def make(text: texts.PageText = text) -> Page:
            return pages.add(
                parent,
                MODELS[text.key.rpartition("/")[2]],
                swedish={**text.texts["sv"], "show_in_menus": text.in_menu},
                english=text.texts["en"],
            )

        merge.page(text.key, make)
