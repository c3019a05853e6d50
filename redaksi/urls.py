"""Every address of an installation. Readers' addresses are the front's; whatever is left is the paper's tree."""

from django.urls import include, path

urlpatterns = [
    path("admin/", include("redaksi.desk.urls")),
    path("akun/", include("allauth.urls")),
    path("", include("redaksi.press.urls")),
    path("", include("redaksi.wire.urls")),
    path("", include("redaksi.front.urls")),
]

handler500 = "redaksi.front.views.breakdown.page"
