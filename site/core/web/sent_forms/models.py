from django.db import models


class SentForm(models.Model):
    """That a form was sent, for the limit of a connection; rows go after a few days.

    Nobody is named: `sender` is a keyed hash of form and address, `sent_key` one of what was sent.
    A wrong password or code is a row, too: `sender` is then one of the account that was guessed at.
    """

    shown_to_strangers = False

    sender = models.CharField(max_length=64)
    sent_key = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=("sender", "sent_at"), name="sent_form_sender")]

    def __str__(self) -> str:
        return f"{self.sender[:8]} {self.sent_at:%Y-%m-%d %H:%M}"
