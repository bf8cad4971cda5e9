import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_the_writers(apps, schema_editor):
    """Answers were kept by role alone: they belong to who held it when they were written."""
    member, answer = apps.get_model("cases", "TeamMember"), apps.get_model("closing", "ClosingAnswer")
    for row in answer.objects.all():
        held = member.objects.filter(case=row.case_id, role=row.role).order_by("-joined_on", "-made_at")
        row.person_id = (held.filter(joined_on__lte=row.made_at.date()).first() or held.last()).person_id
        row.save(update_fields=["person_id"])


def name_the_pairs(apps, schema_editor):
    """The same for answers on going on: they are about who was the mentor on that day."""
    member, going_on = apps.get_model("cases", "TeamMember"), apps.get_model("closing", "GoingOn")
    for row in going_on.objects.all():
        mentors = member.objects.filter(case=row.case_id, role="mentor").order_by("-joined_on", "-made_at")
        row.mentorship = mentors.filter(joined_on__lte=row.answered_on).first() or mentors.last()
        row.save(update_fields=["mentorship"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_postponement"),
        ("closing", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="closinganswer",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="goingon",
            name="mentorship",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.teammember",
            ),
        ),
        migrations.RunPython(name_the_writers, migrations.RunPython.noop),
        migrations.RunPython(name_the_pairs, migrations.RunPython.noop),
    ]
