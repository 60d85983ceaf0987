"""A page's markup without the white space that no reader sees.

Templates are indented and their lines broken where a browser makes nothing of it. A test that looks
for a piece of markup looks here, and says nothing of how the template is laid out.
"""

import re

# Elements that begin and end a line of their own: a blank at their edges is not shown.
BLOCKS = (
    "address|article|aside|blockquote|body|br|caption|dd|details|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|head|header|html|legend|li|link|main|meta|nav|ol|option|p|script|"
    "section|select|summary|svg|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
EDGE = re.compile(rf" ?(</?(?:{BLOCKS})(?: (?:[^>\"]|\"[^\"]*\")*)?>) ?")


def as_read(markup: str) -> str:
    """`markup` with one blank where there is white space, and none beside a block."""
    flat = re.sub(r"\s+", " ", markup)
    flat = re.sub(r"(<\w+(?: (?:[^<>\"]|\"[^\"]*\")*)?) >", r"\1>", flat)
    return EDGE.sub(r"\1", flat)
