"""A group is a class of readers too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editing", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="binnedpage",
            name="readers",
            field=models.CharField(
                choices=[
                    ("public", "Everybody"),
                    ("staff", "Everybody who is logged in"),
                    ("department", "The department"),
                    ("network", "The EU network"),
                    ("group", "The group"),
                    ("coordination", "Coordinators of the EU work"),
                ],
                max_length=12,
                verbose_name="who could read it",
            ),
        ),
    ]
