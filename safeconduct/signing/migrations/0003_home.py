from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0002_wider_batch"),
    ]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="home",
            field=models.BinaryField(default=bytes, max_length=8),
        ),
    ]
