import django.db.models.deletion
from django.db import migrations, models

import network.intranet.files.models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0023_reading_and_passing_on"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="actionitem",
            options={
                "ordering": (
                    models.OrderBy(models.F("done_at"), nulls_first=True),
                    models.OrderBy(models.F("due"), nulls_last=True),
                    "pk",
                ),
                "verbose_name": "action item",
                "verbose_name_plural": "action items",
            },
        ),
        migrations.AlterField(
            model_name="event",
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
                default="network",
                max_length=12,
                verbose_name="who may read",
            ),
        ),
        migrations.CreateModel(
            name="EventFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("file", models.FileField(upload_to=network.intranet.files.models.stored_as)),
                ("size", models.PositiveBigIntegerField()),
                ("is_picture", models.BooleanField(default=False)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                (
                    "alt",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what the picture shows"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="network.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an event",
                "verbose_name_plural": "files of events",
                "ordering": ("pk",),
            },
        ),
    ]
