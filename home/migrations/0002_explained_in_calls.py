from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="glossaryterm",
            name="in_calls",
            field=models.BooleanField(
                default=False,
                help_text="Where a call uses the word, the explanation can be read there.",
                verbose_name="explain in calls",
            ),
        ),
    ]
