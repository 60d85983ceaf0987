from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0011_place")]

    operations = [
        migrations.AlterModelOptions(
            name="audience",
            options={
                "ordering": ("order", "name_sv", "pk"),
                "verbose_name": "audience",
                "verbose_name_plural": "audiences",
            },
        ),
        migrations.AlterModelOptions(
            name="priorityarea",
            options={
                "ordering": ("scheme__order", "order", "name_sv", "pk"),
                "verbose_name": "priority area",
                "verbose_name_plural": "priority areas",
            },
        ),
    ]
