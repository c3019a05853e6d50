"""What the press' gate says: what search engines and feeds would take amiss."""

from collections.abc import Iterator

from redaksi.desk.checking import Finding, Result, Text
from redaksi.desk.checking.house import of_gate


def check(text: Text) -> Iterator[Finding]:
    for finding in of_gate(text):
        if finding.rule != "links":
            field = "headline" if finding.where == "title" else finding.where
            yield Finding("mesin", Result.WARN, field, 0, 0, "", finding.message)
