"""Every check there is: each module of `desk/checks` with a function `check`. None is named here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import gettext as _

from redaksi.desk import checks
from redaksi.desk.checking.finding import Finding, Result
from redaksi.desk.checking.text import Text

Check = Callable[[Text], Iterator[Finding]]
MOST_FINDINGS = 100  # of one check: who is told as many has to begin somewhere
FAILS_CLOSED = {"identitas"}  # what it could not look through does not go out

log = logging.getLogger(__name__)


@cache
def by_name() -> dict[str, Check]:
    names = [module.name for module in iter_modules(checks.__path__) if module.name != "tests"]
    return {name: import_module(f"{checks.__name__}.{name}").check for name in names}


def findings(text: Text, only: tuple[str, ...] = ()) -> list[Finding]:
    """What the checks say of a text, those that stop it first, then in the order of the text."""
    names = only or tuple(by_name())
    found = [finding for name in names for finding in _of(name, text)]
    places = {part.field: order for order, part in reversed(list(enumerate(text.parts)))}
    found = [replace(each, nth=_nth(each, text)) if each.block and each.text else each for each in found]
    return sorted(found, key=lambda each: (each.result != Result.STOP, places.get(each.field, len(places)), each.start))


def _nth(finding: Finding, text: Text) -> int:
    """How often its words stand before it in its block."""
    before = [part for part in text.body if part.block == finding.block and part.start <= finding.start]
    return sum(part.text[: finding.start - part.start].count(finding.text) for part in before)


def _of(name: str, text: Text) -> list[Finding]:
    """A check that fails says so, and keeps the others from nothing."""
    told: list[Finding] = []
    try:
        for finding in by_name()[name](text):
            told.append(finding)
            if len(told) == MOST_FINDINGS:
                break
    except Exception:
        log.exception("The check %s failed", name)
        result = Result.STOP if name in FAILS_CLOSED else Result.WARN
        message = _("The check “%(check)s” failed and has not looked at this text; the log says why.") % {"check": name}
        told.append(Finding(name, result, "headline", 0, 0, "", message))
    return told
