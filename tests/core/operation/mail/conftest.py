"""A mail server, and the site set up to send through the queue to it."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.fakes.mail_server import MailServer, mail_server


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """One that is well, and to which the queue sends."""
    settings.EMAIL_BACKEND = "core.operation.mail.queue.EmailBackend"
    smtp = "core.operation.mail.smtp.EmailBackend"
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": smtp}}
    settings.EMAIL_HOST, settings.EMAIL_HOST_USER, settings.EMAIL_TIMEOUT = "127.0.0.1", "", 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with mail_server() as running:
        settings.EMAIL_PORT = running.port
        yield running
