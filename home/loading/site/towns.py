"""The pages of twin towns and of cooperation, made once and then the editors'."""

from wagtail.models import Page

from home.loading.merge import Merge
from home.loading.site.tree import add
from home.loading.tables import Facts
from network.models import CooperationPage, TwinTownsPage

TOWNS = {
    "sv": {"title": "Vänorter", "slug": "vanorter"},
    "en": {"title": "Twin towns", "slug": "twin-towns"},
}
TOWNS_LEAD = {
    "sv": "Orter som kommunen är eller har varit vänort med, och hur det står till i dag.",
    "en": "Towns that are or have been twinned with the municipality, and how it stands today.",
}
COOPERATION = {
    "sv": {
        "title": "Samarbeten",
        "slug": "samarbeten",
        "lead": "Avtal, partnerskap, medlemskap och nätverk, med vem som beslutade och varför.",
    },
    "en": {
        "title": "Cooperation",
        "slug": "cooperation",
        "lead": "Agreements, partnerships, memberships and networks, with who decided and why.",
    },
}


def store_pages(statement: Facts, start: Page, merge: Merge) -> None:
    """Both pages in both languages; the lead is what the source says of the towns as a whole."""
    leads = {code: statement.get(f"note_{code}") or TOWNS_LEAD[code] for code in TOWNS}
    texts = {code: {**TOWNS[code], "lead": leads[code]} for code in TOWNS}

    def towns() -> Page:
        swedish = {**texts["sv"], "show_in_menus": True}
        return add(start, TwinTownsPage, swedish=swedish, english=texts["en"])

    def cooperation() -> Page:
        return add(start, CooperationPage, swedish=COOPERATION["sv"], english=COOPERATION["en"])

    merge.page("twin towns", towns)
    merge.page("cooperation", cooperation)
