"""The content tables, one noun a file."""

from .address_counter import AddressCounter
from .approval import Approval, ApprovalKind
from .assignment import Assignment
from .attachment import Attachment
from .batch import Batch, SourceId
from .breach import Breach
from .byline import Byline, BylineRole
from .case import ActKind, Case, CaseAct, CaseGround, CaseKind, CaseOutcome, CaseState, CaseWay, DataWish
from .clock import Clock
from .consent_text import ConsentPurpose, ConsentText
from .contributor import Contributor
from .correction import Correction, CorrectionForm
from .due_failure import DueFailure
from .editor_reading import EditorReading
from .front_page import FrontPage, FrontPlace
from .hold import Hold, HoldOutcome
from .house_word import HouseWord
from .identity_paper import IdentityPaper
from .ledger_entry import LedgerEntry, LedgerKind, LedgerWords
from .listed import Listed
from .old_list import OldList
from .old_picture import OldPicture
from .override import Override
from .paper import MastheadLine, Ownership, Paper
from .photo import Photo, Rendition
from .policy import Policy, PolicySubject
from .protected_story import ProtectedStory, ProtectionGround
from .section import Section
from .section_right import SectionRight, SectionRole
from .shift import Shift
from .source import Source, SourceKind, StorySource
from .story import AiUse, Genre, Story
from .storyline import Storyline
from .topic import StoryTopic, Topic, TopicKind, TopicSpelling
from .unverified import Unverified
from .withdrawal import Withdrawal, WithdrawalGround

__all__ = [
    "ActKind",
    "AddressCounter",
    "AiUse",
    "Approval",
    "ApprovalKind",
    "Assignment",
    "Attachment",
    "Batch",
    "Breach",
    "Byline",
    "BylineRole",
    "Case",
    "CaseAct",
    "CaseGround",
    "CaseKind",
    "CaseOutcome",
    "CaseState",
    "CaseWay",
    "Clock",
    "ConsentPurpose",
    "ConsentText",
    "Contributor",
    "Correction",
    "CorrectionForm",
    "DataWish",
    "DueFailure",
    "EditorReading",
    "FrontPage",
    "FrontPlace",
    "Genre",
    "Hold",
    "HoldOutcome",
    "HouseWord",
    "IdentityPaper",
    "LedgerEntry",
    "LedgerKind",
    "LedgerWords",
    "Listed",
    "MastheadLine",
    "OldList",
    "OldPicture",
    "Override",
    "Ownership",
    "Paper",
    "Photo",
    "Policy",
    "PolicySubject",
    "ProtectedStory",
    "ProtectionGround",
    "Rendition",
    "Section",
    "SectionRight",
    "SectionRole",
    "Shift",
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
    "Unverified",
    "Withdrawal",
    "WithdrawalGround",
]
