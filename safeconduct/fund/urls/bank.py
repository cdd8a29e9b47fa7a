"""The desk's addresses of bank files and what came with them."""

from django.urls import URLPattern

app_name = "bank"

urlpatterns: list[URLPattern] = []
