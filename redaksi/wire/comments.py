"""What readers wrote below a story on another site. Stories here have no comments: they are kept aside, in a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CommentCopy:
    """`answers`: the identifier of the one that it answers. `text` may hold markup, as it came. `written_at` is UTC."""

    identifier: str
    author: str
    text: str
    written_at: str = ""
    answers: str = ""
    kind: str = "comment"
    is_approved: bool = True
