from django.db import migrations
from django.db.models.functions import Collate


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial"), ("core", "0005_swedish_collation")]

    operations = [
        migrations.AlterModelOptions(
            name="body",
            options={
                "ordering": ("order", Collate("name_sv", "swedish"), "pk"),
                "verbose_name": "body",
                "verbose_name_plural": "bodies",
            },
        ),
    ]
