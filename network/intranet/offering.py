"""What forms in the admin say of each class of readers that can be chosen."""

from django.utils import timezone

from core.access.visibility import OWN, Visibility
from core.models import MunicipalityProfile
from core.models.profile import NetworkForm
from core.words.dates import local
from network.intranet.readers import in_brackets, number


def said(readers: str) -> str | None:
    """How many they are, where it is known without the record; None for a network there is not."""
    if readers in OWN:
        return ""
    forms = set(MunicipalityProfile.objects.values_list("network_form", flat=True))
    if readers == Visibility.NETWORK and forms == {NetworkForm.NONE}:
        return None
    return in_brackets(number(readers, on=local(timezone.now()).date()))
