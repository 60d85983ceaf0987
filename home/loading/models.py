from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class LoadedFile(models.Model):
    """What a file said when it was last loaded.

    Loading it again can then tell what changed in the file from what an editor has changed.
    """

    shown_to_strangers = False

    name = models.CharField(max_length=40, unique=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    def __str__(self) -> str:
        return self.name
