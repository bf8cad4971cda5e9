"""A receipt belongs to its person, and the earlier ones go: their digests confirmed guesses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM records_receipt", migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="receipt", name="one_receipt_for_a_form_and_its_content"),
        migrations.AlterField(
            model_name="receipt",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=["person", "key", "digest"], name="one_receipt_for_a_persons_form_and_its_content"
            ),
        ),
    ]
