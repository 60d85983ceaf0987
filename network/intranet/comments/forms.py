"""The form of a comment."""

import hashlib
import secrets

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from network.intranet.comments.models import LONGEST
from network.intranet.secrecy import refuse_secrecy

KEY_BYTES = 16


def new_key() -> str:
    """What makes one form another than any other form."""
    return secrets.token_hex(KEY_BYTES)


class CommentForm(forms.Form):
    """A text, and which form it was. No field cuts what is too long: that is said instead."""

    text = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[
            refuse_secrecy,
            MaxLengthValidator(
                LONGEST,
                _(
                    "A comment has at most %(limit_value)d characters, and this has "
                    "%(show_value)d: make it shorter, or two."
                ),
            ),
        ],
        error_messages={"required": _("There is nothing in it yet: write a sentence first.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, initial=new_key)

    @property
    def sent_key(self) -> str:
        """The same for the same form with the same text; with another text it is another."""
        data = self.cleaned_data
        return hashlib.sha256(f"{data['key'] or new_key()} {data['text']}".encode()).hexdigest()
