"""Addresses of the advocacy desk, below a crisis."""

from django.urls import path

from safeconduct.advocacy.views import answers, asks, board, bodies, demands, posts, taking_posts, verdicts

app_name = "advocacy"

urlpatterns = [
    path("demands/", demands.listing, name="demands"),
    path("demands/new/", demands.new, name="new-demand"),
    path("demands/<str:reference>/", demands.page, name="demand"),
    path("demands/<str:reference>/text/", demands.translate, name="translate-demand"),
    path("demands/<str:reference>/publish/", demands.publish, name="publish-demand"),
    path("demands/<str:reference>/unpublish/", demands.unpublish, name="unpublish-demand"),
    path("demands/<str:reference>/withdraw/", demands.withdraw, name="withdraw-demand"),
    path("demands/<str:reference>/asks/new/", asks.new, name="new-ask"),
    path("demands/<str:reference>/verdicts/<str:body>/new/", verdicts.new, name="new-verdict"),
    path("asks/overdue/", asks.overdue, name="overdue"),
    path("asks/<str:reference>/withdraw/", asks.withdraw, name="withdraw-ask"),
    path("verdicts/", verdicts.listing, name="verdicts"),
    path("verdicts/<str:reference>/", verdicts.page, name="verdict"),
    path("verdicts/<str:reference>/confirm/", verdicts.confirm, name="confirm-verdict"),
    path("verdicts/<str:reference>/set-aside/", verdicts.set_aside, name="set-verdict-aside"),
    path("verdicts/<str:reference>/reply/", verdicts.reply, name="reply-to-verdict"),
    path("commitments/<str:reference>/withdraw/", answers.withdraw_promise, name="withdraw-commitment"),
    path("answers/", board.page, name="board"),
    path("answers/<str:reference>/", answers.page, name="answer"),
    path("answers/<str:reference>/text/", answers.translate, name="translate-answer"),
    path("answers/<str:reference>/commitments/", answers.commit, name="record-commitment"),
    path("answers/<str:reference>/publish/", answers.publish, name="publish-answer"),
    path("answers/<str:reference>/unpublish/", answers.unpublish, name="unpublish-answer"),
    path("answers/<str:reference>/withdraw/", answers.withdraw, name="withdraw-answer"),
    path("posts/", posts.listing, name="posts"),
    path("posts/import/", taking_posts.take, name="import-posts"),
    path("posts/<str:reference>/", posts.page, name="post"),
    path("posts/<str:reference>/description/", posts.describe, name="describe-post"),
    path("posts/<str:reference>/titles/", posts.title, name="title-post"),
    path("posts/<str:reference>/forms/", posts.address, name="address-post"),
    path("posts/<str:reference>/holders/", posts.holder, name="keep-holder"),
    path("posts/<str:reference>/contacts/", posts.contact, name="add-contact"),
    path("posts/<str:reference>/contacts/end/", posts.end_contact, name="end-contact"),
    path("posts/<str:reference>/verified/", posts.verify, name="verify-post"),
    path("bodies/new/", bodies.new, name="new-body"),
    path("bodies/<str:reference>/", bodies.page, name="body"),
    path("bodies/<str:reference>/names/", bodies.spell, name="spell-body"),
    path("bodies/<str:reference>/posts/", bodies.post, name="name-post"),
    path("bodies/<str:reference>/posts/<str:post>/holders/", bodies.holding, name="record-holding"),
    path("bodies/<str:reference>/searches/", bodies.search, name="note-search"),
    path("bodies/<str:reference>/responses/new/", answers.new_response, name="new-response"),
    path("bodies/<str:reference>/deeds/new/", answers.new_deed, name="new-deed"),
]
