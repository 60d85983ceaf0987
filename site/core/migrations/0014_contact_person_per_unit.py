"""What the form of the network says now (0013) is no longer said twice."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0013_network_form")]
    operations = [
        migrations.RemoveField(model_name="municipalityprofile", name="contact_person_per_unit"),
    ]
