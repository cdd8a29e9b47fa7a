"""Addresses of the campaign's desk, below a crisis."""

from django.urls import URLPattern, path

from safeconduct.petitions.views import (
    campaign,
    elsewhere,
    fraud,
    handover,
    imports,
    interface,
    listing,
    mailing,
    numbers,
    packaging,
    sealed,
    stages,
    switches,
    updates,
    words,
)

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

of_handovers = [
    path("petitions/<str:reference>/handovers/", handover.listing, name="handovers"),
    path("petitions/<str:reference>/handovers/new/", handover.prepare, name="prepare-handover"),
    path("petitions/<str:reference>/handovers/<str:handover>/", handover.page, name="handover"),
    path("petitions/<str:reference>/handovers/<str:handover>/approve/", handover.approve, name="approve-handover"),
    path("petitions/<str:reference>/handovers/<str:handover>/cancel/", handover.cancel, name="cancel-handover"),
    path("petitions/<str:reference>/handovers/<str:handover>/settle/", handover.settle, name="settle-handover"),
]

of_words = [
    path("petitions/<str:reference>/words/", words.words, name="words"),
    path("petitions/<str:reference>/words/<str:word>/show/", words.show, name="show-word"),
    path("petitions/<str:reference>/words/<str:word>/hide/", words.hide, name="hide-word"),
    path("petitions/<str:reference>/words/<str:word>/answer/", words.answer, name="answer-question"),
    path("petitions/<str:reference>/words/<str:word>/accept/", words.accept, name="accept-translation"),
]

of_elsewhere = [
    path("petitions/<str:reference>/elsewhere/", elsewhere.paper, name="elsewhere"),
    path("petitions/<str:reference>/elsewhere/paper/<str:paper>/check/", elsewhere.check, name="check-paper"),
    path("petitions/<str:reference>/elsewhere/paper/<str:paper>/take-back/", elsewhere.take_back, name="take-back-paper"),
    path("petitions/<str:reference>/elsewhere/partners/", elsewhere.partners, name="partners"),
    path("petitions/<str:reference>/elsewhere/partners/<str:partner>/count/", elsewhere.partner_count, name="partner-count"),
    path("petitions/<str:reference>/elsewhere/partners/<str:partner>/end/", elsewhere.partner_end, name="end-partner"),
    path("petitions/<str:reference>/elsewhere/keys/", interface.signing_keys, name="signing-keys"),
    path("petitions/<str:reference>/elsewhere/keys/<str:key>/end/", interface.end_key, name="end-signing-key"),
    path("petitions/<str:reference>/elsewhere/webhooks/", interface.webhooks, name="webhooks"),
    path("petitions/<str:reference>/elsewhere/webhooks/<str:webhook>/end/", interface.end_hook, name="end-webhook"),
    path("petitions/<str:reference>/elsewhere/webhooks/<str:webhook>/retry/", interface.retry_hook, name="retry-webhook"),
]

of_imports = [
    path("petitions/<str:reference>/imports/", imports.imports, name="imports"),
    path("petitions/<str:reference>/imports/<str:run>/", imports.one, name="import"),
    path("petitions/<str:reference>/imports/<str:run>/options/", imports.options, name="import-options"),
    path("petitions/<str:reference>/imports/<str:run>/take/", imports.take, name="take-import"),
    path("petitions/<str:reference>/imports/<str:run>/undo/", imports.undo, name="undo-import"),
    path("petitions/<str:reference>/imports/<str:run>/forget/", imports.forget, name="forget-import"),
]

# What the sealed desk asks and tells, of every crisis at once, in a namespace of its own; the desk includes it beside this app's.
signatures = (
    [
        path("campaigns/", sealed.campaigns, name="campaigns"),
        path("campaigns/<str:reference>/vault/", sealed.vault, name="vault"),
        path("campaigns/<str:reference>/key/", sealed.key, name="key"),
        path("campaigns/<str:reference>/provisional/", sealed.provisional, name="provisional"),
        path("campaigns/<str:reference>/updates/<str:update>/mails/", mailing.mails, name="mail-update"),
        path("vaults/follow/", sealed.follow, name="follow"),
        path("handovers/<str:reference>/", packaging.facts, name="package-facts"),
        path("handovers/<str:reference>/signatures/", packaging.signatures, name="package-signatures"),
        path("handovers/<str:reference>/made/", packaging.made, name="package-made"),
        path("handovers/<str:reference>/package/", packaging.begin, name="begin-package"),
        path("handovers/<str:reference>/package/<int:number>/", packaging.part, name="package-part"),
        path("handovers/<str:reference>/offer/", packaging.offer, name="offer-package"),
    ],
    "signatures",
)

# Add a list of your own above, and its name below; that of campaigns stays last, because it takes any one word for a reference.
urlpatterns: list[URLPattern] = [*of_elsewhere, *of_handovers, *of_switches, *of_fraud, *of_imports, *of_words, *of_campaigns]
