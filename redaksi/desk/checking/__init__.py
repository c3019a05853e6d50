"""A text before it goes out, asked by every check of `desk/checks`: at the desk, on publication and on the command line."""

from redaksi.desk.checking.finding import Finding, Result
from redaksi.desk.checking.text import Part, Text

__all__ = ["Finding", "Part", "Result", "Text"]
