import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_content_version"),
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailClaim",
            fields=[
                (
                    "email",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="claim",
                        serialize=False,
                        to="post_office.email",
                    ),
                ),
                ("by", models.CharField(max_length=64)),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="jobrun",
            name="wanted",
            field=models.BooleanField(
                default=False,
                help_text="It is run within a minute or two, and then again at its usual interval.",
                verbose_name="run now",
            ),
        ),
    ]
