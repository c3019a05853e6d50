"""The story form: a draft may lack anything but a headline; what goes to the readers may not."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from redaksi.desk.hand_in import FLASH
from redaksi.stories import rules
from redaksi.stories.models import Story
from redaksi.stories.slugs import first_free, slug_of


class StoryForm(WagtailAdminPageForm):
    in_its_place: Story | None = None
    """What is saved instead of what the form holds: that, brought together with what others have saved meanwhile."""

    is_of_story = True  # for templates that many forms share

    class Media:
        js = ("desk/typing.js", "desk/keeping.js", "desk/pasting.js")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    @property
    def is_for_readers(self) -> bool:
        """Whether the button that sent this form makes the story public."""
        approves = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        return bool(self.data.get("action-publish")) or approves

    def save(self, commit: bool = True) -> Any:
        if self.in_its_place is None:
            return super().save(commit=commit)
        if commit:
            self.in_its_place.save()
        return self.in_its_place

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_slug(self) -> str:
        """Nobody is stopped by an address: it is made from the headline where empty, and made free where another has it."""
        slug = self.cleaned_data["slug"] or slug_of(self.cleaned_data.get("title", ""))
        if Page._slug_is_available(slug, self.parent_page, self.instance):
            return slug
        taken = self.parent_page.get_children().exclude(pk=self.instance.pk).filter(slug__startswith=slug)
        return first_free(slug, taken.values_list("slug", flat=True))

    def _post_clean(self) -> None:
        """Only after this does the instance hold what was typed, so that the rules can read it."""
        super()._post_clean()
        if self.is_for_readers and not self.errors:
            is_flash = self.data.get("action-publish") == FLASH
            for reason in rules.reasons_against_publishing(self.instance, is_flash=is_flash):
                self.add_error(reason.field if reason.field in self.fields else None, reason.message)


def photo_warnings(story: Story) -> list[str]:
    """What an editor will be stopped by: said when the story is handed in, and stopping nothing then."""
    reasons = rules.reasons_against_publishing(story)
    return [reason.message for reason in reasons if reason.field in ("lead_photo", "body")]
