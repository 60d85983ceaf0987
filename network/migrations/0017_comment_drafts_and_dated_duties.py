import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0016_covered_units"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="comment_on",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="network.post",
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="day",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Left out, the last of the month.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(31),
                ],
                verbose_name="day of the month",
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="month",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "January"),
                    (2, "February"),
                    (3, "March"),
                    (4, "April"),
                    (5, "May"),
                    (6, "June"),
                    (7, "July"),
                    (8, "August"),
                    (9, "September"),
                    (10, "October"),
                    (11, "November"),
                    (12, "December"),
                ],
                help_text="Left out, the duty has no day, and waits for nobody on the start page.",
                null=True,
                verbose_name="each year, by the month",
            ),
        ),
        migrations.CreateModel(
            name="DutyDone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="done",
                        to="network.appointment",
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="done",
                        to="network.duty",
                    ),
                ),
            ],
            options={
                "ordering": ("year", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("duty", "appointment", "year"), name="unique_duty_done"
                    )
                ],
            },
        ),
    ]
