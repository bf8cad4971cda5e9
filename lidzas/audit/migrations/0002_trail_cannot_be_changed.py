"""The database itself refuses to change or remove an entry of the trail."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER audit_entry_refuses_{verb.lower()} BEFORE {verb} ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION audit_entry_refuses() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the trail cannot be changed'; END $$""",
    """CREATE TRIGGER audit_entry_refuses_change BEFORE UPDATE OR DELETE ON audit_entry
       FOR EACH ROW EXECUTE FUNCTION audit_entry_refuses()""",
]
UNDO_SQLITE = [f"DROP TRIGGER audit_entry_refuses_{verb}" for verb in ("update", "delete")]
UNDO_POSTGRESQL = ["DROP TRIGGER audit_entry_refuses_change ON audit_entry", "DROP FUNCTION audit_entry_refuses"]


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNDO_SQLITE if schema_editor.connection.vendor == "sqlite" else UNDO_POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
