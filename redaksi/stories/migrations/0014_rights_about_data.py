from django.db import migrations

CHIEF = "pemimpin redaksi"
BY_MODEL = {"breach": ("add", "change", "view"), "consenttext": ("add", "view")}


def grant_what_data_needs(apps, schema_editor):
    """A group of chief editors that was formed before there was a register of breaches gets it once."""
    chiefs = apps.get_model("auth", "Group").objects.filter(name=CHIEF).first()
    if chiefs is None:
        return
    for model, verbs in BY_MODEL.items():
        content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="stories", model=model)[0]
        label = apps.get_model("stories", model)._meta.verbose_name_raw
        for verb in verbs:
            told = {"defaults": {"name": f"Can {verb} {label}"}}
            permissions = apps.get_model("auth", "Permission").objects
            permission = permissions.get_or_create(content_type=content_type, codename=f"{verb}_{model}", **told)[0]
            chiefs.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("stories", "0013_the_desks_day"),
    ]

    operations = [migrations.RunPython(grant_what_data_needs, migrations.RunPython.noop)]
