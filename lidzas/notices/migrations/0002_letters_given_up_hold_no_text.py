"""The text of a letter that was given up, and the link in it, is wiped like that of one that was sent."""

from django.db import migrations, models


def wipe(apps, schema_editor):
    apps.get_model("notices", "Notice").objects.filter(state="given_up").update(body="")


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.RunPython(wipe, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                name="notice_given_up_holds_no_text",
                condition=models.Q(models.Q(("state", "given_up"), _negated=True), ("body", ""), _connector="OR"),
            ),
        ),
    ]
