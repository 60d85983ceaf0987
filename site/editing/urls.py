from django.urls import path
from django.utils.translation import gettext_lazy as _

from editing.faults.views import report

urlpatterns = [path(_("report-a-fault/"), report, name="report_fault")]
