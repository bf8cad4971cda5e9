"""Keep with an invitation what its person was called, how the link went, and that it was ended."""

from typing import ClassVar

from django.db import migrations, models


def fill_in(apps, _schema_editor) -> None:
    """The name was the account's; every link may have been shown; the newest of those waiting goes on."""
    invitations = apps.get_model("people", "Invitation").objects.select_related("person")
    seen = set()
    for row in invitations.order_by("-made_at", "-pk").iterator():
        row.name = row.person.name
        place = (row.programme_id, row.person_id, row.role)
        if row.accepted_at is None:
            row.ended_at = row.expires_at if place in seen else None
            seen.add(place)
        row.save(update_fields=["name", "ended_at"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_initial"), ("accounts", "0002_who_has_come_in")]

    operations: ClassVar = [
        migrations.AddField(
            "invitation", "name", models.CharField("name", max_length=120, default=""), preserve_default=False
        ),
        migrations.AddField(
            "invitation", "is_mailed", models.BooleanField(default=False), preserve_default=False
        ),
        migrations.AddField(
            "invitation",
            "ended_at",
            models.DateTimeField("taken back or replaced at", blank=True, null=True),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]
