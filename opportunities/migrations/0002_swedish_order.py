"""Swedish order of names, and one order for rows of the same moment."""

from django.db import migrations
from django.db.models.functions import Collate


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_initial"), ("core", "0005_swedish_collation")]

    operations = [
        migrations.AlterModelOptions(
            name="exchangerate",
            options={
                "get_latest_by": "date",
                "ordering": ("-date", "currency"),
                "verbose_name": "exchange rate",
                "verbose_name_plural": "exchange rates",
            },
        ),
        migrations.AlterModelOptions(
            name="importrun",
            options={
                "ordering": ("-started_at", "-pk"),
                "verbose_name": "import",
                "verbose_name_plural": "imports",
            },
        ),
        migrations.AlterModelOptions(
            name="programme",
            options={
                "ordering": (Collate("name_sv", "swedish"), "pk"),
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
            },
        ),
        migrations.AlterModelOptions(
            name="quarantined",
            options={
                "ordering": ("-last_seen", "-pk"),
                "verbose_name": "row in quarantine",
                "verbose_name_plural": "rows in quarantine",
            },
        ),
        migrations.AlterModelOptions(
            name="source",
            options={
                "ordering": (Collate("name", "swedish"), "pk"),
                "verbose_name": "source",
                "verbose_name_plural": "sources",
            },
        ),
    ]
