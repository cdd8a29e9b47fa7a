"""Addresses of the campaign's desk, below a crisis."""

from django.urls import URLPattern, path

from safeconduct.petitions.views import campaign, fraud, listing, numbers, sealed, stages, switches, updates

app_name = "petitions"

of_campaigns = [
    path("petitions/", listing.listing, name="listing"),
    path("petitions/new/", listing.new, name="new"),
    path("petitions/<str:reference>/", campaign.page, name="campaign"),
    path("petitions/<str:reference>/open/", campaign.open_, name="open"),
    path("petitions/<str:reference>/settings/", campaign.settings, name="settings"),
    path("petitions/<str:reference>/addressees/", campaign.addressees, name="addressees"),
    path("petitions/<str:reference>/addressees/add/", campaign.address, name="address"),
    path("petitions/<str:reference>/addressees/<str:post>/remove/", campaign.readdress, name="remove-addressee"),
    path("petitions/<str:reference>/numbers/", numbers.counts, name="counts"),
    path("petitions/<str:reference>/goal/", numbers.goal, name="goal"),
    path("petitions/<str:reference>/goal/<int:number>/remove/", numbers.remove, name="remove-threshold"),
    path("petitions/<str:reference>/stages/", stages.stages, name="stages"),
    path("petitions/<str:reference>/stages/<str:kind>/", stages.stage, name="stage"),
    path("petitions/<str:reference>/stages/<str:kind>/take-back/", stages.take_back, name="take-back-stage"),
    path("petitions/<str:reference>/close/", stages.close, name="close"),
    path("petitions/<str:reference>/close/take-back/", stages.reopen, name="reopen"),
    path("petitions/<str:reference>/key/destroy/", stages.destroy, name="destroy-key"),
    path("petitions/<str:reference>/end/", stages.end, name="end"),
    path("petitions/<str:reference>/updates/", updates.updates, name="updates"),
    path("petitions/<str:reference>/updates/new/", updates.new, name="new-update"),
    path("petitions/<str:reference>/updates/<str:update>/", updates.one, name="update"),
    path("petitions/<str:reference>/updates/<str:update>/take-back/", updates.take_back, name="take-back-update"),
]

of_switches = [
    path("petitions/<str:reference>/switches/", switches.switches, name="switches"),
    path("petitions/<str:reference>/switches/clear/", switches.clear_here, name="clear-switches"),
]

of_fraud = [
    path("petitions/<str:reference>/fraud/", fraud.trends, name="fraud"),
    path("petitions/<str:reference>/fraud/look/", fraud.look, name="look-at-signatures"),
    path("petitions/<str:reference>/fraud/<str:invalidation>/", fraud.invalidation, name="invalidation"),
    path("petitions/<str:reference>/fraud/<str:invalidation>/run/", fraud.run, name="run-invalidation"),
    path("petitions/<str:reference>/fraud/<str:invalidation>/cancel/", fraud.cancel, name="cancel-invalidation"),
    path("petitions/<str:reference>/fraud/<str:invalidation>/undo/", fraud.undo, name="undo-invalidation"),
    path("petitions/<str:reference>/fraud/<str:invalidation>/let-in/", fraud.let_in, name="let-in"),
]

# What the sealed desk asks and tells, of every crisis at once, in a namespace of its own; the desk includes it beside this app's.
signatures = (
    [
        path("campaigns/", sealed.campaigns, name="campaigns"),
        path("campaigns/<str:reference>/vault/", sealed.vault, name="vault"),
        path("campaigns/<str:reference>/key/", sealed.key, name="key"),
        path("campaigns/<str:reference>/provisional/", sealed.provisional, name="provisional"),
        path("vaults/follow/", sealed.follow, name="follow"),
    ],
    "signatures",
)

# Add a list of your own above, and its name below; that of campaigns stays last, because it takes any one word for a reference.
urlpatterns: list[URLPattern] = [*of_switches, *of_fraud, *of_campaigns]
