"""SMTP with a clock for each answer: a server that hangs or drips is left.

Python's own waits anew for every byte, so that one byte a second keeps it for hours.
"""

import smtplib
import socket
from time import monotonic

from django.core.mail.backends import smtp

GO_AHEAD = 354  # the server waits for the text
# Who gives up while the server looks through the text sends the mail twice: wait longer there.
MORE_FOR_THE_TEXT = 10


class Answers:
    """The lines of a server's answers, until a time; in the place of the socket's file."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.until = 0.0
        self._read = b""

    def readline(self, size: int) -> bytes:
        """The next line, or what there is at the end or at `size` bytes. Raises TimeoutError."""
        while b"\n" not in self._read and len(self._read) < size:
            left = self.until - monotonic()
            if left <= 0:
                raise TimeoutError("no whole answer in time")
            self.connection.settimeout(left)
            received = self.connection.recv(size)
            if not received:
                break
            self._read += received
        end = min(self._read.find(b"\n") + 1 or len(self._read), size)
        line, self._read = self._read[:end], self._read[end:]
        return line

    def close(self) -> None:
        """The connection is the caller's."""


class Clocked(smtplib.SMTP):
    """`timeout` seconds for each whole answer."""

    refused: dict[str, tuple[int, bytes]] = {}
    _last = 0

    def getreply(self) -> tuple[int, bytes]:
        """The code and text of the next answer. Raises SMTPServerDisconnected without one."""
        connection: socket.socket | None = self.sock
        if self.file is None and connection is not None:
            self.file = Answers(connection)
        if isinstance(self.file, Answers):
            patience = self.timeout * (MORE_FOR_THE_TEXT if self._last == GO_AHEAD else 1)
            self.file.until = monotonic() + patience
        self._last, text = super().getreply()
        if self.sock is not None:
            self.sock.settimeout(self.timeout)
        return self._last, text

    def sendmail(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        """As ever, and note the recipients that were refused while others were not."""
        self.refused = super().sendmail(*args, **kwargs)
        return self.refused


class ClockedTLS(Clocked, smtplib.SMTP_SSL):
    """The same where TLS comes first."""


class EmailBackend(smtp.EmailBackend):
    """Django's, with that clock: EMAIL_TIMEOUT seconds."""

    connection: Clocked | None

    @property
    def connection_class(self) -> type[Clocked]:
        return ClockedTLS if self.use_ssl else Clocked

    @property
    def refused(self) -> dict[str, tuple[int, bytes]]:
        """Of the last mail, the recipients whom the server did not take, each with its answer."""
        return self.connection.refused if self.connection else {}
