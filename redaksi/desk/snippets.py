"""What stories point at: topics, storylines, the people who sign, the sources; and who may do what in which section."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from redaksi.stories.models import Contributor, HouseWord, SectionRight, Source, Storyline, Topic


class TopicChooser(SnippetChooserViewSet):
    form_fields = ["name", "kind"]


class SourceChooser(SnippetChooserViewSet):
    form_fields = ["name", "kind", "url"]


class NameChooser(SnippetChooserViewSet):
    form_fields = ["name"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_backend_name = None
    search_fields = ["name", "spellings__text"]
    chooser_viewset_class = TopicChooser
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        InlinePanel("spellings", heading=_("Other spellings"), label=_("Spelling"), panels=[FieldPanel("text")]),
        FieldPanel("description"),
        FieldPanel("slug", help_text=_("Made from the name where empty.")),
    ]


class StorylineViewSet(SnippetViewSet):
    model = Storyline
    icon = "list-ol"
    menu_label = _("Storylines")
    menu_name = "storylines"
    list_display = ["name"]
    search_backend_name = None
    search_fields = ["name"]
    chooser_viewset_class = NameChooser
    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("slug", help_text=_("Made from the name where empty.")),
    ]


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "user"
    menu_label = _("Contributors")
    menu_name = "contributors"
    list_display = ["name", "desk", "job_title"]
    search_backend_name = None
    search_fields = ["name", "desk"]
    chooser_viewset_class = NameChooser
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("desk")]),
        FieldPanel("job_title"),
        FieldPanel("bio"),
        FieldPanel("photo"),
        FieldPanel("user"),
        FieldPanel("slug", help_text=_("Made from the name where empty.")),
    ]


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "comment"
    menu_label = _("Sources")
    menu_name = "sources"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_backend_name = None
    search_fields = ["name"]
    chooser_viewset_class = SourceChooser
    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]), FieldPanel("url")]


class HouseWordViewSet(SnippetViewSet):
    """What this house writes so. The same words may be added from a finding beside the text."""

    model = HouseWord
    icon = "check"
    menu_label = _("House list")
    menu_name = "house-list"
    list_display = ["word", "added_by", "added_at"]
    search_backend_name = None
    search_fields = ["word"]
    panels = [FieldPanel("word", help_text=_("In small letters; no check of spelling doubts it any more."))]


class ReferenceGroup(SnippetViewSetGroup):
    items = (TopicViewSet, StorylineViewSet, ContributorViewSet, SourceViewSet, HouseWordViewSet)
    menu_label = _("Topics and people")
    menu_name = "references"
    menu_icon = "tag"
    menu_order = 300


class SectionRightViewSet(SnippetViewSet):
    model = SectionRight
    icon = "key"
    menu_label = _("Rights by section")
    menu_name = "section-rights"
    menu_order = 650
    add_to_settings_menu = True
    list_display = ["__str__"]
    list_filter = ["role", "section"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("user"), FieldPanel("group")], heading=_("Who"), help_text=_("A person or a group, not both.")
        ),
        FieldPanel("section"),
        FieldPanel("role"),
    ]
