"""How somebody comes to a seat: asked for, named, asked, and appointed when they have said yes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.models import AuditEvent, MunicipalityProfile, User
from core.operation.locks import one_at_a_time
from core.words.dates import local
from network.intranet.coordination import accounts, mails, seating
from network.organisation.actions import hand_over
from network.organisation.models import Appointment, Nomination, Seat, Unit


class NotInForce(Exception):
    """What the letter asked has been answered, taken back or asked anew."""


@transaction.atomic
def ask_head(*, unit: Unit, head_email: str, language: str, by: User, at: datetime) -> Nomination:
    """Ask the head of a unit who is to be its contact person; asked twice, it is one question."""
    one_at_a_time(f"ask for a seat in {unit.pk}")
    same = Nomination.objects.open().filter(unit=unit, head_email=head_email, named_at=None)
    if earlier := same.first():
        return earlier
    nomination = Nomination.objects.create(
        profile=unit.profile,
        unit=unit,
        head_email=head_email,
        language=language,
        asked_by=by,
        asked_at=at,
    )
    AuditEvent.objects.write("coordination.ask_head", record=nomination, by=by, at=at)
    _send_letter(nomination, at)
    return nomination


@transaction.atomic
def invite(
    *,
    profile: MunicipalityProfile,
    place: Seat | Unit | None,
    facts: Mapping[str, Any],
    language: str,
    by: User,
    at: datetime,
) -> Nomination:
    """Ask somebody to take a seat, to be a unit's contact person, or to coordinate the EU work.

    `facts` are the name, the address and the time given.
    """
    one_at_a_time(f"invite in {profile.pk}")
    seat = place if isinstance(place, Seat) else None
    if place is None:
        seat = seating.coordinators_seat(profile)
    unit = place if isinstance(place, Unit) else None
    same = Nomination.objects.open().filter(unit=unit, seat=seat, email=facts["email"])
    if earlier := same.first():
        return earlier
    nomination = Nomination(
        profile=profile,
        unit=unit,
        seat=seat,
        language=language,
        asked_by=by,
        asked_at=at,
        named_at=at,
        **facts,
    )
    nomination.duties = seating.duties_in(nomination)
    nomination.save()
    AuditEvent.objects.write("coordination.invite", record=nomination, by=by, at=at)
    _send_letter(nomination, at)
    return nomination


@transaction.atomic
def name_person(
    *, nomination: Nomination, letter: int, facts: Mapping[str, Any], at: datetime
) -> None:
    """The head says who it is to be, which is the first yes; whoever it is is asked next."""
    asked = _in_force(nomination, letter, at)
    for name, value in {**facts, "named_at": at}.items():
        setattr(asked, name, value)
    asked.duties = seating.duties_in(asked)
    asked.save()
    AuditEvent.objects.write("coordination.name_person", record=asked, by=None, at=at)
    _send_letter(asked, at)


@transaction.atomic
def accept(*, nomination: Nomination, letter: int, at: datetime) -> Appointment:
    """Who was named says yes: they hold the seat from today, and are told how to log in.

    Raises NotInForce, and NoAccount where the address leads to no one account.
    """
    asked = _in_force(nomination, letter, at)
    person = accounts.account_at(asked.email) or accounts.new_account(asked.name, asked.email)
    asked.seat = asked.seat or seating.contact_seat(asked, local(at).date())
    appointment = _appoint(asked, asked.seat, person, local(at).date())
    if asked.follows:
        hand_over(appointment=asked.follows, to=person, by=asked.asked_by, at=at)
    asked.person, asked.accepted_at = person, at
    asked.save()
    AuditEvent.objects.write("coordination.accept", record=asked, by=person, at=at)
    AuditEvent.objects.write("organisation.appoint", record=appointment, by=asked.asked_by, at=at)
    mails.send_welcome(asked, person)
    mails.tell_answer(asked)
    return appointment


@transaction.atomic
def decline(*, nomination: Nomination, letter: int, at: datetime) -> None:
    """Who was named says no; the head and whoever coordinates are told. Raises NotInForce."""
    asked = _in_force(nomination, letter, at)
    asked.declined_at = at
    asked.save()
    AuditEvent.objects.write("coordination.decline", record=asked, by=None, at=at)
    mails.tell_answer(asked)


@transaction.atomic
def send_again(*, nomination: Nomination, by: User, at: datetime) -> None:
    """A new letter; the links before it are not in force any more. Raises NotInForce."""
    asked = _locked(nomination)
    AuditEvent.objects.write("coordination.send_again", record=asked, by=by, at=at)
    _send_letter(asked, at)


@transaction.atomic
def withdraw(*, nomination: Nomination, by: User, at: datetime) -> None:
    """Nothing is asked any more, and whoever was to answer is told. Raises NotInForce."""
    asked = _locked(nomination)
    asked.withdrawn_at = at
    asked.save()
    AuditEvent.objects.write("coordination.withdraw", record=asked, by=by, at=at)
    mails.tell_withdrawn(asked)


def _locked(nomination: Nomination) -> Nomination:
    """As it is now, and nobody else's until the transaction ends; open, or NotInForce."""
    one_at_a_time(f"answer for the seat of {nomination.pk}")
    asked = Nomination.objects.get(pk=nomination.pk)
    if not asked.is_open:
        raise NotInForce
    return asked


def _in_force(nomination: Nomination, letter: int, at: datetime) -> Nomination:
    asked = _locked(nomination)
    if asked.letter != letter or asked.has_run_out(at):
        raise NotInForce
    return asked


def _send_letter(nomination: Nomination, at: datetime) -> None:
    nomination.letter += 1
    nomination.letter_at = at
    nomination.save()
    mails.send_letter(nomination)


def _appoint(asked: Nomination, seat: Seat, person: User, on: date) -> Appointment:
    """From today, or the day that was said; who holds the seat already goes on."""
    held = Appointment.objects.current(on).filter(seat=seat, person=person).first()
    return held or Appointment.objects.create(
        seat=seat,
        person=person,
        starts=max(on, asked.starts or on),
        duties=asked.duties,
        per_cent=asked.per_cent,
        hours_a_month=asked.hours_a_month,
    )
