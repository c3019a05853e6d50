from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.images.views.images import IndexView

from redaksi.desk.photos import incomplete
from redaksi.stories.models import Photo


class IncompletePhotos(IndexView):
    """The photo list, of those only that no story can go out with yet."""

    page_title = _("Photos that lack something")
    index_url_name = "incomplete_photos"
    index_results_url_name = "incomplete_photos_results"

    def get_base_queryset(self) -> QuerySet[Photo]:
        return incomplete(super().get_base_queryset())
