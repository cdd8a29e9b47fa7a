"""Addresses of the interface, below /api/v1/. docs/reference/api.md describes them."""

from django.urls import path

from safeconduct.api.views import campaigns, description, signatures

app_name = "api"

urlpatterns = [
    path("openapi.json", description.openapi, name="openapi"),
    path("crises/<slug:slug>/campaigns", campaigns.campaigns, name="campaigns"),
    path("campaigns/<str:reference>", campaigns.campaign, name="campaign"),
    path("campaigns/<str:reference>/counts", campaigns.count, name="counts"),
    path("campaigns/<str:reference>/signatures", signatures.sign, name="signatures"),
    path("<path:rest>", campaigns.nothing, name="nothing"),
]
