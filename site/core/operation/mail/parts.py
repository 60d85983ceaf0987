"""What a mail carries besides its text: attachments and alternatives, in private files."""

from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from email.mime.base import MIMEBase
from enum import StrEnum

from django.core.files.base import ContentFile
from django.core.mail import EmailAlternative, EmailAttachment, EmailMessage, EmailMultiAlternatives
from post_office.models import Attachment, Email

LONGEST_NAME = 255
KIND = "kind"


class Kind(StrEnum):
    """How a part belongs to its mail; kept in the row's `headers`."""

    ALTERNATIVE = "alternative"  # the same as the text in another form: an invitation
    ATTACHMENT = "attachment"
    WHOLE = "whole"  # a part that was made with its own headers: a picture in the text


Content = str | bytes | EmailMessage | Message


def keep(
    email: Email, message: EmailMessage, alternatives: Iterable[tuple[str | bytes, str]]
) -> None:
    """Store what `message` carries, in its order."""
    for content, mimetype in alternatives:
        _store(email, Kind.ALTERNATIVE, "", content, mimetype)
    for part in message.attachments:
        if isinstance(part, MIMEBase):
            _store(email, Kind.WHOLE, "", part.as_bytes(), part.get_content_type())
        else:
            name, content, mimetype = part
            _store(email, Kind.ATTACHMENT, name or "", content, mimetype or "")


def put_back(email: Email, message: EmailMultiAlternatives) -> None:
    """Give `message` what was stored. Raises OSError where a file cannot be read."""
    for part in email.attachments.order_by("pk"):
        with part.file.open() as file:
            data = file.read()
        kind = (part.headers or {}).get(KIND)
        if kind == Kind.ALTERNATIVE:
            message.alternatives.append(EmailAlternative(data.decode(), part.mimetype))
        elif kind == Kind.WHOLE:
            message.attachments.append(_whole(data))
        else:
            content = _content(data, part.mimetype)
            message.attachments.append(
                EmailAttachment(part.name or None, content, part.mimetype or None)  # type: ignore[arg-type]
            )


def delete_files(attachments: Iterable[Attachment]) -> Iterator[int]:
    """Delete the files of parts that no mail has any more; the keys of their rows."""
    for attachment in attachments:
        attachment.file.delete(save=False)
        yield attachment.pk


def _store(email: Email, kind: Kind, name: str, content: Content, mimetype: str) -> None:
    attachment = Attachment(mimetype=mimetype, headers={KIND: kind.value})
    # The file is named by chance: what somebody calls theirs is no part of a path.
    attachment.file.save("part.bin", ContentFile(_data(content)), save=False)
    attachment.name = name[-LONGEST_NAME:]
    attachment.save()
    attachment.emails.add(email)


def _data(content: Content) -> bytes:
    if isinstance(content, EmailMessage):
        content = content.message()
    if isinstance(content, Message):
        return content.as_bytes()
    return content.encode() if isinstance(content, str) else bytes(content)


def _content(data: bytes, mimetype: str) -> Content:
    """As Django wants it: text as str, a message as a message."""
    if mimetype == "message/rfc822":
        return message_from_bytes(data)
    if mimetype.startswith("text/"):
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data
    return data


def _whole(data: bytes) -> MIMEBase:
    read = message_from_bytes(data)
    part = MIMEBase(read.get_content_maintype(), read.get_content_subtype())
    for name in part.keys():  # noqa: SIM118 - the keys are headers
        del part[name]
    for name, value in read.items():
        part[name] = value
    part.set_payload(read.get_payload())
    return part
