"""The desk's addresses of the books: what stands in them, and what is taken out of them."""

from django.urls import URLPattern

app_name = "accounts"

urlpatterns: list[URLPattern] = []
