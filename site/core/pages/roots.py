"""The start page of a site in each language."""

from wagtail.models import Page, Site


def root_page(site: Site | None, language: str) -> Page | None:
    """The start page in `language`; None where there is no site or no such translation."""
    if site is None:
        return None
    roots = site.root_page.get_translations(inclusive=True)
    return roots.filter(locale__language_code=language).first()
