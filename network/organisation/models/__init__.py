"""How the municipality is organised: bodies, units, seats, and the page that tells of it."""

from network.organisation.models.bodies import Body
from network.organisation.models.how_we_work import HowWeWorkPage
from network.organisation.models.seats import Appointment, Seat
from network.organisation.models.units import BodyMeeting, Unit, UnitMember

__all__ = ["Appointment", "Body", "BodyMeeting", "HowWeWorkPage", "Seat", "Unit", "UnitMember"]
