"""The mail server of the tests of mail, for invitations that go all the way."""

from tests.core.operation.mail.conftest import server

__all__ = ["server"]
