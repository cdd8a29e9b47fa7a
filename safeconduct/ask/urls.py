"""The addresses of a person who asks for help. The words that lead somewhere (back, box, code, alive) can be no channel's."""

from django.urls import path

from safeconduct.ask.views import alive, asking, coming_back, pages, sealed

app_name = "ask"

urlpatterns = [
    path("", pages.door, name="door"),
    path("sealed/boxes/", sealed.boxes, name="sealed-boxes"),
    path("sealed/open/", sealed.open_, name="sealed-open"),
    path("sealed/add/", sealed.add, name="sealed-add"),
    path("sealed/destroy/", sealed.destroy, name="sealed-destroy"),
    path("sealed/files/", sealed.files, name="sealed-files"),
    path("sealed/files/<uuid:file>/parts/<int:number>/", sealed.part, name="sealed-part"),
    path("sealed/files/<uuid:file>/finish/", sealed.finish, name="sealed-finish"),
    path("<str:language>/", pages.home, name="home"),
    path("<str:language>/back/", coming_back.back, name="back"),
    path("<str:language>/box/", coming_back.box, name="box"),
    path("<str:language>/box/add/", coming_back.add, name="box-add"),
    path("<str:language>/box/destroy/", coming_back.destroy, name="box-destroy"),
    path("<str:language>/box/leave/", coming_back.leave, name="box-leave"),
    path("<str:language>/code/", asking.code, name="code"),
    path("<str:language>/code/skip/", pages.skip, name="code-skip"),
    path("<str:language>/alive/", alive.alive, name="alive"),
    path("<str:language>/alive/<str:token>/", alive.alive, name="alive-link"),
    path("<str:language>/<slug:slug>/", asking.ask, name="ask"),
    path("<str:language>/<slug:slug>/card.json", pages.card, name="card"),
]
