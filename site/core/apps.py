from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Foundation")
    default = True

    def ready(self) -> None:
        import core.operation.checks  # noqa: F401 - the checks register themselves
        from core.access import permissions, receivers
        from core.accounts import receivers as account_receivers
        from core.accounts import resets
        from core.files import document_text
        from core.files import receivers as upload_receivers
        from core.files import search as documents
        from core.models import SearchNote
        from core.operation import health, schedule, tasks
        from core.operation.backup import renewal, rotation
        from core.operation.backup.parts import LOG_INS, BackupPart, media, parts
        from core.operation.mail import sending, upkeep
        from core.operation.personal import erasing
        from core.operation.runs import lost, rebuild
        from core.operation.runs.works import works
        from core.operation.schedule import Job, clear_sessions, jobs, mend_search
        from core.operation.scheduled_pages import keep_to_schedule
        from core.operation.watching.metrics import Queue, queues
        from core.pages import receivers as page_receivers
        from core.pages import search as pages
        from core.pages.frame.alerts import next_alert_change
        from core.search import mirror
        from core.search import receivers as search_receivers
        from core.search.kinds import kinds
        from core.search.vocabulary import receivers as vocabulary_receivers
        from core.search.vocabulary import unknown
        from core.web import content_version
        from core.web.moments import moments
        from core.web.sent_forms import counting as sent_forms
        from core.web.sitemaps import PageSitemap, sitemaps
        from core.words import matching, sqlite

        kinds.register(documents.KIND, documents.DocumentKind())
        kinds.register(pages.KIND, pages.PAGES)
        moments.register("alerts", next_alert_change)
        sitemaps.register("pages", PageSitemap)

        parts.register("media", BackupPart(folder=media))
        parts.register("log-ins", BackupPart(left_out=LOG_INS))
        parts.register("runs", BackupPart(renew=lost.give_up))
        parts.register("mail", BackupPart(left_out=renewal.CLAIMS, renew=renewal.hold_mail))
        parts.register("tasks", BackupPart(left_out=renewal.TASKS))
        parts.register(
            "search",
            BackupPart(
                left_out=renewal.SEARCH,
                renew=renewal.build_search,
                follow=renewal.build_cluster,
            ),
        )
        parts.register(
            "admin-search",
            BackupPart(left_out=renewal.ADMIN_SEARCH, renew=renewal.build_admin_search),
        )
        parts.register(
            "caches", BackupPart(renew=content_version.change, follow=renewal.empty_caches)
        )
        erasing.parts.register("sessions", erasing.forget_sessions)
        erasing.parts.register("mail", upkeep.forget_person)  # while its addresses are known
        erasing.parts.register("resets", resets.forget_person)
        erasing.parts.register("account", erasing.forget_account)
        health.checks.register("database", health.database)
        health.checks.register("migrations", health.migrations)
        health.checks.register("demo_accounts", health.demo)
        health.checks.register("search", health.search)
        health.checks.register("search_cluster", health.search_cluster)
        health.checks.register("cache", health.kept_for_speed)
        health.checks.register("media", health.uploads)
        health.checks.register("disk", health.disk)
        health.checks.register("mail", upkeep.health)
        health.checks.register("worker", tasks.health)
        health.checks.register("tick", schedule.health)
        health.checks.register("backup", rotation.health)
        queues.register("search", Queue(lambda _at: SearchNote.objects.all()))
        queues.register("mail", Queue(lambda at: sending.waiting(at=at), "created"))
        queues.register("tasks", Queue(lambda _at: tasks.waiting(), "enqueued_at"))
        works.register(rebuild.NAME, rebuild.REBUILD)
        day, minute = timedelta(days=1), timedelta(minutes=1)
        jobs.register("clear-sessions", Job(day, clear_sessions))
        jobs.register("scheduled-pages", Job(minute, keep_to_schedule))
        jobs.register("read-documents", Job(minute, document_text.read_waiting))
        jobs.register("search-index-check", Job(day, mend_search))
        jobs.register("searched-words", Job(day, unknown.prune))
        jobs.register("sent-forms", Job(day, sent_forms.forget))
        jobs.register("search-cluster", Job(minute, mirror.keep_up))
        jobs.register("search-cluster-check", Job(day, mirror.examine))
        jobs.register("send-mail", Job(minute, sending.send_waiting))
        jobs.register("forget-mail", Job(day, upkeep.forget_sent))
        jobs.register("lost-tasks", Job(minute, tasks.reap))
        jobs.register("lost-runs", Job(minute, lost.reap))
        jobs.register("run-tasks", Job(minute, tasks.run_waiting))
        jobs.register("forget-tasks", Job(day, tasks.prune))
        jobs.register("backup", Job(day, rotation.run))  # the last: it takes longest

        permissions.replace_policies()
        account_receivers.connect_signals()
        matching.replace_lookups()
        content_version.connect_signals()
        upload_receivers.connect_signals()
        search_receivers.connect_signals()
        vocabulary_receivers.connect_signals()
        page_receivers.connect_signals()
        receivers.connect_signals()
        sqlite.connect_signals()

    def warm(self) -> None:
        """What is done before the first request: it would wait for word lists, a cluster's client.

        Raises ImproperlyConfigured with a sentence where uploaded files could not be kept.
        """
        # They need the apps to be ready.
        from core.access import demo_accounts
        from core.files import folders
        from core.search import analysis, engines
        from core.words import countries

        folders.need_media()
        demo_accounts.say()
        analysis.warm()
        countries.warm()
        engines.cluster()


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "core.admin.users.UserViewSet"
