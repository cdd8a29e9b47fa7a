"""Addresses of the desk of evidence, below a crisis."""

from django.urls import path

from safeconduct.evidence.views import chains, claims, documents, sources

app_name = "evidence"

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/<str:reference>/", documents.document, name="document"),
    path("claims/", claims.listing, name="claims"),
    path("claims/<str:reference>/", claims.page, name="claim"),
    path("claims/<str:reference>/translate/", claims.translate, name="translate-claim"),
    path("claims/<str:reference>/amend/", claims.amend, name="amend-claim"),
    path("claims/<str:reference>/assess/", claims.assess, name="assess-claim"),
    path("claims/<str:reference>/withdraw/", claims.withdraw, name="withdraw-claim"),
    path("claims/<str:reference>/publish/", claims.publish, name="publish-claim"),
    path("claims/<str:reference>/unpublish/", claims.unpublish, name="unpublish-claim"),
    path("claims/<str:reference>/relate/", chains.relate, name="relate-claim"),
    path("claims/<str:reference>/origin/", chains.origin, name="set-origin"),
    path("claims/<str:reference>/cite/", chains.cite, name="cite-report"),
    path("claims/<str:reference>/overlap/", chains.overlap, name="group-overlap"),
    path("claims/<str:reference>/deny/", chains.deny, name="deny-claim"),
    path("claims/<str:reference>/detach/<str:report>/", chains.detach, name="detach-attribution"),
    path("claims/<str:reference>/take-back/<str:report>/", chains.take_back, name="withdraw-statement"),
    path("sources/", sources.listing, name="sources"),
    path("sources/<str:reference>/", sources.page, name="source"),
    path("sources/<str:reference>/describe/", sources.describe, name="describe-source"),
    path("sources/<str:reference>/names/", sources.spell, name="add-source-name"),
    path("sources/<str:reference>/merge/", sources.merge, name="merge-sources"),
    path("sources/<str:reference>/withdraw/", sources.take_back, name="withdraw-source"),
]
