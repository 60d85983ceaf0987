"""Where a post was written, of a unit that has passed on what it had."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0011_nominations"),
    ]

    operations = [
        migrations.AddField(
            model_name="post",
            name="written_in",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="Where that is another now: its name stays with the post.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="network.unit",
                verbose_name="department or company that it was written in",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="passed_on_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="unit",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                help_text="From the day after the last one it has the seats, people and posts.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="predecessors",
                to="network.unit",
                verbose_name="succeeded by",
            ),
        ),
    ]
