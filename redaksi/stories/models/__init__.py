"""The content tables, one noun a file."""

from .address_counter import AddressCounter
from .attachment import Attachment
from .batch import Batch, SourceId
from .byline import Byline, BylineRole
from .contributor import Contributor
from .editor_reading import EditorReading
from .front_page import FrontPage, FrontPlace
from .listed import Listed
from .old_list import OldList
from .old_picture import OldPicture
from .paper import MastheadLine, Paper
from .photo import Photo, Rendition
from .policy import Policy
from .section import Section
from .section_right import SectionRight, SectionRole
from .source import Source, SourceKind, StorySource
from .story import Genre, Story
from .storyline import Storyline
from .topic import StoryTopic, Topic, TopicKind, TopicSpelling
from .withdrawal import Withdrawal, WithdrawalGround

__all__ = [
    "AddressCounter",
    "Attachment",
    "Batch",
    "Byline",
    "BylineRole",
    "Contributor",
    "EditorReading",
    "FrontPage",
    "FrontPlace",
    "Genre",
    "Listed",
    "MastheadLine",
    "OldList",
    "OldPicture",
    "Paper",
    "Photo",
    "Policy",
    "Rendition",
    "Section",
    "SectionRight",
    "SectionRole",
    "Source",
    "SourceId",
    "SourceKind",
    "Story",
    "StorySource",
    "StoryTopic",
    "Storyline",
    "Topic",
    "TopicKind",
    "TopicSpelling",
    "Withdrawal",
    "WithdrawalGround",
]
