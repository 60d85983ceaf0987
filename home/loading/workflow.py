"""How a page is approved, in the whole tree: editors submit it, moderators publish it."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

NAME = "Godkännande"
SHIPPED = "Moderators approval"  # what Wagtail's own migrations call it
RIGHTS = {
    "Editors": ("add_page", "change_page"),
    "Moderators": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}


def store() -> None:
    """Rights over the tree and a workflow at its root, each where nobody has made any."""
    root = Page.objects.get(depth=1)
    for name, codes in RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not GroupPagePermission.objects.filter(group=group).exists():
            for permission in Permission.objects.filter(
                content_type__app_label="wagtailcore", codename__in=codes
            ):
                GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    Workflow.objects.filter(name=SHIPPED).update(name=NAME)
    GroupApprovalTask.objects.filter(name=SHIPPED).update(name=NAME)
    if not WorkflowPage.objects.exists():
        WorkflowPage.objects.create(workflow=_approval(), page=root)


def _approval() -> Workflow:
    task = GroupApprovalTask.objects.create(name=NAME)
    task.groups.set(Group.objects.filter(name="Moderators"))
    workflow: Workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
