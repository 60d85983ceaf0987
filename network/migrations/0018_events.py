import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0016_log_out_everywhere"),
        ("network", "0017_comment_drafts_and_dated_duties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("training", "Training"),
                            ("conference", "Conference"),
                            ("study_visit", "Study visit"),
                            ("open", "Open day or other event"),
                        ],
                        default="meeting",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="text")),
                ("language", models.CharField(default="sv", max_length=2, verbose_name="language")),
                ("starts", models.DateTimeField(verbose_name="begins")),
                ("ends", models.DateTimeField(verbose_name="ends")),
                (
                    "zone",
                    models.CharField(
                        default="Europe/Stockholm", max_length=40, verbose_name="time zone"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                (
                    "link",
                    models.URLField(blank=True, max_length=500, verbose_name="link to the meeting"),
                ),
                (
                    "cap",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Without one, all are welcome.",
                        null=True,
                        verbose_name="number of places",
                    ),
                ),
                (
                    "sign_up_until",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="sign up no later than"
                    ),
                ),
                ("minutes", models.TextField(blank=True, max_length=20000, verbose_name="minutes")),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="cancelled"
                    ),
                ),
                (
                    "cancelled_because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was cancelled"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("key", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demo"),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        related_name="events",
                        to="core.priorityarea",
                        verbose_name="priority areas",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        help_text="What was left open there stands first on the agenda here.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followed_by",
                        to="network.event",
                        verbose_name="the meeting before",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="network.group",
                        verbose_name="group of the EU work",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="core.municipalityprofile",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="network.unit",
                        verbose_name="department or company",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ("starts", "pk"),
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=200, verbose_name="item")),
                (
                    "decision",
                    models.TextField(blank=True, max_length=2000, verbose_name="what was decided"),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="network.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of an agenda",
                "verbose_name_plural": "items of agendas",
                "ordering": ("order", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ActionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what")),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                (
                    "done_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="done"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_items",
                        to="network.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "action item",
                "verbose_name_plural": "action items",
                "ordering": ("done_at", "due", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("comes", "comes"),
                            ("waits", "on the waiting list"),
                            ("declines", "does not come"),
                        ],
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="answered")),
                ("came", models.BooleanField(blank=True, null=True, verbose_name="came")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ups",
                        to="network.event",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-up",
                "verbose_name_plural": "sign-ups",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("starts"))),
                name="event_ends_after_it_begins",
                violation_error_message="It ends before it begins: look at the times.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", None), ("visibility", "department"), _negated=True),
                name="event_for_a_department_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("group", None), ("visibility", "group"), _negated=True),
                name="event_for_a_group_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(fields=("event", "person"), name="unique_sign_up"),
        ),
    ]
