from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("opportunities", "0005_read_requirements"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="sentence_en",
            field=models.CharField(blank=True, max_length=400, verbose_name="sentence in English"),
        ),
        migrations.AddField(
            model_name="call",
            name="sentence_sv",
            field=models.CharField(blank=True, max_length=400, verbose_name="sentence in Swedish"),
        ),
    ]
