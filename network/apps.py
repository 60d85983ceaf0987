from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        from network.intranet.files import receivers as files
        from network.organisation import receivers as seats

        self._what_pages_show()
        self._what_is_found()
        self._who_is_who()
        self._the_start_page()
        self._what_follows()
        self._jobs()
        self._who_leaves()
        seats.connect_signals()
        files.connect_signals()

    def _what_pages_show(self) -> None:
        from core.pages.area_parts import AreaPart, area_parts
        from core.pages.contexts import page_contexts
        from core.web.moments import moments
        from core.web.sitemaps import sitemaps
        from network.cooperation import areas
        from network.cooperation.models import CooperationPage, TwinTownsPage
        from network.cooperation.views import pages
        from network.intranet.events.showing.public import next_event_change
        from network.intranet.events.sitemap import EventSitemap

        area_parts.register("twin towns", AreaPart(_("Twin towns"), areas.town_links, order=40))
        area_parts.register("exchanges", AreaPart(_("Exchanges"), areas.exchange_links, order=50))
        page_contexts.register(TwinTownsPage._meta.label, pages.towns_context)
        page_contexts.register(CooperationPage._meta.label, pages.cooperation_context)
        moments.register("events", next_event_change)
        sitemaps.register("events", EventSitemap)

    def _what_is_found(self) -> None:
        from core.search.kinds import kinds
        from network.cooperation import search as towns
        from network.intranet.events import search as events
        from network.intranet.posts import search as posts
        from network.organisation import search as bodies
        from network.people import search as people

        kinds.register(bodies.KIND, bodies.BodyKind())
        kinds.register(events.KIND, events.EventKind())
        kinds.register(people.KIND, people.PersonKind())
        kinds.register(posts.KIND, posts.PostKind())
        kinds.register(towns.KIND, towns.TownKind())

    def _who_is_who(self) -> None:
        from core.access.accounts import askable
        from core.access.visibility import offers, standings
        from core.accounts.provider import claim_followers
        from network.intranet import offering
        from network.organisation import coordinators, standing
        from network.organisation.claims.actions import follow_claims

        askable.register("coordinators", coordinators.to_ask)
        standings.register("seats", standing.standing)
        offers.register("network", offering.said)
        claim_followers.register("seats", follow_claims)

    def _the_start_page(self) -> None:
        from network.cooperation import passing_on as entered
        from network.cooperation.memberships import questions as memberships
        from network.intranet.coordination.waiting import open_gaps
        from network.intranet.duties import dated
        from network.intranet.events import own as meetings
        from network.intranet.reading import asked as reading
        from network.intranet.start import own
        from network.intranet.start.parts import Part, parts, waiting

        waiting.register("meetings soon", meetings.close_meetings)
        waiting.register("action items", meetings.own_tasks)
        waiting.register("meetings to answer", meetings.unanswered_meetings)
        waiting.register("seats", own.ending_seats)
        waiting.register("duties", dated.waiting_duties)
        waiting.register("questions", own.answered_questions)
        waiting.register("reading", reading.unread)
        waiting.register("drafts", own.drafts)
        waiting.register("card", own.no_card)
        waiting.register("coordination", open_gaps)
        waiting.register("exchanges", entered.begun)
        waiting.register("memberships", memberships.open_questions)
        next_ones = Part(
            _("Next meetings"),
            meetings.next_meetings,
            order=10,
            url=meetings.all_meetings,
            more=_("All meetings"),
        )
        parts.register("meetings", next_ones)
        unanswered = Part(_("Questions without an answer"), own.unanswered, order=20)
        parts.register("questions", unanswered)

    def _what_follows(self) -> None:
        from network.cooperation.exchanges import following as exchanges
        from network.intranet.calendar.following import send_invitations
        from network.intranet.comments import told as comments
        from network.intranet.competence import following as competence
        from network.intranet.events import told as events
        from network.intranet.events.following import followers
        from network.intranet.notifications import following as notices
        from network.intranet.notifications.kinds import kinds
        from network.intranet.posts import told as posts

        followers.register("invitations", send_invitations)
        followers.register("notices", notices.tell_of_event)
        followers.register("training log", competence.log_who_came)
        followers.register("exchange", exchanges.draft_exchange)
        kinds.register("post", posts.KIND)
        kinds.register("comment", comments.KIND)
        kinds.register("event", events.KIND)

    def _jobs(self) -> None:
        from core.operation.schedule import Job, jobs
        from network.intranet.calendar import jobs as invitations
        from network.intranet.coordination import jobs as coordination
        from network.intranet.notifications import forgetting as notices
        from network.intranet.notifications.mailing import digests
        from network.intranet.writing import drafts

        minute, hour, day = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
        jobs.register("notices", Job(minute, digests.send_due))
        jobs.register("invitations", Job(hour, invitations.keep_invitations_up))
        jobs.register("ended-units", Job(hour, coordination.pass_on_what_has_ended))
        jobs.register("forget-drafts", Job(day, drafts.forget_old))
        jobs.register("forget-notices", Job(day, notices.forget_old))
        jobs.register("forget-nominations", Job(day, coordination.forget_who_was_asked))

    def _who_leaves(self) -> None:
        """What goes with a person, what is theirs to have, and what passes to who follows."""
        from core.operation.personal import erasing, exporting
        from core.operation.personal.retention import Period, periods
        from network.cooperation import keeping
        from network.cooperation import passing_on as entered
        from network.intranet.calendar.forgetting import forget_calendar
        from network.intranet.comments import forgetting as comments
        from network.intranet.competence import forgetting as log
        from network.intranet.events import leaving as meetings
        from network.intranet.files.personal import files_of
        from network.intranet.notifications import forgetting as notices
        from network.intranet.passing_on import forgetting as passed
        from network.intranet.posts import passing_on as posts
        from network.intranet.reading import forgetting as reading
        from network.intranet.writing import drafts
        from network.organisation import handing_over, seats, succession
        from network.people import forgetting as cards
        from network.people import leaving as accounts

        for name, forget in {
            "calendar": forget_calendar,
            "card": cards.forget_card,
            "comments": comments.forget_what_was_clicked,
            "drafts": drafts.forget_of,
            "meetings": meetings.forget_who_came,
            "notices": notices.forget_notices,
            "readings": reading.forget_readings,
            "seats": seats.leave_seats,
            "training log": log.forget_log,
            "what was passed on": passed.forget_who,
        }.items():
            erasing.parts.register(name, forget)
        exporting.belongings.register("card", cards.told_on_card)
        exporting.belongings.register("files", files_of)
        sent, seen = _("after they were sent"), _("after the last log-in, seat, unit and group")
        answered = Period(_("Answered requests"), sent, keeping.answered_visits)
        periods.register("visits", answered)
        left = Period(_("Accounts"), seen, accounts.left_alone, accounts.erase_account)
        periods.register("accounts", left)
        handing_over.handovers.register("questions for seats", handing_over.hand_over_questions)
        handing_over.handovers.register("action items", meetings.hand_over_tasks)
        for name, pass_on in {
            "seats": succession.pass_seats,
            "members": succession.pass_members,
            "covered units": succession.pass_covered,
            "questions for seats": succession.pass_questions,
            "posts": posts.pass_posts,
            "meetings": meetings.pass_events,
            "entered": entered.pass_what_was_entered,
            "training log": log.pass_log,
            "follows": notices.pass_follows,
        }.items():
            succession.parts.register(name, pass_on)
