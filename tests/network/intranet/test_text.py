"""The text of a post: what is markup works, what would run is shown as it was typed."""

import pytest

from network.intranet.posts.text import as_html, as_words


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("# Rubrik", "<h2>Rubrik</h2>"),
        ("###### Ensam", "<h2>Ensam</h2>"),
        ("## A\n#### B\n# C", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>"),
        ("Understruken\n---\n### B", "<h2>Understruken</h2>\n<h3>B</h3>"),
        ("- ett\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>"),
        ("3. tre", '<ol start="3">\n<li>tre</li>\n</ol>'),
        ("> sagt", "<blockquote>\n<p>sagt</p>\n</blockquote>"),
        ("en rad\ntill", "<p>en rad<br>\ntill</p>"),
        ("[här](https://a.se)", '<p><a href="https://a.se" rel="noopener">här</a></p>'),
        ("[här](/sv/projekt/)", '<p><a href="/sv/projekt/" rel="noopener">här</a></p>'),
    ],
)
def test_marks_become_what_they_mean(text: str, markup: str) -> None:
    assert as_html(text).strip() == markup


def test_headings_go_no_deeper_than_there_are_levels() -> None:
    text = "\n".join("#" * marks + " Rubrik" for marks in range(1, 7))
    assert as_html(text, first_level=4).count("<h6>Rubrik</h6>") == 4


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "[här](javascript:alert(1))",
        "[här](JaVaScRiPt:alert(1))",
        "[här](data:text/html;base64,PHNjcmlwdD4=)",
        "[här](vbscript:msgbox)",
        "![bild](javascript:alert(1))",
        "![bild](https://a.se/x.png)",
        "<javascript:alert(1)>",
        '[här](https://a.se "x\\" onmouseover=alert(1)")',
        "<a href=javascript:alert(1)>x</a>",
        "```\n<script>\n```",
        "<style>*{display:none}</style>",
        "&lt;script&gt;",
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_nothing_runs_and_nothing_is_lost(text: str) -> None:
    markup = as_html(text).lower()
    for tag in ("<script", "<img", "<svg", "<style", "<iframe", 'href="javascript', 'href="data'):
        assert tag not in markup
    assert " on" not in markup.replace("&lt;", "").partition("<a ")[2].partition(">")[0]
    assert as_words(text)


def test_words_have_no_marks() -> None:
    assert as_words("# Rubrik\n\n- **ett**\n- [två](https://a.se)") == "Rubrik ett två"
