import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is there already gets its further sizes when it is read; what is uploaded from now on at once."""

    dependencies = [("stories", "0015_breaking_news")]

    operations = [
        migrations.AddField("photo", "sizes_wanted_at", models.DateTimeField(db_index=True, editable=False, null=True)),
        migrations.AlterField(
            "photo",
            "sizes_wanted_at",
            models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, null=True),
        ),
    ]
