from django.db import models


class ContentVersion(models.Model):
    """Words that together change with what strangers read (core.web.content_version).

    Usually one row. Where several transactions change content at once each has a row to itself, so
    that none waits for another.
    """

    shown_to_strangers = False

    word = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.word
