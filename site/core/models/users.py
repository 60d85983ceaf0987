from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Our own from the first migration; what a person is in the organisation is network's."""

    shown_to_strangers = False  # no public page names a person

    def __str__(self) -> str:
        return self.get_full_name() or self.username
