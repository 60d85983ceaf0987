"""A municipality's network has one of several forms, of which contact persons are one."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def carry(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Without contact persons there may be a group or nothing, which only the file knows."""
    profiles = apps.get_model("core", "MunicipalityProfile").objects
    profiles.filter(contact_person_per_unit=True).update(network_form="contacts")


class Migration(migrations.Migration):
    dependencies = [("core", "0012_background_jobs")]
    operations = [
        migrations.AddField(
            model_name="municipalityprofile",
            name="network_form",
            field=models.CharField(
                blank=True,
                choices=[
                    ("contacts", "a contact person in every department and company"),
                    ("group", "a group that helps the operations"),
                    ("none", "there is no network"),
                ],
                db_default="",
                default="",
                max_length=10,
                verbose_name="who the network is",
            ),
        ),
        migrations.RunPython(carry, migrations.RunPython.noop, elidable=True),
    ]
