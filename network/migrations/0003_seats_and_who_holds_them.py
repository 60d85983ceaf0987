"""Who holds a seat is kept with the first and the last day; a seat says what it is for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def appoint_holders(apps, schema_editor):
    Seat, Appointment = apps.get_model("network", "Seat"), apps.get_model("network", "Appointment")
    Appointment.objects.bulk_create(
        Appointment(seat=seat, person_id=seat.person_id, starts=seat.starts, ends=seat.ends)
        for seat in Seat.objects.exclude(person=None)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0002_town_name_in_swedish"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="kind",
            field=models.CharField(
                blank=True,
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
                db_default="",
                help_text="What whoever holds the seat may read and do here.",
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Never shown to the public, who read the role.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="held by",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="network.seat",
                        verbose_name="seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment to a seat",
                "verbose_name_plural": "appointments to seats",
                "ordering": ("seat", "-starts", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("starts__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="appointment_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="network.unit",
                        verbose_name="department or company",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a department or company",
                "verbose_name_plural": "members of departments and companies",
                "ordering": ("unit", "person"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("starts__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="unit_member_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    )
                ],
            },
        ),
        migrations.RunPython(appoint_holders, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="seat",
            name="person",
        ),
    ]
