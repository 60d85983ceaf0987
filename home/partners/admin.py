"""The inbox of partners' proposals, and who answers for which subject."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView

from core.admin.lists import ViewSet
from core.admin.panels import both
from core.admin.policies import LimitedPolicy
from home.models import PartnerProposal, SubjectContact
from home.partners.actions import answer, forward

# Nobody may delete a public record before its period is over (core.admin.outlived).
register_permission_policy(PartnerProposal, LimitedPolicy(PartnerProposal, "view", "change"))


class InboxForm(WagtailAdminModelForm):
    """The proposal cannot be changed, only what becomes of it."""

    forward_to = forms.EmailField(
        label=_("Forward to"),
        required=False,
        help_text=_("The proposal is sent to this address when you save."),
    )
    send = forms.BooleanField(
        label=_("Send the answer when I save"),
        required=False,
        help_text=_("By e-mail to the sender, who also gets the proposal back as it was."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.mailed_at:
            self.fields["answer"].disabled = self.fields["send"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("send") and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Write the answer that is to be sent."))
        return cleaned


class InboxView(EditView):
    def save_instance(self) -> PartnerProposal:
        """Wagtail saves in a transaction: the mail goes out when all of it is stored."""
        proposal: PartnerProposal = super().save_instance()
        cleaned = self.form.cleaned_data
        at = timezone.now()
        if cleaned["forward_to"]:
            forward(proposal=proposal, to=cleaned["forward_to"], by=self.request.user, at=at)
        if cleaned["send"]:
            answer(proposal=proposal, text=cleaned["answer"], by=self.request.user, at=at)
        return proposal

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.object.refresh_from_db()
        if form.cleaned_data["send"] and not self.object.mailed_at:
            messages.warning(
                self.request,
                gettext(
                    "The answer is stored, but the mail server has not taken it. "
                    "Save again with “Send the answer” chosen, or send it from your own e-mail."
                ),
            )
        return response


class PartnerProposalViewSet(ViewSet):
    model = PartnerProposal
    icon = "mail"
    edit_view_class = InboxView
    list_display = ["reference", "organisation", "country", "area", "status", "received_at"]
    list_filter = ["status", "area", "kind"]
    search_fields = ["reference", "organisation", "country", "text"]
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            HelpPanel(template="admin/proposal.html", heading=_("What came")),
            MultiFieldPanel(
                [FieldPanel("status"), FieldPanel("note"), FieldPanel("forward_to")],
                heading=_("What becomes of it"),
            ),
            MultiFieldPanel([FieldPanel("answer"), FieldPanel("send")], heading=_("Answer")),
        ],
        base_form_class=InboxForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return PartnerProposal.objects.select_related("area", "programme", "answered_by")


class SubjectContactViewSet(ViewSet):
    model = SubjectContact
    icon = "group"
    list_display = ["area", "unit", "role_sv", "email"]
    edit_handler = ObjectList(
        [
            FieldPanel("area"),
            MultiFieldPanel(
                [FieldPanel("unit"), both("role"), FieldPanel("email")],
                heading=_("Who answers"),
                help_text=_(
                    "Proposals and requests for a visit about the subject go here. For a "
                    "subject without a contact they go to the municipality's own address."
                ),
            ),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return SubjectContact.objects.select_related("area", "unit")
