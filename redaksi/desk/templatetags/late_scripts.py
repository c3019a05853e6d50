"""Scripts of forms, and when they are fetched."""

import re

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

_OF_TAGS = re.compile(r'<script src="([^"]*/(?:jquery-ui-|tag-it)[^"]*)"></script>\s*')


@register.simple_block_tag
def without_tags(content: str) -> str:
    """Its scripts, those for tags left to `tags.js`: no story has such a field, only a photo that is sent from its form."""
    files = " ".join(_OF_TAGS.findall(content))
    late = format_html('<script src="{}" data-files="{}"></script>', static("desk/tags.js"), mark_safe(files))  # noqa: S308
    return mark_safe(late + _OF_TAGS.sub("", content))  # noqa: S308


@register.simple_tag
def parcels_script() -> SafeString:
    """What sends photos in pieces, with the words it says."""
    return format_html(
        '<script src="{}" data-address="{}" data-sent="{}" data-waits="{}"></script>',
        static("desk/parcels.js"),
        reverse("parcels"),
        _("Sent: %s %%") % "%s",
        _("The line is broken. It goes on by itself; nothing has to be sent again."),
    )
