"""`manage.py db_worker`: do the tasks that wait and send the mail that is due, as they come.

In the place of django-tasks-db's command of that name: it ends where the database is locked for
long, and a task of a worker that was killed is nobody's.
"""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.management.commands.db_worker import Worker

from core.operation.alive import living
from core.operation.mail.sending import send_due
from core.operation.tasks import QUEUE, worker

log = logging.getLogger(__name__)
PAUSE = 5  # seconds, where the database does not answer


class Command(db_worker.Command):
    help = "Do tasks and send mail as they come, until it is told to stop (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The library's, for our queue; who it is and when it reloads is not to be chosen."""
        super().add_arguments(parser)
        parser.set_defaults(backend_name=QUEUE, queue_name="*", reload=False)

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin again under another name where the database fails: the old one's task is free."""
        if options["verbosity"] != 1:
            self.configure_logging(options["verbosity"])
        while True:
            try:
                with living() as me:
                    return self._work(self._worker(me, options), options)
            except (OperationalError, InterfaceError) as error:
                connection.close()
                if options["batch"]:
                    raise CommandError(f"The database does not answer: {error}") from error
                log.warning("the database does not answer, trying again: %s", error)
                time.sleep(PAUSE)

    def _worker(self, me: str, options: dict[str, Any]) -> Worker:
        made = worker(
            me,
            max_tasks=options["max_tasks"],
            backend_name=options["backend_name"],
            interval=options["interval"],
            queue_names=options["queue_name"].split(","),
            excluded_queue_names=[name for name in options["exclude_queues"].split(",") if name],
        )
        made.configure_signals()
        return made

    def _work(self, worker: Worker, options: dict[str, Any]) -> None:
        """Until it is told to stop, or nothing waits (--batch), or --max-tasks are done."""
        while worker.running:
            worker.run()
            send_due(at=timezone.now(), go_on=lambda: worker.running)
            enough = worker.max_tasks is not None and worker._run_tasks >= worker.max_tasks
            if options["batch"] or enough:
                return
            if worker.running:
                time.sleep(options["interval"])
