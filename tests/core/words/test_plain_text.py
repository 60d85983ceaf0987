"""HTML as plain text: blocks are lines, what stands in a line stays together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.plain_text import plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("only words", "only words"),
        ("word<br>word<BR />word", "word\nword\nword"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<h2>Head</h2>\n<ul>\n<li>a</li>\n<li>b <b>c</b></li>\n</ul>", "Head\na\nb c"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("CO<sub>2</sub> and wa<b>ter</b>", "CO2 and water"),
        ('<a href="/x">a</a>, <span class="y">b</span>', "a, b"),
        ("<article>x</article><address>y</address>", "x\ny"),  # not a, but its own
        ("R&amp;D&nbsp;&lt;2027&gt;", "R&D <2027>"),
        ("&amp;amp;", "&amp;"),
        ("a < 5 and 6 > b", "a < 5 and 6 > b"),
        ("wo<!-- not said -->rd", "word"),
        ("<p>  a\n   b\t</p>\n\n<p> </p>", "a b"),
        ("<p>a <b> b </b> c</p> d", "a b c\nd"),
        ("<p>&nbsp;a&#10;&emsp;b &nbsp;</p>", "a b"),
    ],
)
def test_the_text_of_html(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@given(st.text(alphabet='<>/&;abp#1 \n"=!', max_size=200))
def test_no_line_is_empty_or_has_white_space_at_its_ends(markup: Any) -> None:
    text = plain_text(markup)
    assert all(line == " ".join(line.split()) != "" for line in text.split("\n") if text)
