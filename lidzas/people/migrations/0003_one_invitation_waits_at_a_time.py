from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_whose_words_an_invitation_uses")]

    operations: ClassVar = [
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(
                fields=["programme", "person", "role"],
                condition=Q(accepted_at=None, ended_at=None),
                name="one_invitation_waits_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                name="an_accepted_invitation_was_not_taken_back",
                condition=Q(accepted_at=None) | Q(ended_at=None),
            ),
        ),
    ]
