"""An editor hands in a file and gets a draft of a governing document: the command's twin."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page

from core.access.permissions import page_permission_policy
from core.models import User
from governing.imports.parse import LARGEST, Parsed
from governing.imports.pieces import DocumentRefused
from governing.imports.reading import read_document
from governing.imports.report import about_namesakes, edit_path, left_out_count, outcome
from governing.imports.store import document_index, store
from governing.models import DocumentIndexPage

ENDINGS = ".docx,.txt,.md,.markdown,.html,.htm"


class DocumentImportForm(forms.Form):
    """One file; where it cannot be read, the reason is shown beside it."""

    file = forms.FileField(
        label=_("File"),
        max_length=255,
        allow_empty_file=True,  # parsing refuses it, as on the command line
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=_(
            "Word (.docx), text, Markdown or HTML, at most 20 MB. PDF and old Word files (.doc) "
            "have to be saved as .docx first."
        ),
    )
    parsed: Parsed

    def clean_file(self) -> Any:
        """The file, read into `parsed`."""
        file = self.cleaned_data["file"]
        try:
            self.parsed = read_document(file.read(LARGEST + 1), file.name)
        except DocumentRefused as error:
            raise ValidationError(str(error)) from error
        return file


class DocumentImportView(WagtailAdminTemplateMixin, FormView):
    """For those who may add pages to the register; the draft is published by nobody here."""

    form_class = DocumentImportForm
    template_name = "admin/import_document.html"
    page_title = _("Import a governing document")
    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            parent = document_index()
        except DocumentRefused as error:
            messages.error(request, str(error))
            return redirect("wagtailadmin_home")
        if not parent.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def form_valid(self, form: DocumentImportForm) -> HttpResponse:
        parsed, editor = form.parsed, self.request.user
        assert isinstance(editor, User)  # nobody else comes into the admin
        stored = store(parsed=parsed, by=editor)
        if stored.is_new:
            created = gettext("A draft of “%(title)s” was made.") % {"title": stored.page.title}
            messages.success(self.request, f"{created} {left_out_count(len(parsed.left_out))}")
        else:
            messages.warning(self.request, outcome(stored)[0])
        sentences = about_namesakes(stored.namesakes)
        for page, sentence in zip(stored.namesakes, sentences, strict=True):
            button = messages.button(edit_path(page), gettext("Open it"))
            messages.warning(self.request, sentence, buttons=[button])
        return HttpResponseRedirect(edit_path(stored.page))


def may_import(user: User | AnonymousUser) -> bool:
    """Whether the way to the form is shown; the view itself asks for the register."""
    allowed: bool = page_permission_policy.user_has_any_permission(user, ["add"])
    return allowed


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


class DocumentImport(ViewSet):
    """The form's entry in the editors' menu."""

    name = "import-document"
    icon = "doc-full"
    menu_label = _("Import a document")
    menu_item_class = ImportMenuItem
    menu_url = reverse_lazy("import-document:upload")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", DocumentImportView.as_view(), name="upload")]


@hooks.register("register_page_header_buttons")
def import_button(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """The same way in from the register's own page in the admin."""
    if issubclass(page.specific_class, DocumentIndexPage) and may_import(user):
        url = reverse("import-document:upload")
        yield Button(_("Import a document"), url, icon_name="doc-full", priority=12)
