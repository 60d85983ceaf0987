"""Templates without their indentation.

Indentation is for whoever reads a template. On a page it would be a third of the bytes, so it is
taken off where a template is read, once, before it is compiled. The line breaks stay: where they
stand between words they are the blanks, and an error keeps its line number.
"""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

INDENTATION = re.compile(r"\n[ \t]+")


class Loader(FilesystemLoader):
    """Reads `templates/`; an .html file loses the blanks at the beginning of its lines."""

    def get_contents(self, origin: Origin) -> str:
        """The text of the template as it is compiled."""
        text: str = super().get_contents(origin)
        return INDENTATION.sub("\n", text) if str(origin.name).endswith(".html") else text
