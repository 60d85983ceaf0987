"""What may be done in the admin with rows that a command or an import owns."""

from django.db import models

from core.access.permissions import ReadableModelPolicy
from core.models import User


class LimitedPolicy(ReadableModelPolicy):
    """Only these actions, also for a superuser: the others belong to a command or an import."""

    def __init__(self, model: type[models.Model], *actions: str) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)
