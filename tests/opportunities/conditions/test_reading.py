"""Sentences as calls of the EU's programmes write them, and what is read of each."""

from collections import Counter
from typing import Any

import pytest

from opportunities.conditions.reading import read
from opportunities.conditions.requirements import Population, Requirements, Rule
from opportunities.imports.rows import ParsedCall
from tests.factories.opportunities import rows, sample

RIA = "HORIZON Research and Innovation Actions"
IA = "HORIZON Innovation Actions"
CSA = "HORIZON Coordination and Support Actions"
ANNEXES = (
    "<h3>2. Eligible Countries</h3><p>described in <a>Annex B</a> of the General Annexes.</p>"
    "<h3>3. Other Eligible Conditions</h3>{more}<p>described in <a>Annex B</a> of the General"
    " Annexes.</p><h3>6. Legal and financial set-up of the grants</h3>"
    "<p>described in <a>Annex G</a> of the General Annexes.</p>"
)


def asked(conditions: str = "", text: str = "", **call: Any) -> Requirements:
    markup = conditions if "<" in conditions else f"<p>{conditions}</p>"
    return read(description=f"<p>{text}</p>", conditions=markup, **call)


def value(found: Requirements, name: str) -> Any:
    fact = getattr(found, name)
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("sentence", "partners", "countries"),
    [
        (
            "Applications must be submitted by a consortium of at least three entities from three"
            " Member States.",
            3,
            3,
        ),
        (
            "The consortium must include, as beneficiaries, three legal entities independent from"
            " each other and each established in a different Member State or Associated Country.",
            3,
            3,
        ),
        (
            "Proposals must be submitted by a minimum of 5 (five) organisations from at least five"
            " different EU Member States and third countries associated to the Programme.",
            5,
            5,
        ),
        (
            "The project must involve municipalities from at least two eligible countries of which"
            " at least one is an EU Member State.",
            2,
            2,
        ),
        (
            "Partnerships must be composed of at least 4 partners from 4 different participating"
            " countries.",
            4,
            4,
        ),
        (
            "This topic requires the active involvement, as beneficiaries, of at least 3 police"
            " authorities and at least 2 civil society organisations from at least 3 different EU"
            " Member States.",
            5,
            3,
        ),
        ("Nine local authorities must take part in the consortium.", 9, None),
        ("The partnership must have at least two partners from different countries.", 2, 2),
        ("Only applications by consortia are eligible.", 2, None),
        ("Applications by single applicants are not eligible.", 2, None),
        ("Applications by single applicants are allowed.", 1, None),
        ("Proposals may be submitted by a single applicant or by a single eligible country.", 1, 1),
        ("One or more legal entities may submit an application.", 1, None),
        ("Framework partnerships are always mono-beneficiary.", 1, None),
        ("Applicants may apply alone or together with others.", 1, None),
        ("A consortium is not required from the applicants.", 1, None),
        (
            "A small-scale partnership must involve minimum two organisations from two different"
            " EU Member States.",
            2,
            2,
        ),
        (
            "Applications must involve municipalities from at least 5 eligible countries of which"
            " at least 3 are EU Member States.",
            5,
            5,
        ),
        ("Proposals are submitted by a single entity or a consortium of at least 2.", 1, None),
        # About something else, or less than a demand.
        ("Projects must involve a minimum of 50 direct participants at their events.", None, None),
        ("Proposals must describe at least two visits to partners.", None, None),
        ("Applicants must show at least 3 years of work as partners.", None, None),
        ("At least 20 SMEs must benefit from the project.", None, None),
        ("Projects must test the method in at least three living labs.", None, None),
        ("Applications must be in at least two languages.", None, None),
        ("Financial support to third parties must reach at least 20 SMEs.", None, None),
        ("No single applicant may receive more than EUR 60 000.", None, None),
        ("Each proposal must cover at least 15 Member States.", None, None),
    ],
)
def test_partners_and_countries(sentence: str, partners: Any, countries: Any) -> None:
    found = asked(sentence)
    assert (value(found, "partners"), value(found, "countries")) == (partners, countries)
    if found.partners:
        assert (found.partners.words, found.partners.rule) == (sentence, Rule.CALL)


def test_what_contradicts_itself_is_not_read() -> None:
    found = asked(
        "<p>Applications by single applicants are allowed.</p>"
        "<p>The consortium must include at least three organisations.</p>"
    )
    assert found.partners is None


def test_in_the_text_only_what_binds_the_applicants_is_read() -> None:
    assert asked(text="Cities should work with at least three partners.").partners is None
    assert asked(text="Demonstrations must involve at least three cities.").partners is None
    bound = asked(text="The consortium must include at least three cities.")
    assert value(bound, "partners") == 3


def test_no_more_than() -> None:
    found = asked("Consortia may include a maximum of 6 independent eligible entities.")
    assert (value(found, "most_partners"), value(found, "partners")) == (6, None)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ("<h3>Who may apply</h3><p>Public and private bodies in the EU.</p>", "any"),
        ("Any legal entity may participate.", "any"),
        ("Eligible applicants are municipalities and their associations.", "public"),
        ("To be eligible, the applicant must be a local or regional authority.", "public"),
        ("Applications from public bodies are welcome.", "public"),
        ("The call is open to cities and towns.", "public"),
        ("Participation is limited to SMEs and small mid-caps.", "others"),
        ("Only higher education institutions may apply.", "others"),
        ("<h3>Who can apply</h3><p>One small company.</p>", "others"),
        ("<h3>Who may apply</h3><p>Non-profit organisations; not municipalities.</p>", "excluded"),
        ("Public bodies are not eligible. Only SMEs may apply.", "excluded"),
        (
            "<p>In order to be eligible, the applicants (beneficiaries and affiliated) must:</p>"
            "<ul><li>be legal entities (public or private bodies)</li></ul>",
            "any",
        ),
        ("Any public or private organisation in a Member State can be the applicant.", "any"),
        ("Any urban authority with at least 50 000 inhabitants may apply.", "public"),
        # Not said of applicants, or not enough.
        ("The costs of municipalities are eligible.", None),
        ("Cities in candidate countries gain from it.", None),
        ("Municipalities benefit from the results.", None),
        ("<h3>Who may apply</h3><p>Organisations that run a national centre.</p>", None),
        ("Companies may apply for advice from the helpdesk.", None),
        ("Any legal entity established in Japan is eligible to receive Union funding.", None),
    ],
)
def test_who_may_apply(conditions: str, expected: Any) -> None:
    assert value(asked(conditions), "applicants") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Participation is limited to entities established in Member States.", "sweden-too"),
        ("Applicants must be established in an eligible country.", "sweden-too"),
        ("Applicants must be established in Ukraine or Moldova.", "elsewhere"),
        ("Only organisations based in the African Union may apply.", "elsewhere"),
        ("Consortia must include an entity established in an African Union member state.", None),
    ],
)
def test_where_applicants_must_be_at_home(sentence: str, expected: Any) -> None:
    assert value(asked(sentence), "place") == expected


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("The city must have a minimum population of 250 000 inhabitants.", [(250_000, None)]),
        ("Cities with at least 250,000 inhabitants may apply.", [(250_000, None)]),
        ("The town must have between 50&nbsp;000 and 249&nbsp;999 inhabitants.", [(50000, 249999)]),
        ("Towns with 50,000 to 249,999 inhabitants.", [(50_000, 249_999)]),
        ("Municipalities with fewer than 20 000 inhabitants may apply.", [(None, 20_000)]),
        ("The applicant must be a local unit of at least 50 000 inhabitants.", [(50_000, None)]),
        ("The campaign of a city must reach at least 100 000 inhabitants.", []),
        ("A city has an urban centre of at least 50 000 inhabitants.", []),
        ("The region has a population that is ageing.", []),
    ],
)
def test_how_many_inhabitants(sentence: str, bounds: Any) -> None:
    assert [(size.least, size.most) for size in asked(sentence).population] == bounds


def test_of_categories_the_one_that_the_title_names_counts() -> None:
    conditions = (
        "<p>For the category of Grand City, the city must have at least 250 000 inhabitants.</p>"
        "<p>For the category Rising City, the city must have 50 000 to 249 999 inhabitants.</p>"
    )
    titled = asked(conditions, title="The Grand City Award: Rising", parent="The Grand City Award")
    assert [size.least for size in titled.population] == [50_000]
    untitled = asked(conditions, title="The Grand City Award", parent="The Grand City Award")
    assert [size.least for size in untitled.population] == [250_000, 50_000]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ("The funding rate is up to 30% of the eligible costs.", 30),
        ("The maximum co-financing rate is 67.5 %.", 67.5),
        ("<h3>Funding rate</h3><p>Other Action Grants — 95%</p>", 95),
        ("The grant covers 80 per cent of the total eligible costs.", 80),
        ("Funding rate: 70 % for companies, 100 % for non-profit organisations.", 100),
        ("Simple Grants — 50% funding rate", 50),
        ("The EU grant will not exceed 80% of the total eligible costs.", 80),
        ("At least 60% of the total budget goes to third parties.", None),
        ("Applicants must spend 50% of their working time in a Member State.", None),
    ],
)
def test_the_share(conditions: str, expected: Any) -> None:
    assert value(asked(conditions), "share") == expected


def test_a_lump_sum_and_two_stages() -> None:
    found = asked("<p>Costs take the form of a lump sum.</p><p>A two-stage procedure applies.</p>")
    assert found.lump_sum
    assert value(found, "stages") == 2
    assert asked(actions=["CERV Lump Sum Grants"]).lump_sum
    assert asked("Lump Sum Model Grant Agreement").lump_sum is None


@pytest.mark.parametrize(
    ("action", "partners", "countries", "share"),
    [
        (RIA, 3, 3, 100),
        (IA, 3, 3, 100),
        ("HORIZON  Innovation Actions", 3, 3, 100),
        (CSA, 1, 1, 100),
        ("HORIZON Programme Cofund Actions", 3, 3, None),
        ("HORIZON JU Innovation Actions", 3, 3, None),  # a joint undertaking has its own rates
        ("HORIZON TMA MSCA Doctoral Networks", None, None, None),
        ("DIGITAL Coordination and Support Actions", None, None, None),
    ],
)
def test_the_general_annexes_that_a_call_of_horizon_europe_points_to(
    action: str, partners: Any, countries: Any, share: Any
) -> None:
    found = asked(ANNEXES.format(more=""), actions=[action])
    names = ("partners", "countries", "share", "applicants")
    assert [value(found, name) for name in names] == [
        partners,
        countries,
        share,
        "any" if partners else None,
    ]
    if found.partners:
        assert found.partners.rule == Rule.HORIZON_B
        assert found.partners.words == (
            "Other Eligible Conditions: described in Annex B of the General Annexes."
        )


def test_without_being_pointed_to_the_annexes_say_nothing() -> None:
    elsewhere = ANNEXES.replace("3. Other Eligible Conditions", "5b. Evaluation")
    assert value(asked(elsewhere.format(more=""), actions=[RIA]), "partners") is None
    assert asked("See the work programme.", actions=[RIA]) == Requirements()
    both = asked(ANNEXES.format(more=""), actions=[RIA, CSA])
    assert both.partners is None


@pytest.mark.parametrize(
    ("action", "more", "partners", "countries"),
    [
        (IA, "<p>At least nine (9) local authorities must be part of the consortium.</p>", 9, 3),
        (RIA, "<p>At least two border authorities must be beneficiaries.</p>", 3, 3),
        (
            CSA,
            "<p>In addition to the minimum number of participants, consortia must include at least"
            " three entities established in an African Union member state.</p>",
            4,
            None,
        ),
    ],
)
def test_what_a_call_asks_for_itself_counts_where_it_is_more(
    action: str, more: str, partners: int, countries: Any
) -> None:
    found = asked(ANNEXES.format(more=more), actions=[action])
    assert (value(found, "partners"), value(found, "countries")) == (partners, countries)


def test_a_text_in_another_language_is_not_read() -> None:
    assert asked("Any legal entity may apply.", language="sv") == Requirements()


def test_what_was_read_is_kept_and_read_again() -> None:
    found = asked(
        "<p>Towns with 50,000 to 99,999 inhabitants may apply.</p><p>At least 2 towns"
        " must be partners.</p>"
    )
    assert found.population == (Population(50_000, 99_999, found.population[0].words),)
    assert Requirements.of(found.as_json()) == found
    assert Requirements().as_json() == {}


@pytest.mark.shared
def test_what_is_read_of_the_june_sample() -> None:
    """Of 44 calls with a text; what was read of each was compared with it by eye."""
    facts: Counter[str] = Counter()
    seen = set()
    for row in rows(*sample()):
        if isinstance(row, ParsedCall) and row.conditions and row.key not in seen:
            seen.add(row.key)
            facts.update(
                list(
                    read(
                        description=row.description,
                        conditions=row.conditions,
                        title=row.title,
                        parent=row.call_title,
                        actions=row.types_of_action,
                    ).as_json()
                )
            )
    assert len(seen) == 44
    assert facts == {
        "applicants": 28,
        "place": 6,
        "population": 1,
        "partners": 28,
        "most_partners": 1,
        "countries": 26,
        "share": 24,
        "lump_sum": 21,
    }
