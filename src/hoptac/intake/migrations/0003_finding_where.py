from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_sheet_imports")]

    operations = [migrations.AddField("finding", "where", models.JSONField(null=True))]
