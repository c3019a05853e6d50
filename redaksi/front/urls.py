from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

from redaksi.front.views import (
    browser,
    cases,
    day,
    first_page,
    ledger,
    lists,
    masthead,
    most_read,
    pattern,
    readings,
    search,
    story,
)

urlpatterns = [
    path("", first_page.page, name="first_page"),
    re_path(r"^(?P<year>\d{4})/(?P<month>\d{2})/(?P<slug>[\w-]*)-(?P<number>\d{1,18})/?$", story.by_number, name="story"),
    path("topik/<slug:slug>/", lists.topic, name="topic"),
    path("topik/<slug:slug>/kutipan/", lists.said, name="said"),
    path("rangkaian/<slug:slug>/", lists.storyline, name="storyline"),
    path("penulis/<slug:slug>/", lists.contributor, name="contributor"),
    path("cari/", search.results, name="search"),
    path("cari/json/", search.data, name="search_data"),
    path("opensearch.xml", search.description, name="opensearch"),
    path("terpopuler/", most_read.page, name="most_read"),
    path("baca/", readings.take, name="readings"),
    path("arsip/", day.latest, name="archive"),
    re_path(r"^arsip/(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/$", day.of_day, name="day"),
    path("redaksi/", masthead.page, name="masthead"),
    path("layanan/", cases.overview, name="services"),
    path("layanan/hak-jawab/", cases.form, {"which": "reply"}, name="reply"),
    path("layanan/pengaduan/", cases.form, {"which": "complaint"}, name="complaint"),
    path("layanan/data-pribadi/", cases.form, {"which": "data"}, name="data"),
    re_path(r"^layanan/perkara/(?P<token>[\w-]{20,64})/$", cases.case, name="case"),
    path("koreksi/", ledger.page, name="ledger"),
    re_path(r"^koreksi/(?P<year>\d{4})/(?P<month>\d{2})/$", ledger.month, name="ledger_month"),
    re_path(r"^koreksi/(?P<number>\d{1,18})/$", ledger.entry, name="ledger_entry"),
    path("pola/", pattern.page, name="pattern"),
    path("favicon.ico", browser.icon, name="icon"),
    path("manifest.webmanifest", browser.manifest, name="manifest"),
    re_path(r"^ikon-(?P<size>\d{2,3})\.png$", browser.sized_icon, name="sized_icon"),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
