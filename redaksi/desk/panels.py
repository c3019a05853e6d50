"""The forms of the pages, in the order a reporter works. `hang` hangs them on the models, which know nothing of the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from redaksi.desk.advice import AdvicePanel
from redaksi.desk.check_panel import CheckPanel
from redaksi.desk.identity_panel import IdentityPanel
from redaksi.desk.story_form import StoryForm
from redaksi.stories.models import FrontPage, Paper, Policy, Section, Story

# A story goes out at its time; it never comes down by a clock. So no "expire at" anywhere.
SCHEDULE_AND_COMMENTS = [PublishingPanel(children=PublishingPanel().children[:1]), CommentPanel()]


def hang() -> None:
    Story.edit_handler = _story()
    FrontPage.edit_handler = _front_page()
    Section.edit_handler = _section()
    Policy.edit_handler = _policy()
    Paper.edit_handler = _paper()


def _story() -> TabbedInterface:
    return TabbedInterface(
        [
            ObjectList([AdvicePanel("repeats"), CheckPanel(), *_copy(), _photo(), _people(), _matter()], heading=_("Copy")),
            ObjectList([*_desk(), *_address(), *SCHEDULE_AND_COMMENTS], heading=_("Desk")),
        ],
        base_form_class=StoryForm,
    )


def _copy() -> list:
    return [
        TitleFieldPanel(
            "title",
            heading=_("Headline"),
            help_text=_("What happened, in one line."),
            placeholder=_("Headline*"),
            widget=AdminAutoHeightTextInput,  # a whole headline is seen on a phone, too
        ),
        FieldPanel("kicker", help_text=_("The line above the headline.")),
        FieldPanel("dek", help_text=_("A line or two below the headline.")),
        FieldPanel("dateline", help_text=_("Where it was reported from.")),
        FieldPanel("body"),
    ]


def _photo() -> MultiFieldPanel:
    fields = [FieldPanel("lead_photo"), FieldPanel("lead_caption"), FieldPanel("lead_credit")]
    return MultiFieldPanel(fields, heading=_("Photo"), icon="image")


def _people() -> MultiFieldPanel:
    bylines = MultipleChooserPanel(
        "bylines",
        chooser_field_name="contributor",
        heading=_("Byline"),
        label=_("Name"),
        panels=[FieldRowPanel([FieldPanel("contributor"), FieldPanel("role")])],
    )
    sources = MultipleChooserPanel(
        "story_sources",
        chooser_field_name="source",
        heading=_("Sources"),
        label=_("Source"),
        panels=[FieldPanel("source"), FieldPanel("note"), FieldPanel("url")],
    )
    return MultiFieldPanel([bylines, sources], heading=_("Byline and sources"), icon="user")


def _matter() -> MultiFieldPanel:
    topics = MultipleChooserPanel(
        "story_topics",
        chooser_field_name="topic",
        heading=_("Topics"),
        label=_("Topic"),
        help_text=_("The first is what it is about most."),
        panels=[FieldPanel("topic")],
    )
    panels = [topics, AdvicePanel("topics"), FieldPanel("storyline"), FieldPanel("genre"), FieldPanel("ai_use")]
    return MultiFieldPanel(panels, heading=_("Topic"), icon="tag")


def _desk() -> list:
    return [
        MultiFieldPanel([FieldPanel("slugline"), FieldPanel("urgency"), FieldPanel("ed_note")], heading=_("For the desk")),
        FieldPanel("embargoed_until"),
        FieldPanel("needs_chief"),
        MultiFieldPanel([FieldPanel("may_harm"), FieldPanel("other_side")], heading=_("Both sides")),
        FieldPanel("paid_until"),
        MultiFieldPanel(
            [FieldPanel("protects_identity"), FieldPanel("protected_words")], heading=_("Whose identity is protected")
        ),
        FieldPanel("teaser"),
    ]


def _address() -> list:
    fields = [FieldPanel("language"), FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")]
    return [MultiFieldPanel(fields, heading=_("Language, address and search engines"), classname="collapsed")]


def _front_page() -> TabbedInterface:
    places = InlinePanel(
        "places",
        heading=_("Places"),
        label=_("Place"),
        help_text=_("The first is the lead. Places left over fill themselves with the newest stories."),
        panels=[PageChooserPanel("story", "stories.Story")],
    )
    numbers = FieldRowPanel([FieldPanel("seconds_count"), FieldPanel("section_count")])
    return TabbedInterface(
        [
            ObjectList([places, MultiFieldPanel([numbers], heading=_("How many"))], heading=_("Front page")),
            ObjectList([TitleFieldPanel("title"), FieldPanel("slug"), *SCHEDULE_AND_COMMENTS], heading=_("Settings")),
        ]
    )


def _section() -> ObjectList:
    panels = [
        TitleFieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("form"),
        FieldPanel("needs_chief"),
    ]
    return ObjectList([*panels, FieldPanel("search_description"), *SCHEDULE_AND_COMMENTS])


def _policy() -> ObjectList:
    panels = [TitleFieldPanel("title"), FieldPanel("slug"), FieldPanel("subject"), FieldPanel("body")]
    panels += [FieldPanel("show_in_menus")]
    return ObjectList([*panels, FieldPanel("search_description"), *SCHEDULE_AND_COMMENTS])


def _paper() -> TabbedInterface:
    paper = ["name", "tagline", "publisher", "registration", "founded_in", "responsible_person", "address", "email", "phone"]
    house = ["mission", "ownership", "owners", "management", "funding"]
    answering = ["complaints_person", "complaints_email", "complaint_hours", "reply_hours", "guideline_url"]
    shown = ["google_news_url", "is_preferred_source_shown", "offers_push", "is_demo"]
    machines = ["short_name", "icon", "has_full_feeds", "is_open_to_ai", "ads_txt", "security_contact"]
    lines = InlinePanel(
        "masthead", heading=_("Masthead"), label=_("Line"), panels=[FieldPanel("position"), FieldPanel("names")]
    )
    return TabbedInterface(
        [
            ObjectList([IdentityPanel(), *(FieldPanel(name) for name in paper)], heading=_("The paper")),
            ObjectList([lines], heading=_("Masthead")),
            ObjectList([FieldPanel(name) for name in house], heading=_("Owner and money")),
            ObjectList([FieldPanel(name) for name in answering], heading=_("Complaints and replies")),
            ObjectList([FieldPanel(name) for name in shown], heading=_("What readers see")),
            ObjectList([FieldPanel(name) for name in machines], heading=_("What machines read")),
        ]
    )
