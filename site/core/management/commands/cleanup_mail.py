"""`manage.py cleanup_mail`: delete mail that was sent long ago, as `tick` does once a day.

In the place of django-post-office's command of that name, which deletes what was never sent, too.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.operation.mail.upkeep import forget_sent


class Command(BaseCommand):
    help = "Delete mail that was sent MAIL_DAYS ago. What was not sent stays."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_sent(timezone.now())
