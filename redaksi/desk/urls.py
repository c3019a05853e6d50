from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    # Wagtail's own log-in knows neither throttle nor second factor: it only leads to the one that does.
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtailadmin_urls)),
]
