"""Groups and their members, and what only these read."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0015_visibility_group"),
        ("network", "0003_seats_and_who_holds_them"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="agreement",
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
            model_name="award",
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
            model_name="exchange",
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
            model_name="externalorganisation",
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
            model_name="networkmembership",
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
            model_name="twintown",
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
        migrations.CreateModel(
            name="Group",
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
                            ("network", "the network"),
                            ("administrative", "administrative group"),
                            ("working", "working group"),
                        ],
                        default="working",
                        help_text="Members of the network and of an administrative group read what is for the network.",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("name_sv", models.CharField(max_length=200, verbose_name="name in Swedish")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                ("purpose_sv", models.TextField(blank=True, verbose_name="purpose in Swedish")),
                ("purpose_en", models.TextField(blank=True, verbose_name="purpose in English")),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="core.municipalityprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of the EU work",
                "verbose_name_plural": "groups of the EU work",
                "constraints": [
                    models.UniqueConstraint(fields=("profile", "key"), name="unique_group_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("starts__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="group_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    ),
                ],
                "ordering": (
                    django.db.models.functions.comparison.Collate("name_sv", "swedish"),
                    "pk",
                ),
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reinforces",
                    models.BooleanField(
                        default=False,
                        help_text="For one matter and a time: reads what the group writes, no more.",
                        verbose_name="reinforces the group",
                    ),
                ),
                (
                    "matter_sv",
                    models.CharField(blank=True, max_length=200, verbose_name="matter, in Swedish"),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="network.group",
                        verbose_name="group of the EU work",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a group",
                "verbose_name_plural": "members of groups",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("starts__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="group_member_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reinforces", False),
                            models.Q(
                                models.Q(("matter_sv", ""), _negated=True), ("ends__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="group_member_reinforces_for_a_matter_and_a_time",
                        violation_error_message="Whoever reinforces a group does so for a matter and to a last day.",
                    ),
                ],
                "ordering": ("group", "person", "pk"),
            },
        ),
    ]
