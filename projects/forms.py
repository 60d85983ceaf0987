"""The editors' form of a project."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.models import PriorityArea
from opportunities.models import Call


class ProjectForm(WagtailAdminModelForm):
    """A call is named by its reference: a list of thousands is no help in choosing.

    One that the editor may not read is not shown, and stays.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "areas" in self.fields:
            self.fields["areas"].queryset = PriorityArea.objects.select_related("scheme")
            # Areas, goals and strategies stand in schemes of their own.
            self.fields["areas"].label_from_instance = lambda area: f"{area.scheme}: {area}"
        if call := self.fields.get("call"):
            call.to_field_name = "reference"
            readable = Call.objects.visible_to(self.for_user) if self.for_user else Call.objects
            call.queryset = readable.all()
            if self.instance.call and not readable.filter(pk=self.instance.call_id).exists():
                del self.fields["call"]
            call.error_messages["invalid_choice"] = _("There is no call with that reference.")
            self.initial["call"] = self.instance.call
