"""What the network writes for each other."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_contact_person_per_unit"),
        ("network", "0004_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news", "News"),
                            ("experience", "Experience"),
                            ("question", "Question"),
                            ("notice", "Early notice"),
                        ],
                        default="news",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(max_length=20000, verbose_name="text")),
                ("language", models.CharField(default="sv", max_length=2, verbose_name="language")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("network", "The EU network"),
                            ("department", "The department"),
                            ("coordination", "Coordinators of the EU work"),
                            ("staff", "Everybody who is logged in"),
                        ],
                        default="network",
                        max_length=12,
                        verbose_name="who may read",
                    ),
                ),
                (
                    "policy_on",
                    models.DateField(
                        blank=True,
                        help_text="Of an early notice: when it was, or will be, decided or proposed.",
                        null=True,
                        verbose_name="day of the decision or proposal",
                    ),
                ),
                (
                    "meaning",
                    models.TextField(
                        blank=True,
                        help_text="One sentence.",
                        max_length=2000,
                        verbose_name="what it may mean for us",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="published")),
                ("edited_at", models.DateTimeField(blank=True, null=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demo"),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        related_name="posts",
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
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="core.municipalityprofile",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="network.unit",
                        verbose_name="department or company",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("visibility", "public"), _negated=True),
                        name="post_is_never_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit", None), ("visibility", "department"), _negated=True
                        ),
                        name="post_for_a_department_names_it",
                    ),
                ],
                "verbose_name": "post",
                "verbose_name_plural": "posts",
                "ordering": ("-published_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="PostVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("until", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="network.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("post", "number"), name="unique_post_version"),
                ],
                "ordering": ("-number",),
            },
        ),
    ]
