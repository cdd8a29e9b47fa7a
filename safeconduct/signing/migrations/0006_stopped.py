import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0005_news"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stopped",
            fields=[
                (
                    "signature",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="stopped",
                        serialize=False,
                        to="signing.signature",
                    ),
                ),
            ],
        ),
    ]
