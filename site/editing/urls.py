from django.urls import path
from django.utils.translation import gettext_lazy as _

from editing.faults.views import FaultView

urlpatterns = [path(_("report-a-fault/"), FaultView.as_view(), name="report_fault")]
