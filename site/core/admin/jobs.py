"""What runs by the clock, for administrators: when it ran last and how, and when it will."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permissions import register_permission_policy

from core.admin.lists import ViewSet
from core.admin.policies import LimitedPolicy
from core.models import JobRun
from core.operation.schedule import next_run

register_permission_policy(JobRun, LimitedPolicy(JobRun, "view", "change"))


class JobRunForm(WagtailAdminModelForm):
    """All that a person may say of a job: that it is to run now."""

    def save(self, commit: bool = True) -> JobRun:  # noqa: FBT001, FBT002 - Django's own
        """Nothing else, which a tick may be writing."""
        if commit:
            self.instance.save(update_fields=["wanted"])
        return self.instance


def took(run: JobRun) -> str:
    """How long it took, to the second; nothing where it has not ended or a clock was wrong."""
    if run.finished_at is None or run.finished_at < run.started_at:
        return ""
    return str(timedelta(seconds=round((run.finished_at - run.started_at).total_seconds())))


def following(run: JobRun) -> str:
    """When it runs next: the list's own dates say "just now" of all that lies ahead."""
    at = next_run(run)
    return date_format(localtime(at), "DATETIME_FORMAT") if at else ""


class JobRunViewSet(ViewSet):
    model = JobRun
    icon = "time"
    add_to_settings_menu = True
    inspect_view_enabled = True
    edit_handler = ObjectList([FieldPanel("wanted")], base_form_class=JobRunForm)
    list_display = [
        "name",
        DateColumn("started_at", label=_("Last run"), sort_key="started_at"),
        Column("took", label=_("Took"), accessor=took),
        Column("next_run", label=_("Next run"), accessor=following),
        "error",
    ]
    list_per_page = 50
    add_to_reference_index = False
