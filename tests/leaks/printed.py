"""The matrix as people read it: docs/leak-matrix.md."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.leaks.channels import (
    EDITORS,
    EVERYBODY,
    LOGGED_IN,
    OF_GROUPS,
    OF_THE_NETWORK,
    SUPERUSER,
    WRITERS,
    admin,
    public,
)
from tests.leaks.counts import COUNTS
from tests.leaks.own import OWN
from tests.leaks.routes import ADMIN, ROUTES, SNIPPETS, Door
from tests.leaks.table import CANARIES, IN_ADMIN, KINDS, READS, WITH_OTHERS, WORDS, For

DOCUMENT = Path(__file__).parents[2] / "docs" / "leak-matrix.md"
YES, NO = "●", ""
LET_IN = {
    EVERYBODY: "everybody",
    LOGGED_IN: "whoever is logged in",
    OF_THE_NETWORK: "the network",
    WRITERS: "the network, and members of a group",
    OF_GROUPS: "the network, and who is in a group or reinforces one",
    IN_ADMIN: "who may use the admin",
    EDITORS: "editors of pages",
    SUPERUSER: "superusers",
}
INTRODUCTION = """\
# The leak matrix

Who reads what, and where. `python -m tests.leaks` prints this from the tables in `tests/leaks`.
`tests/test_leak_matrix.py` and `tests/test_leak_routes.py` hold the site to it: of every kind of
record there is a canary for each class of readers, with a title of its own, and it appears where
and to whom it is declared, and nowhere else.

- **A new address** is a line in `tests/leaks/routes.py`.
- **A new kind of record with readers** is a line in `KINDS` (`table.py`), and makes its canaries
  in `records.py`.
- **A new list, search or feed** is a line in `channels.py`; what has an address of its own, in
  `own.py`; a number, in `counts.py`.
- **A new kind of seat** is a line in `READS` (`table.py`) and in `SEATS` (`readers.py`).

An answer that tells of more than what is for everybody is kept by no cache."""


def printed() -> str:
    """The whole document."""
    parts = [INTRODUCTION, "## Who reads what", *readers(), "## What there is to read", *kinds()]
    parts += ["## Where it is looked for", *channels(), "## Every address", *routes()]
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """In Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(line.replace("|  |", "| |").replace("|  |", "| |") for line in lines)


def readers() -> Iterator[str]:
    """A row for each reader, a column for each class of readers."""
    yield "Whoever may use the admin sees there, too, only what their row says."
    head = ["", *(WORDS[each] for each in For), "uses the admin"]
    yield table(
        head,
        [
            [name, *(YES if each in reads else NO for each in For), YES if name in IN_ADMIN else NO]
            for name, reads in READS.items()
        ],
    )


def kinds() -> Iterator[str]:
    """A row for each kind of record."""
    yield "A record that names no unit or group is, of what is for one, the coordination's."
    models = {kind: model for kind, (model, _classes) in {**KINDS, **WITH_OTHERS}.items()}
    head = ["kind", "model", *(WORDS[each] for each in For)]
    yield table(
        head,
        [
            [kind, f"`{models[kind]}`", *(YES if each in classes else NO for each in For)]
            for kind, classes in CANARIES.items()
        ],
    )


def channels() -> Iterator[str]:
    """Lists, searches and feeds, and the numbers they say."""
    yield "Each tells whoever is let in every canary of these kinds that they may read; no other."
    head = ["channel", "kinds", "lets in"]
    yield table(
        head,
        [
            [
                each.name,
                ", ".join(each.kinds) or "none that it must",
                "everybody, as a stranger" if each.same else LET_IN[each.by],
            ]
            for each in (*public(), *admin())
        ],
    )
    yield (
        "The calendar that somebody has an address of (iCal) tells of the events that they may "
        "read, whoever asks for it, while they may open the groups: not of one who is deactivated "
        "or whose seat has ended, nor by an address that was taken back."
    )
    yield "Where a municipality has no network, whoever is logged in comes into the intranet."
    yield "What has an address opens to those who may read it:"
    yield table(["kind", "addresses"], list(OWN.items()))
    yield "These numbers are of what the reader may read."
    yield table(["number", "of"], [[name, ", ".join(of)] for name, (_ask, of) in COUNTS.items()])


def routes() -> Iterator[str]:
    """Every name of the URLconf."""
    for door in Door:
        names = [name for name, route in ROUTES.items() if route.door is door]
        if names:
            yield f"### For {door.value}"
            rows = [[f"`{name}`", ", ".join(ROUTES[name].kinds)] for name in names]
            yield table(["address", "may tell of"], rows)
    yield f"### For {Door.ADMIN.value}"
    yield "Posts and what they said before are nowhere in it."
    yield table(["addresses", "what"], [[f"`{name}`", what] for name, what in ADMIN.items()])
    yield (
        "And the lists, choosers and forms of "
        + ", ".join(f"`{model.replace('_', '.', 1)}`" for model in sorted(SNIPPETS))
        + "."
    )
