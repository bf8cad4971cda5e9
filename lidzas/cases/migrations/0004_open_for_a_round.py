from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0003_teammember_one_role_of_a_person_on_a_case")]

    operations: ClassVar = [
        migrations.AddIndex(
            "openactivity",
            models.Index(
                fields=["round", "role", "due_on"], condition=models.Q(case=None), name="open_for_a_round"
            ),
        ),
    ]
