"""Items that stand in a row, as the lists of rich text, in each other where they are so."""

import re
from itertools import groupby

from governing.imports.pieces import Piece

_NUMBERED = re.compile(r"^\d{1,3}[.)] ")


def lists(items: list[Piece]) -> str:
    """The lists; numbers that do not run from 1 are part of the text and stay there."""
    depth = min(item.depth for item in items)
    parts = []
    for numbered, group in groupby(_trees(items, depth), lambda tree: bool(tree[0].number)):
        trees = list(group)
        if not numbered:
            parts.append(_list("ul", trees, keep=True))
        elif [item.number for item, _below in trees] == list(range(1, len(trees) + 1)):
            parts.append(_list("ol", trees, keep=False))
        elif depth:
            parts.append(_list("ul", trees, keep=True))
        else:
            parts += [f"<p>{item.html}</p>{_below(below)}" for item, below in trees]
    return "\n".join(parts)


def _trees(items: list[Piece], depth: int) -> list[tuple[Piece, list[Piece]]]:
    """Each item of `depth` with those that stand deeper and follow it."""
    trees: list[tuple[Piece, list[Piece]]] = []
    for item in items:
        if item.depth <= depth or not trees:
            trees.append((item, []))
        else:
            trees[-1][1].append(item)
    return trees


def _list(tag: str, trees: list[tuple[Piece, list[Piece]]], *, keep: bool) -> str:
    entries = (
        f"<li>{item.html if keep else _NUMBERED.sub('', item.html)}{_below(below)}</li>"
        for item, below in trees
    )
    return f"<{tag}>{''.join(entries)}</{tag}>"


def _below(items: list[Piece]) -> str:
    return lists(items).replace("\n", "") if items else ""
