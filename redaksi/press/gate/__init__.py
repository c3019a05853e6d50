"""Whether what goes out keeps the rules of those who read it. A mistake is found here, not in Search Console.

Each module knows the rules of one kind of document, with their source, and yields what is wrong in words for a person.
`findings(story)` asks the same of a story before anybody reads it: for the desk, to warn and never to stop.
"""

from redaksi.press.gate.finding import Finding
from redaksi.press.gate.story import findings

__all__ = ["Finding", "findings"]
