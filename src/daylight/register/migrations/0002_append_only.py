"""The database itself refuses to alter the log; roles exist from the start."""

from typing import Any

from django.db import migrations

from daylight.register.choices import Role

TABLE = "register_change"


def forbid(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- Django's signature
    """Add triggers that stop updates and deletions of log entries."""
    if schema_editor.connection.vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER change_no_{act.lower()} BEFORE {act} ON {TABLE} "
                "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change()"
    )


def allow(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- Django's signature
    """Remove the triggers."""
    if schema_editor.connection.vendor == "sqlite":
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER change_no_{act}")
        return
    schema_editor.execute(f"DROP TRIGGER change_append_only ON {TABLE}")
    schema_editor.execute("DROP FUNCTION refuse_log_change()")


def add_roles(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- Django's signature
    """Make a group for every role."""
    groups = apps.get_model("auth", "Group")
    for role in Role:
        groups.objects.get_or_create(name=role.value)


def begin_chain(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- Django's signature
    """Make the row that holds the log's last seal."""
    apps.get_model("register", "Chain").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    """Append-only log and role groups."""

    dependencies = (("register", "0001_first"), ("auth", "0012_alter_user_first_name_max_length"))
    operations = (
        migrations.RunPython(forbid, allow),
        migrations.RunPython(add_roles, migrations.RunPython.noop),
        migrations.RunPython(begin_chain, migrations.RunPython.noop),
    )
