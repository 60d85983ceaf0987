"""A new password by mail: the request asks one question and leaves the rest to the worker.

What is done for an address that has an account (a token, a link, a mail) is done after the answer
was sent, so that its time tells nothing. The task is given keys of accounts, never the address.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from core.access.backends import accounts_named
from core.models import User
from core.operation.tasks import task
from core.web.request import own_address


class ResetPasswordForm(forms.ResetPasswordForm):
    """allauth's, for all who have an account with the address and are in use."""

    def clean_email(self) -> str:
        """The address as it was typed; who has it is asked once, when the form is right."""
        email: str = self.cleaned_data["email"]
        get_adapter().clean_email(email.lower())
        return email

    def save(self, request: HttpRequest, **_options: object) -> str:
        """Leave it to the worker, also where there is nobody to write to."""
        email: str = self.cleaned_data["email"]
        found = [user.pk for user in accounts_named(email) if _reached(user, email)]
        write.enqueue(found, own_address(request), translation.get_language())
        return email


def forget_person(person: User) -> None:
    """A task that has been done keeps for some days whom it wrote to."""
    for done in DBTaskResult.objects.filter(task_path=write.module_path):
        if person.pk in done.args_kwargs["args"][0]:
            done.delete()


def _reached(user: User, email: str) -> bool:
    return user.is_active and user.email.lower() == email.lower()


# Twice is no harm: the second mail holds another link that leads to the same form.
@task(repeatable=True)
def write(accounts: Sequence[int], address: str, language: str) -> None:
    """Send each of the accounts a link to choose a password, below the site's own `address`."""
    adapter = get_adapter()
    with translation.override(language):
        for user in User.objects.filter(pk__in=accounts, is_active=True):
            token = forms.default_token_generator.make_token(user)
            names = {"uidb36": user_pk_to_url_str(user), "key": token}
            path = reverse("account_reset_password_from_key", kwargs=names)
            context = {
                "user": user,
                "username": user.username,
                "password_reset_url": address + path,
                "current_site": {
                    "name": settings.WAGTAIL_SITE_NAME,
                    "domain": urlsplit(address).netloc,
                },
            }
            prefix = "account/email/password_reset_key"
            adapter.render_mail(prefix, user.email, context).send()
