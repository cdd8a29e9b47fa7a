"""The addresses of members' keys and of vaults; docs/reference/sealed-desk.md says what each takes and gives."""

from django.urls import URLPattern, path

from safeconduct.vault.views import directory, files, keys, reading, records, strongboxes, vaults

app_name = "vault"

of_members: list[URLPattern] = [
    path("me/", keys.me, name="me"),
    path("keyring/", keys.keyring, name="keyring"),
    path("slots/passphrase/", keys.passphrase, name="passphrase"),
    path("directory/", directory.people, name="directory"),
    path("directory/find/", directory.find, name="find"),
    path("directory/<str:member>/vouch/", directory.vouch, name="vouch"),
]

# Vaults, grants, epochs, records, files: add below, one path a line.
of_vaults: list[URLPattern] = [
    path("vaults/", vaults.vaults, name="vaults"),
    path("read/", reading.read, name="read"),
    path("registers/", reading.registers, name="registers"),
    path("strongboxes/", strongboxes.strongboxes, name="strongboxes"),
    path("strongboxes/<uuid:strongbox>/", strongboxes.strongbox, name="strongbox"),
    path("strongboxes/<uuid:strongbox>/ask/", strongboxes.ask, name="ask-strongbox"),
    path("strongboxes/<uuid:strongbox>/give/", strongboxes.give, name="give-share"),
    path("strongboxes/<uuid:strongbox>/renew/", strongboxes.renew, name="renew-strongbox"),
    path("strongboxes/<uuid:strongbox>/destroy/", strongboxes.destroy, name="destroy-strongbox"),
    path("vaults/<uuid:vault>/grants/", vaults.grants, name="grants"),
    path("vaults/<uuid:vault>/epochs/", vaults.epochs, name="epochs"),
    path("vaults/<uuid:vault>/destroy/", vaults.destroy, name="destroy-vault"),
    path("vaults/<uuid:vault>/records/", records.records, name="records"),
    path("vaults/<uuid:vault>/records/<uuid:record>/", records.history, name="history"),
    path("vaults/<uuid:vault>/records/<uuid:record>/destroy/", records.destroy, name="destroy-record"),
    path("vaults/<uuid:vault>/files/", files.begin, name="begin-file"),
    path("files/<uuid:file>/", files.download, name="file"),
    path("files/<uuid:file>/parts/<int:number>/", files.part, name="file-part"),
    path("files/<uuid:file>/finish/", files.finish, name="finish-file"),
    path("files/<uuid:file>/destroy/", files.destroy, name="destroy-file"),
]

urlpatterns = [*of_members, *of_vaults]
