"""Where the site tells how the work is organised, for links to a body or a role."""

from django.contrib.auth.models import AnonymousUser

from core.access.sections import visible_pages
from core.models import User
from core.words.language import current
from network.organisation.models import HowWeWorkPage


def how_we_work_url(user: User | AnonymousUser) -> str:
    """The page in the reader's language; empty where there is none that `user` may read."""
    among = HowWeWorkPage.objects.filter(locale__language_code=current())
    page = visible_pages(user, among=among.select_related("locale")).first()
    return (page.url or "") if page else ""
