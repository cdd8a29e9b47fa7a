from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0003_home"),
    ]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="way",
            field=models.BinaryField(default=bytes),
        ),
    ]
