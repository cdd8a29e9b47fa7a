"""Addresses of publications, below a crisis."""

from django.urls import URLPattern, path

from safeconduct.publications.views import (
    annex,
    answers,
    chasers,
    comments,
    dispatches,
    editing,
    listing,
    parts,
    press,
    recipients,
    releasing,
    signing,
    urgent,
    versions,
)

app_name = "publications"

of_drafts = [
    path("publications/", listing.listing, name="listing"),
    path("publications/new/", listing.new, name="new"),
    path("publications/<str:reference>/", editing.page, name="page"),
    path("publications/<str:reference>/preview/", editing.preview, name="preview"),
    path("publications/<str:reference>/sibling/", listing.sibling, name="sibling"),
    path("publications/<str:reference>/update/", listing.update, name="update"),
    path("publications/<str:reference>/title/", editing.title, name="set-title"),
    path("publications/<str:reference>/languages/", editing.language, name="add-language"),
    path("publications/<str:reference>/languages/<str:code>/drop/", editing.drop, name="drop-language"),
    path("publications/<str:reference>/readers/", editing.describe, name="describe"),
    path("publications/<str:reference>/look/", editing.look, name="look-anew"),
    path("publications/<str:reference>/findings/<str:finding>/allow/", editing.allow, name="allow-finding"),
    path("publications/<str:reference>/findings/<str:finding>/take-back/", editing.take_back, name="take-back-allowance"),
    path("publications/<str:reference>/parts/", parts.add, name="add-part"),
    path("publications/<str:reference>/parts/<str:part>/", parts.arrange, name="set-part"),
    path("publications/<str:reference>/parts/<str:part>/move/", parts.move, name="move-part"),
    path("publications/<str:reference>/parts/<str:part>/remove/", parts.remove, name="remove-part"),
    path("publications/<str:reference>/parts/<str:part>/<str:code>/", parts.write, name="write-part"),
]

of_annexes = [
    path("publications/<str:reference>/annex/", annex.page, name="annex"),
    path("publications/<str:reference>/annex/sealed/", annex.sealed, name="sealed-annex"),
    path("publications/<str:reference>/annex/check/", annex.check, name="check-annex"),
    path("publications/<str:reference>/annex/copies/", annex.copies, name="annex-copies"),
    path("publications/<str:reference>/annex/copies/<str:copy>/recall/", annex.recall, name="recall-annex-copy"),
]

of_versions = [
    path("publications/<str:reference>/versions/", versions.versions, name="versions"),
    path("publications/<str:reference>/versions/offer/", versions.offer, name="offer"),
    path("publications/<str:reference>/versions/<int:number>/", versions.version, name="version"),
    path("publications/<str:reference>/versions/<int:number>/approve/", versions.approve, name="approve"),
    path("publications/<str:reference>/signing/", signing.sign, name="sign"),
    path("publications/<str:reference>/signing/invite/", signing.invite, name="invite"),
    path("publications/<str:reference>/signing/deadline/", signing.deadline, name="set-sign-on-deadline"),
    path("publications/<str:reference>/signing/<int:number>/answer/", signing.answer, name="answer-version"),
    path("publications/<str:reference>/signing/<int:number>/write-down/", signing.write_down, name="write-down-answer"),
    path("publications/<str:reference>/signing/<str:organisation>/take-back/", signing.take_back, name="take-back-answer"),
    path("publications/<str:reference>/signing/<str:organisation>/uninvite/", signing.uninvite, name="uninvite"),
    path("publications/<str:reference>/release/", releasing.page, name="release"),
    path("publications/<str:reference>/release/<int:number>/", releasing.release, name="release-version"),
    path("publications/<str:reference>/embargo/", releasing.embargo, name="set-embargo"),
    path("publications/<str:reference>/embargo/lift/", releasing.lift, name="lift-embargo"),
    path("publications/<str:reference>/recall/", releasing.recall, name="recall"),
    path("publications/<str:reference>/comments/", comments.comments, name="comments"),
    path("publications/<str:reference>/comments/<str:remark>/answer/", comments.answer, name="answer-comment"),
    path("publications/<str:reference>/comments/<str:remark>/settle/", comments.settle, name="settle-comment"),
]

of_answers = [
    path("mail/", answers.listing, name="answers"),
    path("mail/<str:reference>/", answers.file_mail, name="file-mail"),
    path("copies/<str:reference>/answer/", answers.file_paper, name="file-paper"),
    path("chasers/", chasers.page, name="chasers"),
    path("chasers/prepare/", chasers.prepare, name="prepare-chasers"),
    path("chasers/offer/", chasers.offer, name="offer-chasers"),
    path("chasers/approve/", chasers.approve, name="approve-chasers"),
    path("copies/<str:reference>/scans/<int:number>/", answers.scan, name="answer-scan"),
]

of_sending = [
    path("publications/letterhead/", recipients.letterhead, name="letterhead"),
    path("publications/<str:reference>/recipients/", recipients.page, name="recipients"),
    path("publications/<str:reference>/recipients/add/", recipients.add, name="add-recipients"),
    path("publications/<str:reference>/recipients/approve/", recipients.approve_shown, name="approve-recipients"),
    path("publications/<str:reference>/recipients/<str:post>/", recipients.one, name="recipient"),
    path("publications/<str:reference>/recipients/<str:post>/remove/", recipients.remove, name="remove-recipient"),
    path("publications/<str:reference>/recipients/<str:post>/letter/", dispatches.letter, name="letter"),
    path("publications/<str:reference>/recipients/<str:post>/draft/", dispatches.draft, name="draft"),
    path("publications/<str:reference>/sending/", dispatches.page, name="dispatches"),
    path("publications/<str:reference>/sending/plan/", dispatches.plan, name="plan-dispatches"),
    path("publications/<str:reference>/sending/go/", dispatches.send, name="send-planned"),
    path("publications/<str:reference>/sending/print/", dispatches.bundle, name="bundle"),
    path("publications/<str:reference>/sending/labels/", dispatches.labels, name="labels"),
    path("publications/<str:reference>/sending/<str:dispatch>/taken/", dispatches.taken, name="taken"),
    path("publications/<str:reference>/sending/<str:dispatch>/scan/", dispatches.scan, name="scan"),
    path("publications/<str:reference>/sending/<str:dispatch>/cancel/", dispatches.cancel, name="cancel-dispatch"),
    path("publications/<str:reference>/files/<int:number>/<str:name>/", dispatches.file, name="file"),
]

of_urgent = [
    path("publications/<str:reference>/urgent/", urgent.page, name="urgent"),
    path("publications/<str:reference>/urgent/consent/", urgent.consent, name="record-consent"),
    path("publications/<str:reference>/urgent/consent/withdraw/", urgent.withdrawn, name="withdraw-consent"),
    path("publications/<str:reference>/urgent/harm/", urgent.weighed, name="weigh-harm"),
    path("publications/<str:reference>/urgent/number/", urgent.numbered, name="number-action"),
    path("publications/<str:reference>/urgent/last-day/", urgent.deadline, name="set-last-day"),
    path("publications/<str:reference>/urgent/outcome/", urgent.outcome, name="record-outcome"),
]

of_releases = [
    path("publications/<str:reference>/press/", press.facts, name="press-facts"),
    path("publications/<str:reference>/press/place/", press.place, name="set-place"),
    path("publications/<str:reference>/press/access/", press.give, name="give-access"),
    path("publications/<str:reference>/press/access/<str:mark>/end/", press.end_access, name="end-access"),
]

# The press desk of a crisis, in a namespace of its own; the desk includes it beside this app's.
press_room = (
    [
        path("", press.room, name="room"),
        path("contacts/", press.contact, name="add-contact"),
        path("contacts/<str:reference>/end/", press.end_contact, name="end-contact"),
        path("about/", press.boilerplate, name="boilerplate"),
        path("list/", press.journalist, name="add-journalist"),
        path("list/<str:reference>/let-go/", press.let_go, name="let-go"),
    ],
    "press",
)

# Add a list of your own above, and its name below; that of drafts stays last, because it takes any one word for a reference.
urlpatterns: list[URLPattern] = [*of_answers, *of_annexes, *of_versions, *of_sending, *of_urgent, *of_releases, *of_drafts]
