"""Addresses of the campaign's desk, below a crisis."""

from django.urls import URLPattern, path

from safeconduct.petitions.views import listing, sealed, switches

app_name = "petitions"

of_campaigns = [
    path("petitions/", listing.listing, name="listing"),
]

of_switches = [
    path("petitions/<str:reference>/switches/", switches.switches, name="switches"),
    path("petitions/<str:reference>/switches/clear/", switches.clear_here, name="clear-switches"),
]

# What the sealed desk asks and tells, of every crisis at once, in a namespace of its own; the desk includes it beside this app's.
signatures = (
    [
        path("campaigns/", sealed.campaigns, name="campaigns"),
        path("campaigns/<str:reference>/vault/", sealed.vault, name="vault"),
        path("campaigns/<str:reference>/key/", sealed.key, name="key"),
        path("vaults/follow/", sealed.follow, name="follow"),
    ],
    "signatures",
)

# Add a list of your own above, and its name below; that of campaigns stays last, because it takes any one word for a reference.
urlpatterns: list[URLPattern] = [*of_switches, *of_campaigns]
