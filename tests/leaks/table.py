"""Who reads what, by hand: the readers, and the canaries of each kind of record."""

from enum import StrEnum


class For(StrEnum):
    """Whom a canary is for. Of units and groups there is ours, another, and none named."""

    PUBLIC = "public"
    STAFF = "staff"
    OUR_UNIT = "ourunit"
    THEIR_UNIT = "theirunit"
    ANY_UNIT = "anyunit"
    NETWORK = "network"
    OUR_GROUP = "ourgroup"
    THEIR_GROUP = "theirgroup"
    ANY_GROUP = "anygroup"
    COORDINATION = "coordination"


WORDS = {
    For.PUBLIC: "everybody",
    For.STAFF: "staff",
    For.OUR_UNIT: "the unit",
    For.THEIR_UNIT: "another unit",
    For.ANY_UNIT: "a unit, none named",
    For.NETWORK: "the network",
    For.OUR_GROUP: "the group",
    For.THEIR_GROUP: "another group",
    For.ANY_GROUP: "a group, none named",
    For.COORDINATION: "the coordination",
}
# The visibility that each stands for, as it is stored.
STORED = {
    For.PUBLIC: "public",
    For.STAFF: "staff",
    **dict.fromkeys((For.OUR_UNIT, For.THEIR_UNIT, For.ANY_UNIT), "department"),
    For.NETWORK: "network",
    **dict.fromkeys((For.OUR_GROUP, For.THEIR_GROUP, For.ANY_GROUP), "group"),
    For.COORDINATION: "coordination",
}
EVERYTHING = frozenset(For)
STRANGER = frozenset({For.PUBLIC})
STAFF = STRANGER | {For.STAFF}
COLLEAGUE = STAFF | {For.OUR_UNIT}
NETWORK = COLLEAGUE | {For.NETWORK}

AUTHOR = "author of everything"
# Who asks, by name (tests.leaks.readers makes them), and what they read.
READS: dict[str, frozenset[For]] = {
    "anonymous": STRANGER,
    "deactivated": STRANGER,
    "staff without a unit": STAFF,
    "seat ended yesterday": STAFF,
    "seat begins tomorrow": STAFF,
    "member of the unit": COLLEAGUE,
    "contact person": NETWORK,
    "contact person of another unit": STAFF | {For.NETWORK, For.THEIR_UNIT},
    "deputy of a contact person": NETWORK,
    "coordinator": EVERYTHING,
    "support": NETWORK,
    "project finance": NETWORK,
    "head of the unit": COLLEAGUE,
    "secretary of a body": STAFF,
    "registrar": COLLEAGUE,
    "finance officer": COLLEAGUE,
    "politician": STAFF,
    "any other role": COLLEAGUE,
    "member of the group": STAFF | {For.OUR_GROUP},
    "reinforces the group": STAFF | {For.OUR_GROUP},
    "member of the administrative group": STAFF | {For.NETWORK},
    "reinforces the administrative group": STAFF,
    "editor": STAFF,
    "editor and contact person": NETWORK,
    "right to the strategists' admin": STAFF,
    "strategist": EVERYTHING,
    AUTHOR: EVERYTHING,
    "superuser": EVERYTHING,
}
# Which of them may open Wagtail's admin.
IN_ADMIN = frozenset(
    {
        "editor",
        "editor and contact person",
        "right to the strategists' admin",
        "strategist",
        "superuser",
    }
)

# Who besides them asks whether it lets them in.
AT_ITS_DOOR = ("anonymous", "deactivated", "coordinator", AUTHOR)

# A record that names no unit and no group is, of what is for one, the coordination's.
UNNAMED = (*(For.PUBLIC, For.STAFF, For.ANY_UNIT, For.NETWORK, For.ANY_GROUP, For.COORDINATION),)
# One that a unit enters is, of what is for one, that unit's.
ENTERED = (
    *(For.PUBLIC, For.STAFF, For.OUR_UNIT, For.THEIR_UNIT),
    *(For.NETWORK, For.ANY_GROUP, For.COORDINATION),
)
SECTION = (For.PUBLIC, For.STAFF, For.NETWORK, For.COORDINATION)
POST = (
    *(For.STAFF, For.OUR_UNIT, For.THEIR_UNIT, For.NETWORK),
    *(For.OUR_GROUP, For.THEIR_GROUP, For.COORDINATION),
)
EVENT = (For.PUBLIC, *POST)

# Every kind of record that has readers of its own: its model, and whom its canaries are for.
KINDS: dict[str, tuple[str, tuple[For, ...]]] = {
    "call": ("opportunities.Call", UNNAMED),
    "town": ("network.TwinTown", UNNAMED),
    "agreement": ("network.Agreement", UNNAMED),
    "exchange": ("network.Exchange", ENTERED),
    "organisation": ("network.ExternalOrganisation", UNNAMED),
    "membership": ("network.NetworkMembership", ENTERED),
    "award": ("network.Award", UNNAMED),
    "project": ("projects.Project", UNNAMED),
    "image": ("core.Image", UNNAMED),
    "document": ("core.Document", UNNAMED),
    "post": ("network.Post", POST),
    "event": ("network.Event", EVENT),
}
# What is read with another record, such as a page by its section; what a moderator has hidden is
# its author's and the coordination's; a card in the directory is the network's.
WITH_OTHERS: dict[str, tuple[str, tuple[For, ...]]] = {
    "version": ("network.PostVersion", POST),
    "comment": ("network.Comment", POST),
    "inside": ("network.AgendaItem", POST),  # of an event for everybody it is the staff's
    "hidden": ("network.Post", (For.COORDINATION,)),
    "hush": ("network.Comment", (For.COORDINATION,)),  # a comment that is hidden
    "card": ("network.Card", (For.NETWORK,)),
    "sent": ("network.Exchange", (For.NETWORK,)),  # waits for an editor
    "training": ("network.Training", (For.COORDINATION,)),  # of somebody else
    "page": ("home.StandardPage", SECTION),
    "news": ("home.NewsPage", SECTION),
    "governing": ("governing.GoverningDocumentPage", SECTION),
    "draft": ("home.StandardPage", SECTION),
}
CANARIES = {kind: classes for kind, (_model, classes) in {**KINDS, **WITH_OTHERS}.items()}

Canary = tuple[str, str]  # kind, and whom it is for


NOBODYS = {"card", "training"}  # has no author, who could read what they else may not


def readable(reader: str, *kinds: str) -> set[Canary]:
    """The canaries of these kinds that the reader may read."""
    theirs = set(kinds) - NOBODYS if reader == AUTHOR else kinds
    return {
        (kind, str(each)) for kind in theirs for each in CANARIES[kind] if each in READS[reader]
    }


def first_of_each() -> list[str]:
    """A reader for each set of what somebody may read."""
    return list({reads: name for name, reads in reversed(READS.items())}.values())
