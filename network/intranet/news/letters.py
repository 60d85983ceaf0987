"""Mail to the editors who publish news: that something was put forward, and where it is."""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Page

from core.models import User
from core.operation.mail import mail_after_commit


def tell_editors(page: Page, editors: Iterable[User], *, language: str) -> None:
    """Write to each, in the language of the news."""
    with override(language):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        context = {"title": page.title, "link": urljoin(settings.WAGTAILADMIN_BASE_URL, edit)}
        for editor in editors:
            mail_after_commit(
                subject=f"{gettext('Suggested as news')}: {page.title}",
                text=render_to_string("email/news_suggested.txt", context),
                to=editor.email,
            )
