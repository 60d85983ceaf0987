"""A municipality's facts, priority areas and bodies, from its file into the database."""

from wagtail.models import Site

from core.models import (
    MunicipalityProfile,
    PriorityArea,
    PriorityScheme,
    ProcessStep,
    SupportService,
    VocabularyWord,
)
from home.loading.merge import Merge
from home.loading.profiles import AreaFacts, ProfileFile
from home.loading.records import cooperation
from network.models import Body


def store(*, file: ProfileFile, site: Site, merge: Merge, reset_words: bool) -> MunicipalityProfile:
    """Everything the file says except the pages."""
    profile: MunicipalityProfile = merge.row(
        MunicipalityProfile, {"site": site}, file.facts, adopt=True
    )
    merge.block("steps", ProcessStep, {"profile": profile}, file.steps)
    merge.block("support", SupportService, {"profile": profile}, file.support)
    for order, body in enumerate(file.bodies):
        facts = {**body, "order": order}
        merge.row(Body, {"profile": profile, "key": facts.pop("key")}, facts)
    cooperation.store(cooperation=file.cooperation, profile=profile, merge=merge)
    for order, scheme in enumerate(file.schemes):
        facts = {**scheme.facts, "order": order}
        lookup = {"profile": profile, "key": facts.pop("key")}
        row = merge.row(PriorityScheme, lookup, facts)
        for area_order, area in enumerate(scheme.areas):
            if row is not None:
                _area(row, area, area_order, merge, reset_words=reset_words)
    return profile


def _area(
    scheme: PriorityScheme, area: AreaFacts, order: int, merge: Merge, *, reset_words: bool
) -> None:
    facts = {**area.facts, "order": order}
    slug = facts.pop("slug")
    row: PriorityArea | None = merge.row(PriorityArea, {"scheme": scheme, "slug": slug}, facts)
    if row is not None:
        name = f"words of {slug}" if scheme.classifies_calls else f"words of {scheme.key} {slug}"
        merge.words(name, VocabularyWord, {"area": row}, area.words, reset=reset_words)
