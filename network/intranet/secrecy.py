"""What is stamped as secret has no place here: it is refused when it is published."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# A stamp stands at the head of a line and names the law, "Sekretess enligt 21 kap. 1 § OSL", or
# alone in capitals. Whoever writes about secrecy in a sentence may.
STAMP = re.compile(
    r"^\W*(?:sekretess(?:belag[dt]\w*|märk[td]\w*)?|hemlig\w*|omfattas av sekretess)\b"
    r".{0,60}?(?:\bOSL\b|\b\d+\s*kap\b|\bkap\.?\s*\d|sekretesslag|2009:400)"
    r"|^\W*(?-i:SEKRETESS|SEKRETESSBELAGD|HEMLIG)\W*$",
    re.IGNORECASE | re.MULTILINE,
)


def refuse_secrecy(text: str) -> None:
    """Raise ValidationError with a sentence where the text has a stamp of secrecy."""
    if stamp := STAMP.search(text):
        sentence = _(
            "This is marked as secret (“%(stamp)s”) and cannot be published here. Put it where your"
            " department keeps secret documents, and take it away here. What you wrote is kept."
        )
        raise ValidationError(sentence, params={"stamp": stamp[0].strip()})


class NothingSecret(forms.BaseForm):
    """Mix into a form, first: whatever is written in it is refused where it has a stamp."""

    def clean(self) -> dict[str, Any] | None:
        """The sentence stands at the field that has the stamp."""
        cleaned = super().clean()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                try:
                    refuse_secrecy(value)
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned
