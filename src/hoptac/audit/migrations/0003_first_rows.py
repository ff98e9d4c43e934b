"""The rows of the first released version are taken into the chain, as they stand and in their order."""

from django.db import migrations

from hoptac.audit import chain


def chain_rows(apps, schema_editor):
    Entry = apps.get_model("audit", "Entry")
    before, batch = chain.START, []
    for row in Entry.objects.order_by("pk").iterator(chunk_size=1000):
        row.data = chain.plain(row.data)
        head = (row.pk, row.at, row.actor_kind, row.actor, row.act, row.object_kind, row.object_id)
        row.hash = before = chain.digest(before, chain.Link(*head, None, "", "", row.data, {}))
        batch.append(row)
        if len(batch) == 500:
            Entry.objects.bulk_update(batch, ["hash", "data"])
            batch = []
    if batch:
        Entry.objects.bulk_update(batch, ["hash", "data"])


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunPython(chain_rows, migrations.RunPython.noop)]
