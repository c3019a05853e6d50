"""Why a story is offered below another: "Putin, Zelensky · Minsk · perundingan"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from redaksi.archive.profile import Profile, desk_of
from redaksi.archive.wording import Form
from redaksi.archive.words import WORD, stem_of, stems

MOST_TOLD = 3


class Reasons:
    """Of one source, in its own spelling."""

    def __init__(self, source: Profile) -> None:
        self._source = source
        self._forms: dict[str, tuple[Form, frozenset[str]]] = {}

    def words(self, other: Profile, worth: Mapping[str, float]) -> tuple[str, ...]:
        """`worth` says what each shared term adds. Names in one line, places in one, then word by word."""
        told = self._most_telling(other, sorted(worth, key=lambda term: (-worth[term], term)))
        people = ", ".join(form.text for form in told if form.is_name and not form.is_place)
        places = ", ".join(form.text for form in told if form.is_place)
        return tuple(filter(None, [people, places, *(form.text for form in told if not form.is_name)]))

    def section(self, other: Profile) -> tuple[str, ...]:
        desk = desk_of(self._source.section)
        return (other.section,) if desk and desk_of(other.section) == desk else ()

    def _most_telling(self, other: Profile, terms: list[str]) -> list[Form]:
        """None within another: "Billy" gives way to "Billy Syahputra"."""
        found: dict[frozenset[str], Form] = {}
        for term in terms:
            form, within = self._shared(term, other)
            if any(within <= told for told in found):
                continue
            if len(found) == MOST_TOLD:
                break
            found = {told: earlier for told, earlier in found.items() if not told <= within} | {within: form}
        return list(found.values())

    def _shared(self, term: str, other: Profile) -> tuple[Form, frozenset[str]]:
        """With its terms. The whole name only where the other has all of it."""
        form, within = self._form(term)
        if not form.is_name or within <= other.terms.keys():
            return form, within
        alone = next((word for word in WORD.findall(form.text) if stem_of(word) == term), term)
        return replace(form, text=alone), frozenset([term])

    def _form(self, term: str) -> tuple[Form, frozenset[str]]:
        if term not in self._forms:
            form = self._source.form_of(term)
            self._forms[term] = form, frozenset([term, *stems(form.text)])
        return self._forms[term]
