"""Who is asked to take a seat, what it means, and the time that was agreed on."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0015_visibility_group"),
        ("network", "0010_claims"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="duties",
            field=models.TextField(blank=True, db_default="", verbose_name="duties"),
        ),
        migrations.AddField(
            model_name="appointment",
            name="hours_a_month",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(200),
                ],
                verbose_name="time given, hours a month",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="per_cent",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="time given, per cent of full time",
            ),
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "contact person"),
                            ("coordinator", "coordinator of the EU work"),
                            ("support", "support to projects and applications"),
                            ("project-finance", "support to the finances of projects"),
                            ("head", "head of a department or company"),
                            ("secretary", "secretary of a body"),
                            ("registrar", "registrar"),
                            ("finance", "finance officer"),
                            ("politician", "politician"),
                        ],
                        default="contact",
                        max_length=16,
                        verbose_name="kind of seat",
                    ),
                ),
                ("text_sv", models.CharField(max_length=300, verbose_name="in Swedish")),
                (
                    "text_en",
                    models.CharField(blank=True, max_length=300, verbose_name="in English"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="core.municipalityprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "duty of a seat",
                "verbose_name_plural": "duties of seats",
                "ordering": ("kind", "order", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("profile", "key"), name="unique_duty_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("duties", models.TextField(blank=True, db_default="", verbose_name="duties")),
                (
                    "per_cent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="time given, per cent of full time",
                    ),
                ),
                (
                    "hours_a_month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="time given, hours a month",
                    ),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("language", models.CharField(default="sv", max_length=2)),
                ("asked_at", models.DateTimeField()),
                (
                    "head_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail of the head"
                    ),
                ),
                ("letter", models.PositiveSmallIntegerField(default=0)),
                ("letter_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("named_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followed_by",
                        to="network.appointment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="nominations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nominations",
                        to="core.municipalityprofile",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nominations",
                        to="network.seat",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nominations",
                        to="network.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "question for a seat",
                "verbose_name_plural": "questions for seats",
                "ordering": ("-asked_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seat", None), ("unit", None), _negated=True),
                        name="nomination_is_for_a_unit_or_a_seat",
                    )
                ],
            },
        ),
    ]
