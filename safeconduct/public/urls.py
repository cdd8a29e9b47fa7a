"""The public addresses. They are permanent: what stands in a printed letter must lead somewhere in ten years."""

from django.urls import path

from safeconduct.public.views import actions, annex, board, counts, demands, feeds, pages, petitions, press, publications

app_name = "public"

urlpatterns = [
    path("", pages.door, name="door"),
    path("p/<str:reference>/count.json", counts.count_json, name="count-json"),
    path("p/<str:reference>/count.svg", counts.count_svg, name="count-svg"),
    path("p/<str:reference>/<str:language>/count.svg", counts.count_svg, name="count-svg-in"),
    path("<str:language>/", pages.home, name="home"),
    path("<str:language>/annex/<str:token>/", annex.annex, name="annex"),
    path("<str:language>/press-access/<str:token>/", press.press_access, name="press-access"),
    path("<str:language>/<slug:slug>/", pages.crisis, name="crisis"),
    path("<str:language>/<slug:slug>/claims/", pages.claims, name="claims"),
    path("<str:language>/<slug:slug>/claims/<str:reference>/", pages.claim, name="claim"),
    path("<str:language>/<slug:slug>/governments/", board.governments, name="governments"),
    path("<str:language>/<slug:slug>/governments/feed.atom", feeds.governments, name="governments-feed"),
    path("<str:language>/<slug:slug>/governments/page/<int:page>/", board.governments, name="governments-page"),
    path("<str:language>/<slug:slug>/governments/on/<str:day>/", board.governments_on, name="governments-on"),
    path("<str:language>/<slug:slug>/governments/<str:code>/", board.government, name="government"),
    path("<str:language>/<slug:slug>/governments/<str:code>/feed.atom", feeds.government, name="government-feed"),
    path("<str:language>/<slug:slug>/governments/<str:code>/words/<int:page>/", board.government, name="government-words"),
    path("<str:language>/<slug:slug>/governments/<str:code>/<str:reference>/", board.answer, name="answer"),
    path("<str:language>/<slug:slug>/demands/", demands.demands, name="demands"),
    path("<str:language>/<slug:slug>/demands/<str:reference>/", demands.demand, name="demand"),
    path("<str:language>/<slug:slug>/demands/<str:reference>/feed.atom", feeds.demand, name="demand-feed"),
    path("<str:language>/<slug:slug>/timeline/", pages.timeline, name="timeline"),
    path("<str:language>/<slug:slug>/actions/", actions.listing, name="actions"),
    path("<str:language>/<slug:slug>/actions/<str:reference>/", actions.page, name="action"),
    path("<str:language>/<slug:slug>/actions/<str:reference>/print/", actions.on_paper, name="action-paper"),
    path("<str:language>/<slug:slug>/actions/<str:reference>/wrote/", actions.wrote, name="action-wrote"),
    path("<str:language>/<slug:slug>/actions/<str:reference>/counted/", actions.counted, name="action-counted"),
    path("<str:language>/<slug:slug>/actions/<str:reference>/letters/", actions.letters, name="action-letters"),
    path("<str:language>/<slug:slug>/petitions/", petitions.listing, name="petitions"),
    path("<str:language>/<slug:slug>/petitions/<slug:petition>/", petitions.page, name="petition"),
    path("<str:language>/<slug:slug>/petitions/<slug:petition>/sign/", petitions.sign, name="petition-sign"),
    path("<str:language>/<slug:slug>/petitions/<slug:petition>/signed/", petitions.signed, name="petition-signed"),
    path("<str:language>/<slug:slug>/press/", press.room, name="press"),
    path("<str:language>/<slug:slug>/press/releases.rss", press.releases_rss, name="press-rss"),
    path("<str:language>/<slug:slug>/press/releases.atom", press.releases_atom, name="press-atom"),
    path("<str:language>/<slug:slug>/press/<str:reference>.ninjs.json", press.machine_release, name="press-ninjs"),
    path("<str:language>/<slug:slug>/press/<str:reference>/", press.release, name="press-release"),
    path("<str:language>/<slug:slug>/publications/", publications.listing, name="publications"),
    path("<str:language>/<slug:slug>/publications/feed.atom", publications.feed, name="publications-feed"),
    path("<str:language>/<slug:slug>/publications/<str:reference>.<str:form>", publications.download, name="publication-file"),
    path("<str:language>/<slug:slug>/publications/<str:reference>/", publications.page, name="publication"),
    path("<str:language>/<slug:slug>/publications/<str:reference>/<int:number>/", publications.page, name="publication-version"),
    path("<str:language>/<slug:slug>/embed/<str:reference>/", publications.embed, name="embed"),
]
