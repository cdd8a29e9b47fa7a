"""The addresses of cases; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import path

from safeconduct.casework.views import cases, demands, known, referrals, registers, rules, talk

app_name = "casework"

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("demands/", demands.demands, name="demands"),
    path("registers/", registers.registers, name="registers"),
    path("rules/", rules.rules, name="rules"),
    path("partners/", referrals.partners, name="partners"),
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/<uuid:referral>/second/", referrals.second, name="second_referral"),
    path("referrals/<uuid:referral>/accept/", referrals.accept, name="accept_referral"),
    path("referrals/<uuid:referral>/refuse/", referrals.refuse, name="refuse_referral"),
    path("referrals/<uuid:referral>/revoke/", referrals.revoke, name="revoke_referral"),
    path("referrals/<uuid:referral>/end/", referrals.end, name="end_referral"),
    path("boxes/", talk.boxes, name="boxes"),
    path("boxes/<uuid:box>/answers/", talk.answers, name="box_answers"),
    path("boxes/<uuid:box>/files/<uuid:file>/", talk.file, name="box_file"),
    path("known/", known.known, name="known"),
    path("known/evaluate/", known.evaluate, name="evaluate"),
    path("known/<uuid:hit>/agree/", known.agree, name="agree_hit"),
    path("<uuid:case>/tokens/", known.tokens, name="tokens"),
    path("<uuid:case>/hand-over/", referrals.hand_over, name="hand_over"),
    path("<uuid:case>/shell/", cases.shell, name="shell"),
    path("<uuid:case>/compartments/", cases.compartments, name="compartments"),
    path("<uuid:case>/close/", cases.close, name="close"),
    path("<uuid:case>/reopen/", cases.reopen, name="reopen"),
    path("<uuid:case>/hold/", cases.hold, name="hold"),
    path("<uuid:case>/shred/", cases.shred, name="shred"),
]
