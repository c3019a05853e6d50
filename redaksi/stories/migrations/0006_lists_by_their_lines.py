from typing import Any

from django.db import migrations, models

A_STEP = 20_000  # lines; a million of them in one write makes a log of gigabytes


def repeat_days(apps: Any, schema_editor: Any) -> None:
    """Each list's first line of a story that readers may see has its day. Step by step: ended between two, it goes on."""
    Story = apps.get_model("stories", "Story")
    for name, of in (("Byline", "contributor"), ("StoryTopic", "topic")):
        lines = apps.get_model("stories", name).objects.all()
        day = Story.objects.filter(pk=models.OuterRef("story_id")).values("published_at")[:1]
        before = lines.filter(pk__lt=models.OuterRef("pk"), story=models.OuterRef("story"), **{of: models.OuterRef(of)})
        ends = lines.aggregate(first=models.Min("pk"), last=models.Max("pk"))
        for start in range(ends["first"] or 0, (ends["last"] or 0) + 1, A_STEP):
            waiting = lines.filter(pk__gte=start, pk__lt=start + A_STEP, listed_at=None, story__is_public=True)
            waiting.exclude(models.Exists(before)).update(listed_at=models.Subquery(day))


class AddFieldOnce(migrations.AddField):
    """Not where a run that was ended had added it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.name not in _there(schema_editor, model, "get_table_description"):
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class AddIndexOnce(migrations.AddIndex):
    """The same for an index."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.index.name not in _there(schema_editor, model, "get_constraints"):
            super().database_forwards(app_label, schema_editor, from_state, to_state)


def _there(schema_editor: Any, model: Any, what: str) -> set[str]:
    """Names of the table's columns, or of its constraints and indexes."""
    with schema_editor.connection.cursor() as cursor:
        found = getattr(schema_editor.connection.introspection, what)(cursor, model._meta.db_table)
    return {getattr(each, "name", each) for each in found}


def _river(of: str, name: str) -> models.Index:
    return models.Index(fields=[of, "-listed_at", "-story"], name=name, condition=models.Q(listed_at__isnull=False))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("stories", "0005_protected_identity")]

    operations = [
        *(
            AddFieldOnce(model, "listed_at", models.DateTimeField(editable=False, null=True, serialize=False))
            for model in ("byline", "storytopic")
        ),
        migrations.RunPython(repeat_days, migrations.RunPython.noop, atomic=False),
        AddIndexOnce("byline", _river("contributor", "byline_river")),
        AddIndexOnce("storytopic", _river("topic", "story_topic_river")),
    ]
