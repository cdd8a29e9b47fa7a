"""A denial may be known from a document we hold no copy of, as attributions may."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="denial",
            name="citation",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="denial",
            name="citation_address",
            field=models.URLField(blank=True, max_length=2000),
        ),
        migrations.AlterField(
            model_name="denial",
            name="passage",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="denials", to="evidence.passage"),
        ),
        migrations.AddConstraint(
            model_name="denial",
            constraint=models.CheckConstraint(
                condition=models.Q(("passage__isnull", False), models.Q(("citation", ""), _negated=True), _connector="OR"),
                name="denial_is_read_or_cited",
            ),
        ),
    ]
