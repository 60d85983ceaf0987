"""What sorts of records are called where a person reads of them who has never seen the tables."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

# An attribute of a model of ours that has no name in the admin.
ATTRIBUTE = "sort_name"
OTHERS = {
    "wagtailcore.referenceindex": _("References to the account"),
    "wagtailcore.revision": _("Versions"),
    "wagtailcore.pagelogentry": _("Log of pages"),
    "wagtailcore.modellogentry": _("Log of records"),
    "usersessions.usersession": _("Log-ins"),
    "wagtailusers.userprofile": _("Settings in the admin"),
    "core.user_groups": _("Groups of rights"),
    "post_office.email": _("Mail"),
}


def called(model: type[models.Model]) -> str:
    """The plural, with a capital."""
    name = getattr(model, ATTRIBUTE, None) or OTHERS.get(model._meta.label_lower)
    return capfirst(str(name or model._meta.verbose_name_plural))
