"""Which addresses of the admin need scripts that Wagtail writes into their pages, and which ones.

Everywhere else in the admin a script comes from a file or has the nonce of its answer
(core.web.middleware, docs/decisions/0028). Addresses are below the admin's, without the last
slash; `*` is one part of them. A test fails on what is missing here and on what is needed no more.
"""

from collections.abc import Iterator


def _forms(*models: str) -> Iterator[str]:
    """Where a record of these models is added and edited."""
    for model in models:
        yield f"/snippets/{model}/add"
        yield f"/snippets/{model}/edit/*"


PAGE_FORMS = (
    "/pages/add/*/*/*",
    "/pages/[0-9]*/edit",
    "/pages/[0-9]*/revisions/[0-9]*/revert",
)
WORKFLOW_FORMS = ("/workflows/add", "/workflows/edit/*")

# By what the script calls.
ADDRESSES: dict[str, tuple[str, ...]] = {
    # A day, in a form or in the filters of a list: wagtailadmin/widgets/date_input.html
    "initDateChooser(": (
        *PAGE_FORMS,
        *_forms("network/appointment", "network/bodymeeting", "network/seat", "network/unit"),
        *_forms("network/group", "network/groupmember", "network/unitmember"),
        *_forms("opportunities/exchangerate", "opportunities/programme", "projects/project"),
        "/*/history/*",
        "/pages",
        "/pages/[0-9]*",
        "/pages/[0-9]*/history",
        "/pages/usage/*/*",
        "/reports/aging-pages",
        "/reports/locked",
        "/reports/site-history",
        "/reports/workflow",
        "/reports/workflow_tasks",
        "/snippets/*/*/history/*",
        "/users",
        "/workflows/usage/*",
    ),
    # When something is published or ends: wagtailadmin/widgets/datetime_input.html
    "initDateTimeChooser(": (*PAGE_FORMS, *_forms("core/alert")),
    # The choosers of pages and records: wagtail.admin.widgets.chooser.BaseChooser
    "new PageChooser(": (
        *WORKFLOW_FORMS,
        *_forms("core/sectionvisibility"),
        "/bulk/wagtailcore/page/move",
        "/groups/new",
        "/groups/edit/*",
        "/pages/[0-9]*/copy",
        "/pages/[0-9]*/move",
        "/pages/create/*/*",
        "/redirects/add",
        "/redirects/[0-9]*",
        "/sites/new",
        "/sites/copy/*",
        "/sites/edit/*",
    ),
    "new SnippetChooser(": (
        *_forms("core/priorityarea", "home/subjectcontact", "projects/project"),
        *_forms("network/agreement", "network/appointment", "network/award", "network/body"),
        *_forms("network/bodymeeting", "network/group", "network/groupmember"),
        *_forms("network/exchange", "network/externalorganisation", "network/networkmembership"),
        *_forms("network/claimrule", "network/duty"),
        *_forms("network/seat", "network/travelrule", "network/twintown", "network/unit"),
        *_forms("network/unitmember"),
    ),
    "createTaskChooser(": WORKFLOW_FORMS,
    # Rows below a record: wagtailadmin/panels/inline_panel.html
    "new InlinePanel(": (
        *WORKFLOW_FORMS,
        *_forms("network/twintown", "opportunities/programme", "projects/project"),
        "/snippets/core/municipalityprofile/edit/*",
        "/snippets/opportunities/call/edit/*",
    ),
    # All languages at once: wagtail_localize/admin/submit_translation.html
    "document.addEventListener(": ("/localize/submit/page/*",),
}
