import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("closing", "0002_whose_words_they_are"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="closinganswer", name="one_closing_answer_a_voice_and_box"),
        migrations.RemoveConstraint(model_name="goingon", name="one_answer_on_going_on_a_voice"),
        migrations.AlterField(
            model_name="closinganswer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="goingon",
            name="mentorship",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.teammember"
            ),
        ),
        migrations.AddConstraint(
            model_name="closinganswer",
            constraint=models.UniqueConstraint(
                fields=("case", "question", "part", "role", "person"),
                name="one_closing_answer_a_voice_and_box",
            ),
        ),
        migrations.AddConstraint(
            model_name="goingon",
            constraint=models.UniqueConstraint(
                fields=("mentorship", "role"), name="one_answer_on_going_on_a_voice"
            ),
        ),
    ]
