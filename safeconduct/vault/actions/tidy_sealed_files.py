"""Take away sealed files that were never finished, and bytes that nothing knows of."""

from datetime import date, timedelta

from safeconduct.kit.arriving import destroy_file, ids_in
from safeconduct.vault.models import SealedFile
from safeconduct.vault.storing import sealed_folder

A_DAY = timedelta(days=1)


def tidy_sealed_files(*, on: date) -> int:
    """Destroy what was begun before yesterday and not finished, and files without a row; give how many.

    Writes no entry: nobody did anything.
    """
    unfinished = SealedFile.objects.filter(digest=b"", begun_on__lt=on - A_DAY)
    late = list(unfinished.values_list("pk", flat=True))
    unfinished.delete()
    folder = sealed_folder()
    strays = ids_in(folder) - set(SealedFile.objects.values_list("pk", flat=True))  # in this order: a row is there before its bytes
    for id_ in {*late, *strays}:
        destroy_file(folder, id_)
    return len({*late, *strays})
