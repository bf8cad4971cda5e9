"""The end of a chain moves only onto the newest entry, and nothing of the trail can be emptied as a whole."""

from django.db import migrations

INSTALLATION = "0" * 32
NEWEST_ON_SQLITE = f"""(SELECT seal FROM audit_entry WHERE programme_id IS NULLIF(NEW.id, '{INSTALLATION}')
                        ORDER BY number DESC LIMIT 1)"""
SQLITE = [
    """CREATE TRIGGER audit_chain_refuses_delete BEFORE DELETE ON audit_chain
       BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END""",
    f"""CREATE TRIGGER audit_chain_refuses_update BEFORE UPDATE ON audit_chain
        WHEN NEW.id <> OLD.id OR NEW.last IS NOT {NEWEST_ON_SQLITE}
        BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_chain_follows() RETURNS trigger LANGUAGE plpgsql AS $$
       DECLARE newest text;
       BEGIN
           IF NEW.id = '00000000-0000-0000-0000-000000000000' THEN
               SELECT seal INTO newest FROM audit_entry WHERE programme_id IS NULL ORDER BY number DESC LIMIT 1;
           ELSE
               SELECT seal INTO newest FROM audit_entry WHERE programme_id = NEW.id ORDER BY number DESC LIMIT 1;
           END IF;
           IF NEW.id <> OLD.id OR NEW.last IS DISTINCT FROM newest THEN
               RAISE EXCEPTION 'the trail cannot be changed';
           END IF;
           RETURN NEW;
       END $$""",
    """CREATE TRIGGER audit_chain_refuses_update BEFORE UPDATE ON audit_chain
       FOR EACH ROW EXECUTE FUNCTION audit_chain_follows()""",
    """CREATE TRIGGER audit_chain_refuses_change BEFORE DELETE ON audit_chain
       FOR EACH ROW EXECUTE FUNCTION audit_entry_refuses()""",
    *(
        f"""CREATE TRIGGER audit_{table}_refuses_truncate BEFORE TRUNCATE ON audit_{table}
            FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuses()"""
        for table in ("entry", "chain")
    ),
]
UNDO_SQLITE = [f"DROP TRIGGER audit_chain_refuses_{verb}" for verb in ("update", "delete")]
UNDO_POSTGRESQL = [
    "DROP TRIGGER audit_chain_refuses_update ON audit_chain",
    "DROP TRIGGER audit_chain_refuses_change ON audit_chain",
    "DROP TRIGGER audit_entry_refuses_truncate ON audit_entry",
    "DROP TRIGGER audit_chain_refuses_truncate ON audit_chain",
    "DROP FUNCTION audit_chain_follows",
]


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNDO_SQLITE if schema_editor.connection.vendor == "sqlite" else UNDO_POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_trail_cannot_be_changed")]
    operations = [migrations.RunPython(guard, unguard)]
