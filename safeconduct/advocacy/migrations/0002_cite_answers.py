"""Words and deeds may be known from a document we hold no copy of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advocacy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="deed",
            name="citation",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="response",
            name="citation",
            field=models.CharField(blank=True, max_length=400),
        ),
    ]
