"""The right to edit pages, files and records does not include those one may not read.

Wagtail's admin asks these policies for its lists, choosers and edit forms.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from wagtail.models import AbstractPage, Page, PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.query import PageQuerySet

from core.access.rows import can_read, is_shown, readable, visible_models
from core.models import Document, Image, User


class ReadablePolicy:
    """Mixed into a policy of Wagtail's: of what it allows, what the person may read."""

    def instances_user_has_any_permission_for(
        self, user: User | AnonymousUser, actions: Iterable[str]
    ) -> QuerySet:
        return readable(user, super().instances_user_has_any_permission_for(user, actions))  # type: ignore[misc]

    def user_has_any_permission_for_instance(
        self, user: User | AnonymousUser, actions: Iterable[str], instance: Model
    ) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)  # type: ignore[misc]
        return allowed and can_read(user, instance)


class ReadableCollectionPolicy(ReadablePolicy, CollectionOwnershipPermissionPolicy):
    pass


class ReadablePagePolicy(ReadablePolicy, PagePermissionPolicy):
    def explorable_instances(self, user: User | AnonymousUser) -> PageQuerySet:
        return readable(user, super().explorable_instances(user))


class ReadableModelPolicy(ModelPermissionPolicy):
    """Of records: whoever has the right to their model has it to those they may read."""

    def instances_user_has_any_permission_for(
        self, user: User | AnonymousUser, actions: Iterable[str]
    ) -> QuerySet:
        return readable(user, super().instances_user_has_any_permission_for(user, actions))

    # What Wagtail asks about several actions it asks about each.
    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and can_read(user, instance)


class NothingAllowed(PagePermissionTester):
    """What one may do with a page that one may not read, whatever rights one has to the tree."""

    def __init__(self, page: Page) -> None:
        super().__init__(AnonymousUser(), page)
        self.permissions: set[str] = set()

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return False


def permissions_for_user(page: Page, user: User | AnonymousUser) -> PagePermissionTester:
    """What `user` may do with the page: takes the place of the method of every page."""
    return PagePermissionTester(user, page) if is_shown(user, page) else NothingAllowed(page)


page_permission_policy = ReadablePagePolicy("wagtailcore.Page")


def replace_policies() -> None:
    """Instead of Wagtail's own, which it registers for the models and their subclasses."""
    for model, name in ((Image, "wagtailimages.Image"), (Document, "wagtaildocs.Document")):
        policy = ReadableCollectionPolicy(
            model, auth_model=name, owner_field_name="uploaded_by_user"
        )
        register_permission_policy(model, policy, exact_class=True)
    for of_records in visible_models():
        if of_records not in (Image, Document):
            register_permission_policy(of_records, ReadableModelPolicy(of_records))
    register_permission_policy(AbstractPage, page_permission_policy)
    Page.permissions_for_user = permissions_for_user
