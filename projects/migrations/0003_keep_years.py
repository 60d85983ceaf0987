from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_visibility_group"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="keep_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="After it has ended, where another funder or the municipality asks for more than the programme. The longest holds for all of it.",
                null=True,
                verbose_name="years that its papers are kept",
            ),
        ),
    ]
