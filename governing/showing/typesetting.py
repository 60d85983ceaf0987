"""From the HTML of a page's text to typst's own language. Every text becomes a quoted string."""

from collections.abc import Callable, Sequence

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from django.utils.translation import gettext as _

LEVELS = {"h2": 2, "h3": 3, "h4": 4}
SPANS = {"b": "strong", "strong": "strong", "i": "emph", "em": "emph"}
SKIPPED = ("script", "style", "svg")
BLOCKS = {
    *"p ul ol table dl dt dd figure figcaption blockquote div".split(),
    *"details summary section nav aside".split(),
    *LEVELS,
}


def quoted(text: str) -> str:
    """`text` as a string of typst."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(plain.split()) + '"'


def table(rows: Sequence[tuple[str, str]]) -> str:
    """Two columns, the first of them the names."""
    cells = ", ".join(f"strong({quoted(name)}), {quoted(value)}" for name, value in rows)
    name, value = quoted(_("What")), quoted(_("As stated"))
    header = f"table.header([#{name};], [#{value};])"
    return f"#table(columns: (1fr, 2fr), {header}, {cells})"


def body(html: str) -> str:
    """The blocks of a text in order."""
    return Typesetter().blocks(BeautifulSoup(html, "html.parser"))


class Typesetter:
    """Goes through a text; a heading is at most one level below the one before it."""

    def __init__(self) -> None:
        self._level = 1
        self._make: dict[str, Callable[[Tag], str]] = {
            "ul": lambda tag: self._list(tag, "list"),
            "ol": lambda tag: self._list(tag, "enum"),
            "table": self._table,
            "dt": lambda tag: f"#strong[{inline(tag)}]",
            "summary": lambda tag: f"#strong[{inline(tag)}]",
            **dict.fromkeys(LEVELS, self._heading),
        }

    def blocks(self, parent: Tag) -> str:
        """What stands in `parent`: blocks as they are, loose words gathered to paragraphs."""
        blocks: list[str] = []
        loose: list[PageElement] = []
        for child in parent.children:
            if isinstance(child, Tag) and child.name in BLOCKS:
                blocks += [_paragraph(loose), self._block(child)]
                loose = []
            else:
                loose.append(child)
        return "\n\n".join(part for part in [*blocks, _paragraph(loose)] if part)

    def _block(self, tag: Tag) -> str:
        if tag.name in self._make:
            return self._make[tag.name](tag)
        return self.blocks(tag)

    def _heading(self, tag: Tag) -> str:
        for link in tag.select(".permalink"):
            link.decompose()
        self._level = min(LEVELS[tag.name], self._level + 1)
        return f"#heading(level: {self._level})[{inline(tag)}]"

    def _list(self, tag: Tag, kind: str) -> str:
        items = [f"[{self.blocks(item)}]" for item in tag.find_all("li", recursive=False)]
        return f"#{kind}({', '.join(items)})" if items else ""

    def _table(self, tag: Tag) -> str:
        rows = [row.find_all(["th", "td"]) for row in tag.find_all("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return ""
        cells = [_cells(row, width) for row in rows]
        first = rows[0] and all(cell.name == "th" for cell in rows[0])
        head = [f"table.header({cells[0]})"] if first else []
        rest = cells[1:] if first else cells
        typeset = f"#table(columns: {width}, {', '.join([*head, *rest])})"
        caption = tag.find("caption")
        return f"#strong[{inline(caption)}]\n\n{typeset}" if isinstance(caption, Tag) else typeset


def inline(tag: Tag) -> str:
    """The words of `tag` with what is bold, slanted or linked."""
    return "".join(_piece(child) for child in tag.children)


def _piece(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return _words(str(node)) if type(node) is NavigableString else ""
    if not isinstance(node, Tag) or node.name in SKIPPED:
        return ""
    if node.name == "br":
        return "#linebreak();"
    if node.name == "img":
        picture = _("Picture: %(alt)s") % {"alt": node["alt"]} if node.get("alt") else ""
        return _words(picture)
    within = inline(node)
    if node.name in SPANS:
        return f"#{SPANS[node.name]}[{within}];"
    address = str(node.get("href", ""))
    if node.name == "a" and within and address.startswith(("http://", "https://", "mailto:")):
        return f"#link({quoted(address)})[{within}];"
    return within


def _words(text: str) -> str:
    """A text with single spaces, those at its ends kept."""
    if not text.strip():
        return '#" ";' if text else ""
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()
    return f'#"{before}{quoted(text)[1:-1]}{after}";'


def _paragraph(nodes: Sequence[PageElement]) -> str:
    content = "".join(_piece(node) for node in nodes)
    return "" if content in ("", '#" ";') or not content.replace('#" ";', "") else content


def _cells(row: Sequence[Tag], width: int) -> str:
    cells = [f"[{inline(cell)}]" for cell in row]
    return ", ".join(cells + ["[]"] * (width - len(cells)))
