"""HTML from other systems into the blocks of a body, and blocks into HTML that other systems take."""

from .marked import Marked, blocks_of, words_in
from .written import html_of

__all__ = ["Marked", "blocks_of", "html_of", "words_in"]
