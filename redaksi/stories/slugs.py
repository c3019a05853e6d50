"""The last part of an address, made from a name."""

import re
from collections.abc import Iterable
from typing import Self

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify

LONGEST = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(name: str, longest: int = LONGEST) -> str:
    """ASCII words joined by hyphens, cut at a word's end; a name without any letters is called "tanpa-nama"."""
    if len(name) <= longest and _SLUG.fullmatch(name):
        return name
    slug = slugify(anyascii(name))
    if len(slug) > longest:
        slug = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return slug.strip("-") or "tanpa-nama"


def first_free(slug: str, taken: Iterable[str]) -> str:
    """`slug`, or the first of slug-2, slug-3, … that is not taken."""
    taken = set(taken)
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def unique_slug(model: type[models.Model], name: str) -> str:
    slug = slug_of(name)
    return first_free(slug, model._default_manager.filter(slug__startswith=slug).values_list("slug", flat=True))


class SluggedQuerySet(models.QuerySet):
    def with_slug(self, slug: str) -> Self:
        return self.filter(slug=slug)
