from django.urls import path, re_path

from redaksi.wire import views

urlpatterns = [
    path("mitra/berita", views.by_header, name="partner_news"),
    re_path(
        r"^mitra/(?P<token>[^/]{1,200})/berita\.(?P<ending>json|xml|atom)$", views.by_address, name="partner_news_by_address"
    ),
]
