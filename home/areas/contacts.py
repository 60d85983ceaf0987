"""Who to turn to about a priority area, for the area's page: a role, never a person."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.models import PriorityArea, User
from core.pages.area_parts import AreaLink
from home.models import SubjectContact
from network.models import Body
from network.organisation.pages import how_we_work_url


def links(area: PriorityArea, user: User | AnonymousUser, _at: datetime) -> Sequence[AreaLink]:
    """The contact for the subject, else those who coordinate the work."""
    contact = SubjectContact.objects.filter(area=area).select_related("unit").first()
    if contact:
        where = contact.unit.name if contact.unit else contact.email
        return [AreaLink(contact.role, f"mailto:{contact.email}", where)]
    url = how_we_work_url(user)
    bodies = Body.objects.filter(profile=area.scheme.profile_id)
    kinds = (Body.Kind.ROLE, Body.Kind.OFFICE)
    return [
        AreaLink(body.name, f"{url}#body-{body.key}", body.get_kind_display())
        for body in bodies.filter(kind__in=kinds)
        if url
    ]
