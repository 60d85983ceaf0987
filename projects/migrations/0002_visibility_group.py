"""A group is a class of readers too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="project",
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
