"""Who may edit what in the admin: permissions of the groups that people are put into."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from home.loading.merge import Merge

# Wagtail's own two groups have the permissions to write and to publish pages.
EDITORS = ("Editors", "Moderators")
STRATEGISTS = "EU-strateger"

_VIEW = (
    "opportunities.view_source",
    "opportunities.view_importrun",
    "opportunities.view_quarantined",
)
_PROJECTS = tuple(f"projects.{verb}_project" for verb in ("view", "add", "change", "delete"))
# Both groups answer partners and explain words; what came from a partner is never deleted.
_PARTNERS = (
    "home.view_partnerproposal",
    "home.change_partnerproposal",
    *(
        f"home.{verb}_{model}"
        for model in ("subjectcontact", "glossaryterm")
        for verb in ("view", "add", "change", "delete")
    ),
)
_WORDS = (
    "core.view_vocabularyconcept",
    "core.add_vocabularyconcept",
    "core.change_vocabularyconcept",
    "core.view_searchedword",
    "core.delete_searchedword",
)
_CALLS = (
    "wagtailadmin.access_admin",
    "opportunities.view_call",
    "opportunities.change_call",
    "core.view_priorityarea",
    "core.add_priorityarea",
    "core.change_priorityarea",
    "core.view_audience",
    "core.add_audience",
    "core.change_audience",
    *_VIEW,
    *_WORDS,
    *_PROJECTS,
    *_PARTNERS,
)
_RECORDS = (
    "twintown exchange agreement externalorganisation networkmembership award unit "
    "bodymeeting travelrule"
).split()
_ACTIONS = ("view", "add", "change", "delete")
_COOPERATION = (
    *(f"network.{action}_{model}" for model in _RECORDS for action in _ACTIONS),
    "network.view_seat",  # what a seat gives is for an administrator to say
    "network.view_visitrequest",
    "network.change_visitrequest",
)
_FACTS = (
    "core.view_alert",
    "core.add_alert",
    "core.change_alert",
    "core.delete_alert",
    "editing.view_faultreport",
    "editing.change_faultreport",
    "editing.delete_faultreport",
    "core.view_municipalityprofile",
    "core.change_municipalityprofile",
    "opportunities.view_programme",
    "opportunities.add_programme",
    "opportunities.change_programme",
    "opportunities.view_exchangerate",
    "opportunities.add_exchangerate",
    "opportunities.change_exchangerate",
    "network.view_body",
    "network.add_body",
    "network.change_body",
    "network.delete_body",
    "wagtail_localize.submit_translation",
)


def store(*, merge: Merge) -> None:
    """Give each group what it needs; what an administrator has changed stays."""
    for name in EDITORS:
        _grant(name, (*_CALLS, *_FACTS, *_COOPERATION), merge)
    _grant(STRATEGISTS, (*_CALLS, *_COOPERATION), merge)


def _grant(name: str, wanted: tuple[str, ...], merge: Merge) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    fields = ("content_type__app_label", "codename")
    have = {f"{app}.{code}" for app, code in group.permissions.values_list(*fields)}
    added, removed = merge.members(f"group {name}", have, wanted)
    group.permissions.add(*_permissions(added))
    group.permissions.remove(*_permissions(removed))


def _permissions(names: set[str]) -> list[Permission]:
    """The permissions of these names. Raises LookupError where one does not exist."""
    wanted = Q(pk__in=())
    for name in names:
        app, _dot, code = name.partition(".")
        wanted |= Q(content_type__app_label=app, codename=code)
    permissions = list(Permission.objects.filter(wanted).select_related("content_type"))
    existing = {f"{p.content_type.app_label}.{p.codename}" for p in permissions}
    if missing := names - existing:
        raise LookupError(f"There is no permission {', '.join(sorted(missing))}.")
    return permissions
