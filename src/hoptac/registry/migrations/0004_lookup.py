"""Organisations looked up by their words: FTS5 on SQLite, GIN on PostgreSQL, over the same rows."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = "names, places, others"
DROPPED = "INSERT INTO registry_lookup_words (registry_lookup_words, rowid, names, places, others) VALUES ('delete', old.organisation_id, old.names, old.places, old.others);"
ADDED = "INSERT INTO registry_lookup_words (rowid, names, places, others) VALUES (new.organisation_id, new.names, new.places, new.others);"
SQLITE = [
    f"CREATE VIRTUAL TABLE registry_lookup_words USING fts5({COLUMNS}, content='registry_lookup', content_rowid='organisation_id', "
    "detail='column', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER registry_lookup_added AFTER INSERT ON registry_lookup BEGIN {ADDED} END",
    f"CREATE TRIGGER registry_lookup_dropped AFTER DELETE ON registry_lookup BEGIN {DROPPED} END",
    f"CREATE TRIGGER registry_lookup_changed AFTER UPDATE ON registry_lookup BEGIN {DROPPED} {ADDED} END",
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS registry_lookup_changed",
    "DROP TRIGGER IF EXISTS registry_lookup_dropped",
    "DROP TRIGGER IF EXISTS registry_lookup_added",
    "DROP TABLE IF EXISTS registry_lookup_words",
]
POSTGRESQL = [
    "CREATE INDEX registry_lookup_words ON registry_lookup USING gin ((setweight(to_tsvector('simple', names), 'A') || "
    "setweight(to_tsvector('simple', places), 'B') || setweight(to_tsvector('simple', others), 'C')))",
]
POSTGRESQL_BACK = ["DROP INDEX IF EXISTS registry_lookup_words"]


def forth(apps, schema_editor) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def back(apps, schema_editor) -> None:
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_people_and_capital")]

    operations = [
        migrations.CreateModel(
            name="Lookup",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="lookup",
                        serialize=False,
                        to="registry.organisation",
                    ),
                ),
                ("names", models.TextField()),
                ("places", models.TextField(blank=True)),
                ("others", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("spelling", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=40)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("spelling", "word"), name="registry_spelling_once")]},
        ),
        migrations.AddIndex(
            model_name="state",
            index=models.Index(
                fields=["search_key", "organisation", "kind", "sector", "place", "legal", "operating", "valid_from", "valid_to"],
                name="registry_state_list",
            ),
        ),
        migrations.RunPython(forth, back),
    ]
