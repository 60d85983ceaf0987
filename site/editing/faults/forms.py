from django import forms

from core.web.public_forms import PublicForm
from editing.models import FaultReport


class FaultForm(PublicForm, forms.ModelForm):
    class Meta:
        model = FaultReport
        fields = ("fault", "page", "email")
