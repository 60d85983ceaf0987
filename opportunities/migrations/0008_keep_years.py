from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("opportunities", "0007_visibility_group"),
    ]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="keep_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="After the project has ended, as the rules say. Empty: not stated.",
                null=True,
                verbose_name="years that a project's papers are kept",
            ),
        ),
    ]
