"""IPTC's own schemas, kept here and never fetched."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import FormatChecker
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "schemas"
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.0", "2.1", "2.2", "3.0", "3.1")
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+", re.IGNORECASE)
_NO_URI = re.compile(r"[\"<>\\^`{|}]")
_FORMATS = FormatChecker(formats=())


def faults_of(item: Mapping[str, Any], version: str) -> list[str]:
    """What in the item is not as this version of ninjs has it, a line each. `version` is one of `VERSIONS`."""
    return [_line(error.json_path, error.message) for error in validator(version).iter_errors(item)]


@cache
def validator(version: str) -> Validator:
    schema = json.loads((SCHEMAS / f"ninjs-schema_{version}.json").read_text())
    return validator_for(schema)(schema, registry=_registry(), format_checker=_FORMATS)


@cache
def _registry() -> Registry:
    """Of the one schema that those of ninjs point at; whatever else one might name is not there."""
    places = json.loads((SCHEMAS / "GeoJSON-schema.json").read_text())
    resource = Resource.from_contents(places)
    return Registry().with_resources([(uri, resource) for uri in (places["$id"], f"{places['$id']}#")])


def is_uri(text: str) -> bool:
    return bool(_URI.fullmatch(text)) and not _NO_URI.search(text)


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or is_uri(value)


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


def _line(path: str, message: str) -> str:
    """Messages repeat the value that they speak of, however long."""
    return f"{path[:80]}: {message if len(message) <= 160 else f'{message[:80]} … {message[-70:]}'}"
