"""``python3 -m setup run``: make ready what the command needs, then do it. This file must be readable by an old Python too."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 — whoever is told so has an older one
    sys.exit("Safeconduct needs Python 3.11 or newer, and this one is older. Install it (Debian 12: apt install python3 python3-venv).")

from setup.commands import main

sys.exit(main(sys.argv[1:]))
