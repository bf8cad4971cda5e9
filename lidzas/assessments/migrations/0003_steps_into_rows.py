from django.db import migrations


def lines_into_steps(apps, schema_editor):
    """Every line of a decision's steps becomes a step that can be ticked."""
    readiness = apps.get_model("assessments", "Readiness")
    step = apps.get_model("assessments", "PreparationStep")
    for decision in readiness.objects.exclude(steps="").iterator(chunk_size=500):
        lines = [line.strip() for line in decision.steps.splitlines() if line.strip()]
        step.objects.bulk_create(
            step(case_id=decision.case_id, decision_id=decision.pk, what=line) for line in lines
        )


def steps_into_lines(apps, schema_editor):
    """The lines come back; with whom, by when and what was done do not."""
    readiness = apps.get_model("assessments", "Readiness")
    step = apps.get_model("assessments", "PreparationStep")
    for decision in readiness.objects.filter(outcome="not_yet").iterator(chunk_size=500):
        rows = step.objects.filter(decision_id=decision.pk).order_by("made_at", "pk")
        decision.steps = "\n".join(row.what for row in rows)
        decision.save(update_fields=["steps"])


class Migration(migrations.Migration):

    dependencies = [("assessments", "0002_preparation_risks_ways_and_measurements")]

    operations = [migrations.RunPython(lines_into_steps, steps_into_lines)]
