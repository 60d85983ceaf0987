"""The mail server that the tests of the queue have."""

from tests.core.operation.mail.conftest import server

__all__ = ["server"]
