from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("assessments", "0003_steps_into_rows")]

    operations = [migrations.RemoveField(model_name="readiness", name="steps")]
