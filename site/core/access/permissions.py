"""The right to edit images and documents does not include those one may not read.

Wagtail's admin asks these policies for its lists, choosers and edit forms.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.access.visibility import VisibleQuerySet, can_view
from core.models import Document, Image, User


class ReadableCollectionPolicy(CollectionOwnershipPermissionPolicy):
    def instances_user_has_any_permission_for(
        self, user: User | AnonymousUser, actions: Iterable[str]
    ) -> VisibleQuerySet:
        allowed = super().instances_user_has_any_permission_for(user, actions)
        return allowed.filter(pk__in=self.model.objects.visible_to(user).values("pk"))

    def user_has_any_permission_for_instance(
        self, user: User | AnonymousUser, actions: Iterable[str], instance: Image | Document
    ) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and can_view(user, instance)


def replace_policies() -> None:
    """Instead of Wagtail's own, which it registers for the model and its subclasses."""
    for model, name in ((Image, "wagtailimages.Image"), (Document, "wagtaildocs.Document")):
        policy = ReadableCollectionPolicy(
            model, auth_model=name, owner_field_name="uploaded_by_user"
        )
        register_permission_policy(model, policy, exact_class=True)
