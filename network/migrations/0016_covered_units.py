from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0015_news_suggestions"),
    ]

    operations = [
        migrations.AddField(
            model_name="groupmember",
            name="bodies",
            field=models.ManyToManyField(
                blank=True, related_name="covered_by", to="network.body", verbose_name="boards"
            ),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="units",
            field=models.ManyToManyField(
                blank=True,
                related_name="covered_by",
                to="network.unit",
                verbose_name="departments and companies",
            ),
        ),
    ]
