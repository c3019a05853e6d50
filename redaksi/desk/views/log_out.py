from django.conf import settings
from django.shortcuts import resolve_url
from wagtail.admin.views.account import LogoutView


class LogOut(LogoutView):
    """Out of the desk, to the paper's front page."""

    @property
    def next_page(self) -> str:
        return resolve_url(settings.LOGOUT_REDIRECT_URL)
