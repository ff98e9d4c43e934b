"""Two records found to be of one organisation."""

import django.db.models.deletion
from django.db import migrations, models

import hoptac.common.ids


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_lookup")]

    operations = [
        migrations.CreateModel(
            name="Joining",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(default=hoptac.common.ids.new_id, editable=False, max_length=12, unique=True)),
                ("moved", models.JSONField(default=dict)),
                ("events", models.JSONField(default=list)),
                ("tax_code", models.CharField(blank=True, max_length=14)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "double",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joined_into", to="registry.organisation"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="joinings", to="registry.organisation"),
                ),
            ],
            options={"abstract": False},
        ),
    ]
