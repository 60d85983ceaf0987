"""The groups there are, and the page of each with what it writes."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access.visibility import reads_all, standing_of
from core.web.facets import Address
from core.web.paging import pagination
from core.words.dates import local
from network.intranet.access import LoggedInRequest, for_groups, may_enter, the_profile
from network.intranet.events.asked import events_for
from network.intranet.events.showing.listing import lines as event_lines
from network.intranet.groups.covering import uncovered
from network.intranet.groups.listing import lines, people_in
from network.intranet.posts.asked import posts_for
from network.intranet.posts.models import Post
from network.intranet.readers import readers_of_groups
from network.intranet.rights import may_coordinate
from network.organisation.models import Group
from network.organisation.seats import groups_of

PAGE_SIZE = 10
PAST_MEETINGS = 3


def groups_for(request: LoggedInRequest) -> QuerySet[Group]:
    """Those whose page who asks may open: without a seat, the ones they are in."""
    profile = the_profile(request)
    groups = Group.objects.filter(profile=profile)
    if may_enter(request.user, profile):
        return groups
    return groups.filter(pk__in=standing_of(request.user).groups)


@for_groups
@require_safe
def group_list(request: LoggedInRequest) -> HttpResponse:
    """The groups that are now or are to come, then those that were."""
    on, groups = local(timezone.now()).date(), groups_for(request)
    past = Q(ends__lt=on)
    context = {
        "lines": lines(groups.exclude(past), request.user, on),
        "past": groups.filter(past).order_by("-ends", "pk"),
        "coordinates": may_coordinate(request.user),
    }
    return render(request, "intranet/groups/list.html", context)


@for_groups
@require_safe
def group_page(request: LoggedInRequest, key: str) -> HttpResponse:
    """What it is for, who is in it, and its posts for those who read them."""
    group = get_object_or_404(groups_for(request), key=key)
    user, at = request.user, timezone.now()
    on = local(at).date()
    coordinates, people = may_coordinate(user), people_in(group, on)
    paginator = Paginator(
        posts_for(request).filter(visibility=Post.Readers.GROUP, group=group), PAGE_SIZE
    )
    part = paginator.get_page(request.GET.get("page"))
    meetings = events_for(request).filter(visibility=Post.Readers.GROUP, group=group)
    is_past = bool(group.ends and group.ends < on)
    context = {
        "group": group,
        "is_past": is_past,
        "members": [each for each in people if not each.member.reinforces],
        "reinforcing": [each for each in people if each.member.reinforces],
        "links_people": may_enter(user, the_profile(request)),
        "meetings": event_lines(meetings.coming(at), user),
        "past_meetings": event_lines(meetings.past(at)[:PAST_MEETINGS], user),
        "posts": part.object_list,
        "pagination": pagination(part.number, paginator.num_pages, Address.of({}).page),
        "reads": coordinates or reads_all(user) or group.pk in standing_of(user).groups,
        "readers": readers_of_groups([group], on)[group.pk],
        "writes": not is_past and (coordinates or groups_of(user, on).filter(pk=group.pk).exists()),
        "uncovered": [] if is_past else uncovered(group, on),
        "coordinates": coordinates,
        "changes": coordinates and group.kind == Group.Kind.WORKING,
    }
    return render(request, "intranet/groups/page.html", context)
