from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0003_deadlines_and_states_of_sources")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="budget_topics",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="topics that share the budget"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="requirements",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
