from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="secondfactor",
            name="used",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
