from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from redaksi.desk.views.closed import closed
from redaksi.desk.views.log_out import LogOut

urlpatterns = [
    # Wagtail's own log-in knows neither throttle nor second factor: it only leads to the one that does.
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("logout/", LogOut.as_view()),
    # Wagtail's actions over its API publish and unpublish past `stories.actions`; no page of the admin calls them.
    path("api/main/pages/<int:pk>/action/<str:action_name>/", closed),
    path("", include(wagtailadmin_urls)),
]
