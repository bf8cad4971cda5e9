"""Tell an account that waits for its person from one that was closed."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Q


def remember(apps, _schema_editor) -> None:
    came = Q(is_active=True) | Q(last_login__isnull=False)
    apps.get_model("accounts", "User").objects.filter(came).update(came_in_at=F("joined_at"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField("user", "came_in_at", models.DateTimeField("came in at", blank=True, null=True)),
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=True),
    ]
