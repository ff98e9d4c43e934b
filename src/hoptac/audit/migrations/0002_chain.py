"""The trail becomes a chain: room for the hashes, and for personal values apart."""

from django.db import migrations, models

GUARD = "audit_entry_append_only"


def lay_down_the_guard(apps, schema_editor):
    """The rows get their hashes once; the guard stands again after migrating."""
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("update", "delete"):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{GUARD}_{moment}"')
    else:
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{GUARD}" ON "audit_entry"')


def count_on(apps, schema_editor):
    """Backwards: the numbering of the earlier version goes on after the last row."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM audit_entry), false)"
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(lay_down_the_guard, migrations.RunPython.noop),
        migrations.RunPython(migrations.RunPython.noop, count_on),
        migrations.AlterField("entry", "id", models.BigIntegerField(primary_key=True, serialize=False)),
        migrations.AlterField("entry", "at", models.DateTimeField()),
        migrations.AddField("entry", "place", models.BigIntegerField(null=True)),
        migrations.AddField("entry", "whence", models.CharField(blank=True, default="", max_length=120)),
        migrations.AddField("entry", "why", models.CharField(blank=True, default="", max_length=500)),
        migrations.AddField("entry", "personal", models.JSONField(blank=True, default=dict)),
        migrations.AddField("entry", "hash", models.CharField(default="", editable=False, max_length=64)),
        migrations.AddIndex("entry", models.Index(fields=["actor", "id"], name="audit_entry_actor")),
        migrations.AddIndex("entry", models.Index(fields=["act", "id"], name="audit_entry_act")),
        migrations.AddIndex("entry", models.Index(fields=["place", "id"], name="audit_entry_place")),
        migrations.AddIndex("entry", models.Index(fields=["at"], name="audit_entry_at")),
        migrations.CreateModel(
            name="Salt",
            fields=[
                ("subject", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField()),
                ("subject", models.CharField(max_length=60)),
                ("field", models.CharField(max_length=60)),
                ("value", models.JSONField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "entry"], name="audit_sealed_subject")],
                "constraints": [models.UniqueConstraint(fields=("entry", "subject", "field"), name="audit_sealed_once")],
            },
        ),
    ]
