"""A mail server on loopback that speaks SMTP, well or badly, and keeps what it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum, auto
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Lock, Thread

DRIP = 0.02  # seconds between two bytes


class Mood(Enum):
    """How it greets."""

    WELL = auto()
    HANGS = auto()  # takes the connection and says nothing
    DRIPS = auto()  # a byte now and then, and never a whole line
    REFUSES = auto()


@dataclass(frozen=True)
class Taken:
    """A mail that it has taken: the envelope, and the text."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        """The text, read."""
        read = message_from_bytes(self.data, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read


@dataclass
class MailServer:
    """Its port, and what it does. `answers` are other answers than the usual ones, by the beginning
    of a command; "." is the end of a text.
    """

    port: int
    mood: Mood = Mood.WELL
    answers: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    before_the_last_answer: Event | None = None  # waited for when a text has come
    text_has_come: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)
    _over: Event = field(default_factory=Event)

    def say(self, command: str, usual: str) -> str:
        """The answer to a command."""
        with self._lock:
            self.commands.append(command)
        found = (text for start, text in self.answers.items() if command.startswith(start))
        return next(found, usual)

    def take(self, mail: Taken) -> None:
        """Keep it."""
        with self._lock:
            self.taken.append(mail)
        self.text_has_come.set()
        if self.before_the_last_answer is not None:
            self.before_the_last_answer.wait(60)

    def close(self) -> None:
        """Let go of those that hang."""
        self._over.set()

    def wait(self, seconds: float) -> bool:
        """Whether it is over."""
        return self._over.wait(seconds)


class Conversation(StreamRequestHandler):
    """With one client."""

    server: "_Server"

    def handle(self) -> None:
        """Whoever hangs up is no matter."""
        try:
            self._talk(self.server.known)
        except OSError:
            return

    def _talk(self, site: MailServer) -> None:
        if site.mood is Mood.HANGS:
            site.wait(60)
            return
        if site.mood is Mood.DRIPS:
            while not site.wait(DRIP):
                self.wfile.write(b"2")
            return
        if site.mood is Mood.REFUSES:
            self._say("554 no service here")
            return
        self._say("220 mail.example ESMTP")
        self._commands(site)

    def _commands(self, site: MailServer) -> None:
        sender, recipients = "", list[str]()
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            line = verb + line[4:]
            usual = {"DATA": "354 go on", "QUIT": "221 bye", "EHLO": "250-hello\r\n250 8BITMIME"}
            answer = site.say(line, usual.get(verb, "250 well"))
            if verb == "MAIL":
                sender, recipients = _address(line), []
            elif verb == "RCPT" and answer.startswith("250"):
                recipients.append(_address(line))
            elif verb == "DATA" and answer.startswith("354"):
                self._say(answer)
                answer = self._text(site, sender, recipients)
            self._say(answer)
            if verb == "QUIT" or answer.startswith("421"):
                return

    def _text(self, site: MailServer, sender: str, recipients: list[str]) -> str:
        data = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            data += line.removeprefix(b".") if line.startswith(b"..") else line
        answer = site.say(".", "250 taken")
        if line and answer.startswith("250"):
            site.take(Taken(sender, tuple(recipients), data))
        return answer

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


class _Server(ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 50
    known: MailServer


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A running server."""
    with _Server(("127.0.0.1", 0), Conversation) as server:
        server.known = MailServer(server.server_address[1])
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.known
        finally:
            server.known.close()
            server.shutdown()
            thread.join()
