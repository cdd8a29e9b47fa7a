"""The desk's addresses; each register's own pages follow under its crisis."""

from django.urls import include, path

from safeconduct.desk.views import bring, crises, door, home, record, review, search

own = (
    [
        path("", home.home, name="home"),
        path("sign-in/", door.sign_in, name="sign-in"),
        path("sign-out/", door.sign_out, name="sign-out"),
        path("search/", search.search, name="search"),
        path("record/", record.entries, name="record"),
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
    path("", include(own)),
    path("<slug:slug>/", include("safeconduct.evidence.urls")),
    path("<slug:slug>/", include("safeconduct.advocacy.urls")),
]
