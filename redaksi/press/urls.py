from django.urls import path

from redaksi.press import views

urlpatterns = [
    path("media/renditions/<path:name>", views.rendition, name="rendition"),
    path("sehat/", views.health, name="health"),
]
