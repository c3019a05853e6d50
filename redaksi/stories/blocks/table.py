from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock


class Table(blocks.StructBlock):
    """Figures side by side; the first row heads the columns."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)
    table = TableBlock(label=_("Table"), table_options={"colHeaders": False, "rowHeaders": False})

    class Meta:
        icon = "table"
        label = _("Table")
        template = "stories/blocks/table.html"
