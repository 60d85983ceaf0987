"""A group is a class of readers too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_contact_person_per_unit"),
    ]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("public", "Everybody"),
                    ("staff", "Everybody who is logged in"),
                    ("department", "The department"),
                    ("network", "The EU network"),
                    ("group", "The group"),
                    ("coordination", "Coordinators of the EU work"),
                ],
                default="public",
                max_length=12,
                verbose_name="who may read",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("public", "Everybody"),
                    ("staff", "Everybody who is logged in"),
                    ("department", "The department"),
                    ("network", "The EU network"),
                    ("group", "The group"),
                    ("coordination", "Coordinators of the EU work"),
                ],
                default="public",
                max_length=12,
                verbose_name="who may read",
            ),
        ),
    ]
