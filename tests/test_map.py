"""What import-linter cannot see: foreign keys written as strings, tables asked by the wrong room, packages without a line."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import redaksi

PACKAGE = Path(redaksi.__file__).parent
LEVELS = [{"desk", "front"}, {"wire", "archive", "press", "audience"}, {"stories"}, {"staff"}]
LEVEL = {room: height for height, rooms in enumerate(reversed(LEVELS)) for room in rooms}
OURS = [config for config in apps.get_app_configs() if config.name.startswith("redaksi.")]


def relations():
    for config in OURS:
        for model in config.get_models():
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and field.related_model in apps.get_models():
                    yield model, field


def test_every_room_of_the_map_is_there_and_no_other():
    assert {config.label for config in OURS} == set(LEVEL)


def test_foreign_keys_point_down_or_stay_in_their_room():
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model, field in relations()
        if field.related_model._meta.app_label in LEVEL
        and field.related_model._meta.app_label != model._meta.app_label
        and LEVEL[field.related_model._meta.app_label] >= LEVEL[model._meta.app_label]
    ]
    assert upward == []


def test_a_room_that_points_at_a_story_leaves_no_name_on_it():
    named = [
        f"{model._meta.label}.{field.name}"
        for model, field in relations()
        if model._meta.app_label not in ("stories", "staff")
        and field.related_model._meta.app_label == "stories"
        and not field.remote_field.hidden
    ]
    assert named == []


def test_only_the_faces_have_templates_and_styles():
    with_looks = {
        path.relative_to(PACKAGE).parts[0] for pattern in ("**/templates", "**/static") for path in PACKAGE.glob(pattern)
    }
    assert with_looks <= {"desk", "front"}


@pytest.mark.parametrize("package", sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
def test_every_package_says_in_its_first_line_what_belongs_there(package):
    module = ast.parse((PACKAGE / package / "__init__.py").read_text(encoding="utf-8"))
    first_line = (ast.get_docstring(module) or "").splitlines()[:1]
    assert first_line
    assert len(first_line[0]) > 20


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "common", "core", "base", "misc", "services", "manager", "data", "info"}
    named = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if path.stem in empty}
    assert named == set()
