import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0006_stopped"),
    ]

    operations = [
        migrations.AlterField(
            model_name="signature",
            name="roll",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="signatures", to="signing.roll"
            ),
        ),
        migrations.AlterField(
            model_name="waitingmail",
            name="roll",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="mails", to="signing.roll"),
        ),
    ]
