from django.urls import include, path, re_path

from redaksi.press import views
from redaksi.press.notices import views as notices
from redaksi.press.sitemaps import views as sitemaps

urlpatterns = [
    path("media/renditions/<path:name>", views.rendition, name="rendition"),
    path("", include("redaksi.press.feeds.urls")),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    re_path(r"^sitemap-news-(?P<part>[2-9]|[1-9]\d)\.xml$", sitemaps.news, name="sitemap_news_part"),
    re_path(r"^sitemap-(?P<month>\d{4}-\d{2}(?:-(?:[2-9]|[1-9]\d))?)\.xml$", sitemaps.month, name="sitemap_month"),
    path("robots.txt", notices.robots_txt, name="robots"),
    path("ads.txt", notices.ads_txt, name="ads"),
    path(".well-known/security.txt", notices.security_txt, name="security"),
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", notices.indexnow_key, name="indexnow_key"),
    path("sehat/", views.health, name="health"),
]
