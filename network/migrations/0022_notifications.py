import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HOW = [
    ("at-once", "at once"),
    ("daily", "once a day"),
    ("weekly", "once a week"),
    ("never", "never"),
]


def follow_topics(apps, schema_editor):
    """What was followed were posts, in a language each; now it is a person who has one."""
    preferences = apps.get_model("network", "MailPreference").objects
    for follow in apps.get_model("network", "Follow").objects.order_by("-pk"):
        follow.what = f"post:{follow.post_id}"
        follow.save(update_fields=["what"])
        preferences.get_or_create(
            person_id=follow.person_id, defaults={"language": follow.language}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0021_training_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True, choices=HOW, max_length=8, verbose_name="how often"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="sv", max_length=2, verbose_name="language of the mails"
                    ),
                ),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_preference",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ("person",)},
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.PositiveBigIntegerField()),
                ("step", models.CharField(max_length=20)),
                ("topics", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mail",
                    models.CharField(
                        choices=[
                            ("waits", "waits"),
                            ("mailed", "mailed"),
                            ("held", "held back: its reader may not read it any more"),
                            ("none", "not mailed: not wanted, or read before"),
                        ],
                        default="waits",
                        max_length=6,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "indexes": [
                    models.Index(fields=["person", "read_at"], name="notification_unread"),
                    models.Index(
                        condition=models.Q(("mail", "waits")),
                        fields=["person"],
                        name="notification_waits",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="unique_notification")
                ],
            },
        ),
        migrations.AddField(
            model_name="follow",
            name="how",
            field=models.CharField(blank=True, choices=HOW, max_length=8, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="follow",
            name="what",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(follow_topics, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="follow", name="unique_follow"),
        migrations.RemoveField(model_name="follow", name="language"),
        migrations.RemoveField(model_name="follow", name="post"),
        migrations.AlterField(
            model_name="follow",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="follows",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="follow",
            index=models.Index(fields=["what"], name="follow_what"),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(
                fields=("person", "what"), name="unique_follow_what"
            ),
        ),
    ]
