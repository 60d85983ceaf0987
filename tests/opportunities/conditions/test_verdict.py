"""From what a call asks for, and who we are, to whether we may apply."""

from typing import Any

import pytest

from opportunities.conditions.requirements import (
    Applicants,
    Place,
    Population,
    Requirements,
    Stated,
)
from opportunities.conditions.verdict import AsAudience, Fit, Ground, May, Us, fit, may_apply

US = Us(inhabitants=87_000, county="Skåne")
ANY = Stated(Applicants.ANY, "Any legal entity.")
TOWNS = Stated(Applicants.PUBLIC, "Towns.")
OTHERS = Stated(Applicants.OTHERS, "SMEs only.")
ABROAD = Stated(Place.ELSEWHERE, "In Ukraine.")
MIDDLE, LARGE = Population(50_000, 249_999, "50–250"), Population(250_000, None, "250")


@pytest.mark.parametrize(
    ("asked", "linked", "counties", "us", "may", "ground"),
    [
        ({}, AsAudience.NOT, [], US, May.UNKNOWN, Ground.SOURCE),
        ({}, AsAudience.SUGGESTED, [], US, May.MENTIONED, Ground.WORDS),
        ({}, AsAudience.CHOSEN, [], US, May.YES, Ground.EDITOR),
        ({"applicants": ANY}, AsAudience.NOT, [], US, May.YES, Ground.NAMED),
        ({"applicants": OTHERS}, AsAudience.SUGGESTED, [], US, May.NO, Ground.NAMED),
        # An editor knows better than any text.
        ({"applicants": OTHERS}, AsAudience.CHOSEN, [], US, May.YES, Ground.EDITOR),
        ({"applicants": ANY}, AsAudience.REJECTED, [], US, May.NO, Ground.EDITOR),
        ({"applicants": ANY, "place": ABROAD}, AsAudience.NOT, [], US, May.NO, Ground.PLACE),
        ({"applicants": ANY}, AsAudience.NOT, ["Halland"], US, May.NO, Ground.COUNTIES),
        ({"applicants": ANY}, AsAudience.NOT, ["Skåne"], US, May.YES, Ground.NAMED),
        ({"applicants": ANY}, AsAudience.NOT, ["Halland"], Us(), May.YES, Ground.NAMED),
        # Sizes are alternatives.
        ({"applicants": TOWNS, "population": (MIDDLE,)}, "", [], US, May.YES, Ground.NAMED),
        ({"population": (MIDDLE,)}, "", [], US, May.UNKNOWN, Ground.SOURCE),
        ({"applicants": TOWNS, "population": (LARGE,)}, "", [], US, May.NO, Ground.INHABITANTS),
        (
            {"applicants": TOWNS, "population": (LARGE, MIDDLE)},
            "",
            [],
            US,
            May.UNKNOWN,
            Ground.INHABITANTS,
        ),
        (
            {"applicants": TOWNS, "population": (MIDDLE,)},
            "",
            [],
            Us(),
            May.UNKNOWN,
            Ground.INHABITANTS,
        ),
        ({"applicants": OTHERS, "population": (MIDDLE,)}, "", [], US, May.NO, Ground.NAMED),
    ],
)
def test_may_we_apply(
    asked: Any, linked: Any, counties: Any, us: Us, may: May, ground: Any
) -> None:
    verdict = may_apply(Requirements(**asked), us, linked=AsAudience(linked), counties=counties)
    assert (verdict.may, verdict.ground) == (may, ground)


@pytest.mark.parametrize(
    ("asked", "linked", "expected"),
    [
        ({"applicants": ANY, "partners": Stated(1, "One is enough.")}, "", Fit.OWN),
        ({"partners": Stated(1, "One is enough.")}, "editor", Fit.OWN),
        # Municipalities are among those whom the text speaks to, and nobody is shut out.
        ({"partners": Stated(1, "One is enough.")}, "rule", Fit.OWN),
        ({"applicants": ANY, "partners": Stated(3, "Three.")}, "", Fit.TOGETHER),
        # What is not stated is neither a yes nor a no.
        ({"applicants": ANY}, "editor", Fit.UNSTATED),
        ({"partners": Stated(1, "One is enough.")}, "", Fit.UNSTATED),
        ({}, "", Fit.UNSTATED),
        ({"applicants": OTHERS, "partners": Stated(1, "One is enough.")}, "rule", Fit.NOT),
    ],
)
def test_what_the_search_narrows_by(asked: Any, linked: str, expected: Fit) -> None:
    wanted = Requirements(**asked)
    verdict = may_apply(wanted, US, linked=AsAudience(linked))
    assert fit(verdict, wanted) == expected
