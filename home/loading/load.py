"""The action behind `load_profile`: one municipality into one database."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.models import MunicipalityProfile
from core.search.index import together
from home.loading import groups, texts, workflow
from home.loading.merge import Merge
from home.loading.profiles import ProfileFile
from home.loading.records import glossary, municipality, reference
from home.loading.site import documents, partners, towns
from home.loading.site import projects as project_pages
from home.loading.site import tree as pages
from opportunities.classifying.sorting import sort_all
from opportunities.locks import lock_sorting


class Refused(Exception):
    """Loading would do harm; the text says why and what to do instead."""


@dataclass(frozen=True)
class Summary:
    """What loading did: rows made, rows changed, and what stayed as an editor had changed it."""

    profile: MunicipalityProfile
    created: int
    updated: int
    kept: list[str]


@together()
def load_profile(
    *, file: ProfileFile, shipped: reference.Shipped, reset_words: bool = False
) -> Summary:
    """Load the municipality, what every municipality needs, and sort the calls anew.

    Raises Refused, with nothing changed, where the database has another municipality.
    """
    lock_sorting()
    code = file.facts["scb_code"]
    other = MunicipalityProfile.objects.exclude(scb_code=code).first()
    if other:
        raise Refused(
            _(
                "This database belongs to %(other)s and nothing was changed. For %(name)s, "
                "set DATABASE_URL to a fresh database and run migrate."
            )
            % {"other": other.name, "name": file.facts["name"]}
        )
    merge = Merge("municipality")
    site = pages.store(file=file, merge=merge)
    profile = municipality.store(file=file, site=site, merge=merge, reset_words=reset_words)
    pages.store_texts(texts.read("site", _placeholders(profile)), site.root_page.specific, merge)
    documents.store(profile, site.root_page.specific, _placeholders(profile), merge)
    partners.store(_placeholders(profile), site.root_page.specific, merge)
    towns.store_pages(file.cooperation.statement, site.root_page.specific, merge)
    shared = Merge("reference")
    reference.store(shipped=shipped, merge=shared, reset_words=reset_words)
    groups.store(merge=shared)
    glossary.store(merge=shared)
    workflow.store()
    shared.remember()
    # After the programmes, whose sentences about the funding a published page must show.
    project_pages.store(municipality=profile.key, start=site.root_page.specific, merge=merge)
    for name in ("news", "guides"):  # guides are for audiences, which are loaded by now
        pages.store_texts(texts.read(name, _placeholders(profile)), site.root_page.specific, merge)
    merge.remember()
    sort_all()
    return Summary(
        profile,
        merge.created + shared.created,
        merge.updated + shared.updated,
        merge.kept + shared.kept,
    )


def _placeholders(profile: MunicipalityProfile) -> dict[str, dict[str, str]]:
    """What fills the texts that every municipality's site has."""
    return {
        "sv": {"name": profile.name, "municipality": profile.municipality_sv},
        "en": {"name": profile.name, "municipality": profile.municipality_en},
    }
