"""The desk's addresses of channels and appeals."""

from django.urls import URLPattern

app_name = "appeals"

urlpatterns: list[URLPattern] = []
