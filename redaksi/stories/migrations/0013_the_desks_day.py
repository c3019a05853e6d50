from django.db import migrations, models

from redaksi.stories.seen import digest_of  # what an approval is of, by which the clock will ask

BY_MODEL = {
    "houseword": {"add": ("redaktur", "pemimpin redaksi"), "change": ("redaktur", "pemimpin redaksi"), "delete": ("pemimpin redaksi",)},
    "assignment": {verb: ("redaktur", "pemimpin redaksi") for verb in ("add", "change", "delete")},
    "shift": {verb: ("pemimpin redaksi",) for verb in ("add", "change", "delete")},
    "approval": {"fix_small": ("redaktur", "pemimpin redaksi")},
}
NAMES = {"fix_small": "Can put small slips right in an approved text"}


def grant_what_the_desk_needs(apps, schema_editor):
    """Groups that were formed before the desk had these rights get them once; what an admin takes away stays taken."""
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    if "redaktur" not in groups:
        return
    for model, verbs in BY_MODEL.items():
        content_type = content_types.get_or_create(app_label="stories", model=model)[0]
        label = apps.get_model("stories", model)._meta.verbose_name_raw
        for verb, holders in verbs.items():
            codename = verb if verb in NAMES else f"{verb}_{model}"
            name = NAMES.get(verb, f"Can {verb} {label}")
            permission = permissions.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]
            for holder in holders:
                if holder in groups:
                    groups[holder].permissions.add(permission)


def approve_what_was_planned(apps, schema_editor):
    """What was planned before approvals were kept, by somebody who might publish it, has been read: it goes out at its time."""
    approvals = apps.get_model("stories", "Approval").objects
    stories = apps.get_model("stories", "Story").objects
    planned = apps.get_model("wagtailcore", "Revision").objects.filter(
        approved_go_live_at__isnull=False, content_type__app_label="stories", content_type__model="story"
    )
    for revision in planned.iterator():
        if not stories.filter(pk=revision.object_id).exists() or approvals.filter(story=revision.object_id).exists():
            continue
        approvals.create(
            story_id=int(revision.object_id),
            revision=revision,
            digest=digest_of(revision.content),
            kind="editor",
            comment="Planned before approvals were kept.",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("stories", "0012_corrections"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("embargoed_until__isnull", False)), fields=["embargoed_until"], name="story_embargo"
            ),
        ),
        migrations.RunPython(grant_what_the_desk_needs, migrations.RunPython.noop),
        migrations.RunPython(approve_what_was_planned, migrations.RunPython.noop),
    ]
