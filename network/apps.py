from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        from core.access.accounts import askable
        from core.access.visibility import offers, standings
        from core.accounts.provider import claim_followers
        from core.operation.personal import erasing, exporting
        from core.operation.personal.retention import Period, periods
        from core.operation.schedule import Job, jobs
        from core.pages.area_parts import AreaPart, area_parts
        from core.pages.contexts import page_contexts
        from core.search.kinds import kinds
        from network.cooperation import areas, keeping
        from network.cooperation import passing_on as entered
        from network.cooperation import search as towns
        from network.cooperation.exchanges import following as exchanges
        from network.cooperation.memberships import questions as memberships
        from network.cooperation.models import CooperationPage, TwinTownsPage
        from network.cooperation.views import pages
        from network.intranet import offering
        from network.intranet.calendar import jobs as invitations
        from network.intranet.calendar.following import send_invitations
        from network.intranet.calendar.forgetting import forget_calendar
        from network.intranet.comments import forgetting
        from network.intranet.comments import told as comments
        from network.intranet.competence import following as competence
        from network.intranet.competence import forgetting as log
        from network.intranet.coordination import jobs as duties
        from network.intranet.coordination.waiting import open_gaps
        from network.intranet.duties import dated
        from network.intranet.events import told as events
        from network.intranet.events.following import followers
        from network.intranet.files import receivers as files
        from network.intranet.files.personal import files_of
        from network.intranet.notifications import following
        from network.intranet.notifications import forgetting as notices
        from network.intranet.notifications.kinds import kinds as noticed
        from network.intranet.notifications.mailing import digests
        from network.intranet.passing_on import forgetting as passed
        from network.intranet.posts import passing_on
        from network.intranet.posts import search as posts
        from network.intranet.posts import told as posted
        from network.intranet.reading import asked as reading
        from network.intranet.reading import forgetting as readings
        from network.intranet.start import own
        from network.intranet.start.parts import Part, parts, waiting
        from network.intranet.writing import drafts
        from network.organisation import (
            coordinators,
            handing_over,
            receivers,
            seats,
            standing,
            succession,
        )
        from network.organisation import search as bodies
        from network.organisation.claims.actions import follow_claims
        from network.people import leaving
        from network.people import search as people
        from network.people.forgetting import forget_card, told_on_card

        kinds.register(bodies.KIND, bodies.BodyKind())
        kinds.register(people.KIND, people.PersonKind())
        kinds.register(posts.KIND, posts.PostKind())
        kinds.register(towns.KIND, towns.TownKind())
        area_parts.register("twin towns", AreaPart(_("Twin towns"), areas.town_links, order=40))
        area_parts.register("exchanges", AreaPart(_("Exchanges"), areas.exchange_links, order=50))
        erasing.parts.register("card", forget_card)
        exporting.belongings.register("card", told_on_card)
        exporting.belongings.register("files", files_of)
        erasing.parts.register("drafts", drafts.forget_of)
        waiting.register("seats", own.ending_seats)
        waiting.register("duties", dated.waiting_duties)
        waiting.register("questions", own.answered_questions)
        waiting.register("reading", reading.unread)
        waiting.register("drafts", own.drafts)
        waiting.register("card", own.no_card)
        waiting.register("coordination", open_gaps)
        waiting.register("exchanges", entered.begun)
        waiting.register("memberships", memberships.open_questions)
        parts.register(
            "questions", Part(_("Questions without an answer"), own.unanswered, order=20)
        )
        jobs.register("forget-drafts", Job(timedelta(days=1), drafts.forget_old))
        erasing.parts.register("seats", seats.leave_seats)
        erasing.parts.register("comments", forgetting.forget_what_was_clicked)
        erasing.parts.register("calendar", forget_calendar)
        followers.register("invitations", send_invitations)
        hourly = Job(timedelta(hours=1), invitations.keep_invitations_up)
        jobs.register("invitations", hourly)
        erasing.parts.register("notices", notices.forget_notices)
        erasure.parts.register("seats", seats.leave_seats)
        erasure.parts.register("comments", forgetting.forget_what_was_clicked)
        erasure.parts.register("readings", readings.forget_readings)
        erasure.parts.register("what was passed on", passed.forget_who)
        erasure.parts.register("notices", notices.forget_notices)
        noticed.register("post", posted.KIND)
        noticed.register("comment", comments.KIND)
        noticed.register("event", events.KIND)
        followers.register("notices", following.tell_of_event)
        jobs.register("notices", Job(timedelta(minutes=1), digests.send_due))
        jobs.register("forget-notices", Job(timedelta(days=1), notices.forget_old))
        sent, seen = _("after they were sent"), _("after the last log-in, seat, unit and group")
        periods.register("visits", Period(_("Answered requests"), sent, keeping.answered_visits))
        accounts = Period(_("Accounts"), seen, leaving.left_alone, leaving.erase_account)
        periods.register("accounts", accounts)
        askable.register("coordinators", coordinators.to_ask)
        claim_followers.register("seats", follow_claims)
        jobs.register("forget-nominations", Job(timedelta(days=1), duties.forget_who_was_asked))
        jobs.register("ended-units", Job(timedelta(hours=1), duties.pass_on_what_has_ended))
        handovers = handing_over.handovers
        handovers.register("questions for seats", handing_over.hand_over_questions)
        succession.parts.register("seats", succession.pass_seats)
        succession.parts.register("members", succession.pass_members)
        succession.parts.register("covered units", succession.pass_covered)
        succession.parts.register("questions for seats", succession.pass_questions)
        succession.parts.register("posts", passing_on.pass_posts)
        followers.register("training log", competence.log_who_came)
        followers.register("exchange", exchanges.draft_exchange)
        succession.parts.register("entered", entered.pass_what_was_entered)
        succession.parts.register("training log", log.pass_log)
        erasing.parts.register("training log", log.forget_log)
        succession.parts.register("follows", notices.pass_follows)
        standings.register("seats", standing.standing)
        offers.register("network", offering.said)
        receivers.connect_signals()
        files.connect_signals()
        page_contexts.register(TwinTownsPage._meta.label, pages.towns_context)
        page_contexts.register(CooperationPage._meta.label, pages.cooperation_context)
