"""What a filed answer comes to, and the document that its bytes were kept as. No answer was filed before this."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0005_annex_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name="filedanswer",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("answered", "It answers what was asked"),
                    ("elsewhere", "It answers something else"),
                    ("acknowledged", "It only says that the letter was received"),
                    ("refused", "It refuses"),
                    ("promised", "It promises to act"),
                ],
                default="elsewhere",
                max_length=16,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="filedanswer",
            name="document",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
    ]
