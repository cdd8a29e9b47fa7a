"""The desk's addresses; each register's own pages follow under its crisis."""

from django.urls import include, path

from safeconduct.desk.views import bring, crises, door, home, members, record, review, sealed, search
from safeconduct.petitions.urls import signatures
from safeconduct.publications.urls import press_room
from safeconduct.publications.views import answers
from safeconduct.released.urls import of_crisis as slips
from safeconduct.vault.views import door as keys

own = (
    [
        path("", home.home, name="home"),
        path("sign-in/", door.sign_in, name="sign-in"),
        path("sign-in/salt/", keys.salt, name="salt"),
        path("sign-in/recovery/", keys.recovery, name="recovery"),
        path("sign-in/renew/", keys.renew, name="renew"),
        path("sign-out/", door.sign_out, name="sign-out"),
        path("join/", door.join, name="join"),
        path("join/look/", keys.look, name="look"),
        path("sealed/", sealed.sealed, name="sealed"),
        path("members/", members.people, name="members"),
        path("members/invite/", members.invite, name="invite"),
        path("members/travel/", members.travel, name="travel"),
        path("members/invitations/<str:reference>/withdraw/", members.withdraw, name="withdraw-invitation"),
        path("members/organisations/<str:reference>/cut-off/", members.cut_off, name="cut-off"),
        path("members/<str:reference>/remove/", members.remove, name="remove-member"),
        path("members/<str:reference>/alarm/", members.alarm, name="alarm"),
        path("members/<str:reference>/release/", members.release, name="release"),
        path("search/", search.search, name="search"),
        path("record/", record.entries, name="record"),
        path("outbox/about/<str:about>/", answers.lead, name="lead"),
        path("outbox/mail/<str:reference>/file/", answers.lead_to_filing, name="answer-to"),
        path("crises/new/", crises.new, name="new-crisis"),
        path("<slug:slug>/", crises.overview, name="crisis"),
        path("<slug:slug>/let-in/", crises.let_in, name="let-in"),
        path("<slug:slug>/publish/", crises.publish, name="publish-crisis"),
        path("<slug:slug>/import/", bring.bring, name="import"),
        path("<slug:slug>/documents/<str:reference>/review/", review.page, name="review"),
        path("<slug:slug>/documents/<str:reference>/review/about/", review.about, name="review-about"),
        path("<slug:slug>/documents/<str:reference>/review/blocks/<int:index>/", review.block, name="review-block"),
        path("<slug:slug>/documents/<str:reference>/review/add/", review.add, name="review-add"),
        path("<slug:slug>/documents/<str:reference>/review/finish/", review.finish, name="review-finish"),
        path("<slug:slug>/documents/<str:reference>/review/<str:proposal>/", review.decide, name="review-decide"),
        path("<slug:slug>/documents/<str:reference>/added/", review.added, name="review-added"),
        path("<slug:slug>/documents/<str:reference>/added/publish/", review.publish, name="review-publish"),
    ],
    "desk",
)

urlpatterns = [
    # These before the crises: their first pages would be taken for one.
    path("cases/", include("safeconduct.casework.urls")),
    path("outbox/", include("safeconduct.outbox.urls")),
    path("fund/channels/", include("safeconduct.fund.urls.channels")),
    path("fund/", include("safeconduct.fund.urls.accounts")),
    path("fund/appeals/", include("safeconduct.fund.urls.appeals")),
    path("fund/bank/", include("safeconduct.fund.urls.bank")),
    path("payouts/", include("safeconduct.fund.urls.payouts")),
    path("placement/", include("safeconduct.placement.urls")),
    path("released/", include("safeconduct.released.urls")),
    path("watch/", include("safeconduct.watch.urls")),
    path("", include(own)),
    path("vault/", include("safeconduct.vault.urls")),
    path("requests/", include("safeconduct.intake.urls")),
    path("signatures/", include(signatures)),
    path("<slug:slug>/", include("safeconduct.evidence.urls")),
    path("<slug:slug>/", include("safeconduct.advocacy.urls")),
    path("<slug:slug>/press/", include(press_room)),
    path("<slug:slug>/", include(slips)),
    path("<slug:slug>/", include("safeconduct.publications.urls")),
    path("<slug:slug>/", include("safeconduct.petitions.urls")),
]
