"""What ends the kept pages stands in the database, beside the content."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0005_search_levels")]
    operations = [
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=32)),
            ],
        ),
    ]
