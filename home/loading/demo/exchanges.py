"""Exchanges to look around in, made up and marked as such. Never outside development settings."""

from datetime import datetime

from network.models import Exchange, TwinTown

DEMO = (
    {
        "key": "demo-ungdomsrad",
        "kind": "school",
        "title_sv": "Demo: ungdomsråd möts",
        "title_en": "Demo: youth councils meet",
        "politicians": True,
        "pupils": True,
        "result_sv": "Elever från båda orterna skrev tre gemensamma förslag till sina fullmäktige.",
        "result_en": "Pupils of both towns wrote three joint proposals for their councils.",
    },
    {
        "key": "demo-dagvatten",
        "kind": "staff",
        "title_sv": "Demo: kollegor jämför hur de tar hand om regnvatten",
        "title_en": "Demo: colleagues compare how they deal with rain water",
        "officers": True,
        "result_sv": "Två idéer prövas nu i ett bostadsområde.",
        "result_en": "Two ideas are now tried out in a housing area.",
    },
)


def store(*, at: datetime) -> None:
    """Two with the first town by name, last year; made once."""
    town = TwinTown.objects.order_by("name", "pk").first()
    if town is None:
        return
    for number, facts in enumerate(DEMO):
        rest = {"when": f"{at.year - 1}-{5 + number:02}", "town": town, "is_demo": True, **facts}
        key = rest.pop("key")
        Exchange.objects.get_or_create(profile=town.profile, key=key, defaults=rest)
