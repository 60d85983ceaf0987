"""Reading what a call asks for: sanitised HTML in, `Requirements` out. Only English is understood.

Each fact is looked for by the phrases in which calls of the EU's programmes say it. What is phrased
in another way, or stands in a document that the call links to, is not found and stays unknown.

`RULES` is the number of these rules: raise it when they are changed, and the next import reads
again what the source still has.
"""

import re
from collections.abc import Sequence

from opportunities.conditions.applicants import applicants, place, population
from opportunities.conditions.general import filled
from opportunities.conditions.money import lump_sum, share
from opportunities.conditions.partners import partners
from opportunities.conditions.requirements import Requirements, Stated
from opportunities.conditions.sentences import Sentence, has_one, sentences

RULES = 1

_TWO_STAGES = re.compile(
    r"\btwo[- ]stages?\b|\bconcept note,? (?:then|followed by)|^two: a concept note"
)


def read(
    *,
    description: str,
    conditions: str,
    title: str = "",
    parent: str = "",
    actions: Sequence[str] = (),
    language: str = "en",
) -> Requirements:
    """What the call says; `parent` is the title of its parent call, `actions` its types."""
    if language != "en":
        return Requirements()
    telling = list(sentences(description, conditions))
    found = partners(telling)
    return filled(
        Requirements(
            applicants=applicants(telling),
            place=place(telling),
            population=population(telling, title=title, parent=parent),
            partners=found.partners,
            most_partners=found.most,
            countries=found.countries,
            share=share(telling),
            lump_sum=lump_sum(telling, actions),
            stages=_stages(telling),
        ),
        telling,
        actions,
        besides=found.besides,
    )


def _stages(telling: Sequence[Sentence]) -> Stated | None:
    """Two, where the text says so; that there is one is left to the source's own field."""
    for sentence in telling:
        if not has_one(sentence.lowered, ("two", "concept note")):
            continue
        if sentence.in_conditions and _TWO_STAGES.search(sentence.lowered):
            return Stated(2, sentence.words)
    return None
