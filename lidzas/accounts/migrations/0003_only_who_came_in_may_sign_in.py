from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0002_who_has_come_in")]

    operations: ClassVar = [
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                name="only_who_came_in_may_sign_in",
                condition=models.Q(is_active=False) | models.Q(came_in_at__isnull=False),
            ),
        ),
    ]
