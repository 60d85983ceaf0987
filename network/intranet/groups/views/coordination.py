"""What who coordinates does with groups: forms one, changes or ends it, and says who is in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.words.dates import local
from network.intranet.access import LoggedInRequest, for_the_network, the_profile
from network.intranet.groups import actions
from network.intranet.groups.covering import CoverForm
from network.intranet.groups.forms import GroupForm, MemberForm
from network.intranet.groups.listing import people_in
from network.intranet.rights import may_coordinate
from network.organisation.models import Group, GroupMember

methods = require_http_methods(["GET", "HEAD", "POST"])


@for_the_network
@methods
def form_group(request: LoggedInRequest) -> HttpResponse:
    """A new working group, which then gets its members."""
    _only_who_coordinates(request)
    at = timezone.now()
    form = GroupForm(request.POST if request.method == "POST" else None, at=at)
    if request.method == "POST" and form.is_valid():
        group = actions.form_group(
            profile=the_profile(request), facts=form.facts, by=request.user, at=at
        )
        messages.success(request, _("The group is there. Say now who is in it."))
        return redirect("group_members", group.key)
    return _form(request, form, None)


@for_the_network
@methods
def change_group(request: LoggedInRequest, key: str) -> HttpResponse:
    """Another name, purpose or last day; or today is its last. Of working groups only."""
    group = _group(request, key)
    if group.kind != Group.Kind.WORKING:
        raise PermissionDenied
    at = timezone.now()
    if request.method == "POST" and request.POST.get("action") == "end":
        actions.end_group(group=group, by=request.user, at=at)
        messages.success(request, _("Today is the last day of the group."))
        return redirect("group", key)
    form = GroupForm(request.POST if request.method == "POST" else None, instance=group, at=at)
    if request.method == "POST" and form.is_valid():
        actions.change_group(group=group, facts=form.facts, by=request.user, at=at)
        messages.success(request, _("Saved."))
        return redirect("group", key)
    return _form(request, form, Group.objects.get(pk=group.pk))


@for_the_network
@methods
def group_members(request: LoggedInRequest, key: str) -> HttpResponse:
    """Who is in the group: they are found and added, or taken out."""
    group, at = _group(request, key), timezone.now()
    on = local(at).date()
    if group.ends and group.ends < on:
        messages.info(request, _("The group has ended: give it another last day first."))
        return redirect("group", key)
    action = request.POST.get("action") if request.method == "POST" else None
    if action == "remove":
        return _removed(request, group)
    typed = request.POST if request.method == "POST" else None
    looking = action == "find"
    form = MemberForm(
        None if looking else typed,
        initial=typed.dict() if looking and typed else None,
        group=group,
        user=request.user,
        at=at,
    )
    if typed is not None and not looking and form.is_valid():
        return _added(request, group, form)
    people = people_in(group, on)
    context = {
        "group": group,
        "form": form,
        "looking": looking,
        "members": [each.member for each in people if not each.member.reinforces],
        "reinforcing": [each.member for each in people if each.member.reinforces],
    }
    status = 422 if form.errors else 200
    return render(request, "intranet/groups/members.html", context, status=status)


def _added(request: LoggedInRequest, group: Group, form: MemberForm) -> HttpResponse:
    cleaned, at = form.cleaned_data, timezone.now()
    person = cleaned["person"]
    if form.reinforces:
        matter, ends = cleaned["matter"], cleaned["ends"]
        actions.reinforce(
            group=group, person=person, matter=matter, ends=ends, by=request.user, at=at
        )
        said = _("%(person)s reinforces the group now.")
    else:
        actions.add_member(group=group, person=person, by=request.user, at=at)
        said = _("%(person)s is a member now.")
    messages.success(request, said % {"person": person})
    return redirect("group_members", group.key)


def _removed(request: LoggedInRequest, group: Group) -> HttpResponse:
    """A second click finds nobody, and nothing to do."""
    key, at = request.POST.get("member", ""), timezone.now()
    members = GroupMember.objects.current(local(at).date()).filter(group=group)
    member = members.filter(pk=int(key)).first() if key.isascii() and key.isdigit() else None
    if member:
        actions.remove_member(member=member, by=request.user, at=at)
        said = _("%(person)s is not in the group any more.")
        messages.success(request, said % {"person": member.person})
    return redirect("group_members", group.key)


@for_the_network
@methods
def covered_by_member(request: LoggedInRequest, key: str, pk: int) -> HttpResponse:
    """Which units and boards a member of an administrative group is the way in to."""
    group, at = _group(request, key), timezone.now()
    on = local(at).date()
    members = GroupMember.objects.current(on).filter(group=group, reinforces=False)
    member = get_object_or_404(
        members, pk=pk, group__kind=Group.Kind.ADMINISTRATIVE, person__is_active=True
    )
    form = CoverForm(request.POST if request.method == "POST" else None, member=member, on=on)
    if request.method == "POST" and form.is_valid():
        actions.cover(member=member, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, _("Saved."))
        return redirect("group", key)
    context = {"form": form, "group": group, "member": member}
    status = 422 if form.errors else 200
    return render(request, "intranet/groups/covers.html", context, status=status)


def _group(request: LoggedInRequest, key: str) -> Group:
    _only_who_coordinates(request)
    return get_object_or_404(Group, profile=the_profile(request), key=key)


def _only_who_coordinates(request: LoggedInRequest) -> None:
    if not may_coordinate(request.user):
        raise PermissionDenied


def _form(request: LoggedInRequest, form: GroupForm, group: Group | None) -> HttpResponse:
    on = local(timezone.now()).date()
    may_end = bool(
        group
        and (group.starts is None or group.starts <= on)
        and (group.ends is None or on < group.ends)
    )
    context = {"form": form, "group": group, "may_end": may_end}
    status = 422 if form.errors else 200
    return render(request, "intranet/groups/form.html", context, status=status)
