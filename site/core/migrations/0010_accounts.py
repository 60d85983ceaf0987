"""Accounts from before: each has its address as a row, and second factors are encrypted."""

from allauth.mfa.utils import encrypt
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SECRETS = ("secret", "seed")


def keep_addresses(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As core.accounts.addresses does it from now on; of accounts with one address the first."""
    row = apps.get_model("account", "EmailAddress")
    for user in apps.get_model("core", "User").objects.order_by("pk"):
        email = user.email.lower()
        row.objects.filter(user_id=user.pk).exclude(email=email).delete()
        taken = row.objects.filter(email=email, verified=True).exclude(user_id=user.pk)
        if email and not taken.exists():
            row.objects.update_or_create(
                user_id=user.pk, email=email, defaults={"verified": True, "primary": True}
            )


def encrypt_secrets(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of TOTP and of recovery codes: until now they stood there in the clear."""
    for authenticator in apps.get_model("mfa", "Authenticator").objects.all():
        data = authenticator.data
        authenticator.data = {
            name: encrypt(value) if name in SECRETS else value for name, value in data.items()
        }
        authenticator.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_demo_accounts"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(keep_addresses, migrations.RunPython.noop),
        migrations.RunPython(encrypt_secrets, migrations.RunPython.noop),
    ]
