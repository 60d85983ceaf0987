"""What programmes, areas and audiences are called in the middle of a sentence."""

import re
from functools import cache

from django.utils.text import get_text_list
from django.utils.translation import gettext

from core.words.language import current
from opportunities.conditions.requirements import Applicants, Requirements
from opportunities.models import Call, Programme
from opportunities.querysets import MUNICIPALITY

LONGEST = 60  # characters: a name that is longer is told by the short one
AREAS = 3  # more than that say nothing

# A name with one of these says what it is; any other needs the word "programme" before it.
_SAYS_WHAT = {
    "sv": re.compile(
        r"program|fond|instrument|mekanism|kår|organ\b|projekt|initiativ|stöd|åtgärd|befogenhet"
        r"|parlament|partnerskap|plan|interreg|leader",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"programme|fund\b|facility|instrument|mechanism|corps|bodies|projects|initiative|lines"
        r"|assistance|action\b|parliament|partnership|plans?\b|interreg|leader",
        re.IGNORECASE,
    ),
}
# "fonden för inre säkerhet" inside a sentence, though "Fonden …" at its beginning.
_NO_NAME = re.compile(r"\w*(?:fond|program|instrument|mekanism)(?:en|et)\b", re.IGNORECASE)
# "the Internal Security Fund", but "Interreg North Sea" and "EU External Action".
_WITH_THE = re.compile(
    r"Programme|Fund\b|Facility|Instrument|Mechanism|Corps|Parliament|Initiative"
)
_WITHOUT = re.compile(r"Interreg|Technical|Leader|EU ")


def payer(programme: Programme) -> str:
    """The programme in the middle of a sentence: "the EU programme LIFE", "fonden för …"."""
    name = _plain(programme)
    language = current()
    if not _SAYS_WHAT[language].search(name):
        return gettext("the EU programme %(name)s") % {"name": name} if _is_eu(programme) else name
    if language == "en":
        return f"the {name}" if _WITH_THE.search(name) and not _WITHOUT.match(name) else name
    return name[:1].lower() + name[1:] if _NO_NAME.match(name) else name


def _plain(programme: Programme) -> str:
    """Its name without what explains it: "LIFE", not "LIFE, the programme for …"."""
    name, short = str(programme.name), programme.short
    if short and name.startswith(f"{short},"):
        return short
    return short if short and len(name) > LONGEST else name


def _is_eu(programme: Programme) -> bool:
    return programme.portal_code is not None


def areas(call: Call) -> str:
    """Its areas by name: "the area Health", "the areas Health and Water"; empty without any."""
    names = [str(area.name) for area in call.areas][:AREAS]
    if not names:
        return ""
    listed = {"names": get_text_list(names, gettext("and"))}
    if len(names) == 1:
        return gettext("the area %(names)s") % listed
    return gettext("the areas %(names)s") % listed


def audiences(call: Call) -> str:
    """Whom it turns to, in the plural, those alone whose plural is known."""
    slugs = set((call.audience_slugs or "").split())
    asked = Requirements.of(call.requirements).applicants
    if asked is not None and asked.value in (Applicants.OTHERS, Applicants.EXCLUDED):
        slugs.discard(MUNICIPALITY)
    plurals = _plurals(current()).items()
    return get_text_list([plural for slug, plural in plurals if slug in slugs], gettext("and"))


@cache
def _plurals(_language: str) -> dict[str, str]:
    """By the slugs of the audiences that every site begins with, which never change."""
    return {
        MUNICIPALITY: gettext("municipalities"),
        "kommunalt-bolag": gettext("municipal companies"),
        "foretag": gettext("companies"),
        "forening": gettext("associations"),
        "skola": gettext("schools"),
    }
