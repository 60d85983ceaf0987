"""Who we are and whom we work with."""

from network.cooperation.models import (
    Agreement,
    Award,
    CooperationPage,
    Exchange,
    ExternalOrganisation,
    MembershipYear,
    NetworkMembership,
    TownStatus,
    TownStatusChange,
    TravelRule,
    TwinTown,
    TwinTownsPage,
    VisitRequest,
)
from network.intranet.calendar.models import CalendarFeed, Invitation
from network.intranet.comments.models import Comment, Thanks
from network.intranet.competence.models import Training
from network.intranet.events.models import ActionItem, AgendaItem, Event, SignUp
from network.intranet.files.models import EventFile, PostFile
from network.intranet.links.models import PostLink
from network.intranet.news.models import NewsSuggestion
from network.intranet.notifications.models import Follow, MailPreference, Notification
from network.intranet.passing_on.models import PassedOn
from network.intranet.posts.models import Post, PostVersion
from network.intranet.reading.models import ReadingConfirmed, ReadingReminder
from network.intranet.start.models import LastVisit
from network.intranet.writing.models import Draft
from network.organisation.claims.models import ClaimRule
from network.organisation.models import (
    Appointment,
    Body,
    BodyMeeting,
    Duty,
    DutyDone,
    Group,
    GroupMember,
    HowWeWorkPage,
    Nomination,
    Seat,
    Unit,
    UnitMember,
)
from network.people.models import Card, SpokenLanguage, StayAbroad

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Agreement",
    "Appointment",
    "Award",
    "Body",
    "BodyMeeting",
    "CalendarFeed",
    "Card",
    "ClaimRule",
    "Comment",
    "CooperationPage",
    "Draft",
    "Duty",
    "DutyDone",
    "Event",
    "EventFile",
    "Exchange",
    "ExternalOrganisation",
    "Follow",
    "Group",
    "GroupMember",
    "HowWeWorkPage",
    "Invitation",
    "LastVisit",
    "MailPreference",
    "MembershipYear",
    "NetworkMembership",
    "NewsSuggestion",
    "Nomination",
    "Notification",
    "PassedOn",
    "Post",
    "PostFile",
    "PostLink",
    "PostVersion",
    "ReadingConfirmed",
    "ReadingReminder",
    "Seat",
    "SignUp",
    "SpokenLanguage",
    "StayAbroad",
    "Thanks",
    "TownStatus",
    "TownStatusChange",
    "Training",
    "TravelRule",
    "TwinTown",
    "TwinTownsPage",
    "Unit",
    "UnitMember",
    "VisitRequest",
]
