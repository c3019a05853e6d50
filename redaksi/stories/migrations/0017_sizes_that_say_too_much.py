from contextlib import suppress

from django.db import migrations


def take_away(apps, schema_editor):
    """JPEG and PNG sizes carried on what the camera had noted. They are made again, bare, when somebody reads their story."""
    made = apps.get_model("stories", "Rendition").objects.exclude(filter_spec__contains="format-webp")
    for rendition in made.only("file").iterator():
        with suppress(OSError):
            rendition.file.delete(save=False)
    made.all().delete()


class Migration(migrations.Migration):
    dependencies = [("stories", "0016_photo_sizes_wanted_at")]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
