"""Remember that a person found two claims to be different statements, so that nobody is asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_cite_denials")]
    operations = [
        migrations.AlterField(
            model_name="relation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("broader", "says more than"),
                    ("narrower", "says less than"),
                    ("different-population", "counts other people than"),
                    ("contradicts", "contradicts"),
                    ("unrelated", "is another statement than"),
                ],
                max_length=24,
            ),
        ),
    ]
