"""How fast the databases alone keep the same rows, one transaction for each signature.

python -m bench.surge_limits SECONDS     (the bare SQLite writer, with an installation's settings)
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

# The row as a surge writes it: the sealed signature to one recipient, the signer's own copy, the way back, and the sealed mail.
SIZES = {"blob": 551, "own": 80, "way": 60, "mail": 150}
COLUMNS = (
    "id, roll_id, tag, seat, person, home, domain, token, code, state, visibility, country, language, channel, is_provisional, "
    "signed_on, mails, batch, blob, own, way"
)
OF_MAIL = "id, roll_id, signature_id, kind, language, state, day, tries, blob"
PGBENCH = f"""
WITH kept AS (
  INSERT INTO signing_signature ({COLUMNS})
  SELECT gen_random_uuid(), id, decode(md5(random()::text), 'hex'), 1, decode(md5(random()::text), 'hex'),
    substr(decode(md5(random()::text), 'hex'), 1, 8), substr(decode(md5(random()::text), 'hex'), 1, 8),
    decode(md5(random()::text || clock_timestamp()::text), 'hex'), decode(md5(random()::text), 'hex'),
    'pending', 'addressee', 'SE', 'en', 'web', false, current_date, 1, '',
    decode(repeat(md5(random()::text), 35), 'hex'), decode(repeat(md5(random()::text), 5), 'hex'),
    decode(repeat(md5(random()::text), 4), 'hex')
  FROM signing_roll LIMIT 1 ON CONFLICT DO NOTHING RETURNING id, roll_id
)
INSERT INTO signing_waitingmail ({OF_MAIL})
SELECT gen_random_uuid(), roll_id, id, 'confirm', 'en', 'held', current_date, 0, decode(repeat(md5(random()::text), 9), 'hex') FROM kept;
"""


def postgresql_alone(address: str, folder: Path, *, seconds: int, clients: int = 8) -> float:
    """Give the signatures per second that pgbench gets kept, durably, in one transaction each."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    program = shutil.which("pgbench") or next((str(path / "pgbench") for path in programs if (path / "pgbench").exists()), "")
    if not program:
        raise SystemExit("pgbench was not found; it comes with PostgreSQL.")
    script, parts = folder / "pgbench.sql", urlsplit(address)
    script.write_text(PGBENCH)
    where = ["-h", parts.hostname or "", "-p", str(parts.port), "-U", parts.username or "", parts.path.lstrip("/")]
    command = [program, "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds), "-f", str(script), *where]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"tps = ([\d.]+)", said)
    if found is None or "number of failed transactions: 0 " not in said:
        raise SystemExit(f"pgbench said something else than a number:\n{said}")
    return float(found[1])


def sqlite_alone(environment: dict[str, str], folder: Path, *, seconds: int) -> float:
    """Give the same of a bare writer on SQLite, in a process of its own."""
    command = [sys.executable, "-m", "bench.surge_limits", str(seconds)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, cwd=folder)
    return float(json.loads(done.stdout))


def main() -> None:
    """Write for so many seconds."""
    import django

    django.setup()
    from safeconduct.signing.storing.link import Link

    link, seconds, count = Link(), float(sys.argv[1]), 0
    cursor = link.begin()
    cursor.execute("SELECT id FROM signing_roll")
    roll = cursor.fetchall()[0][0]
    link.commit(cursor)
    marks = ", ".join("?" * 21)
    signature = f"INSERT INTO signing_signature ({COLUMNS}) VALUES ({marks}) ON CONFLICT DO NOTHING"
    mail = f"INSERT INTO signing_waitingmail ({OF_MAIL}) VALUES ({', '.join('?' * 9)})"
    today, until = datetime.now(tz=UTC).date().isoformat(), time.monotonic() + seconds  # older ones would be deleted in the hourly round
    while time.monotonic() < until:
        one, new = os.urandom(16).hex(), os.urandom
        row = [one, roll, new(16), 1, new(16), new(8), new(8), new(16), new(16), "pending", "addressee", "SE", "en", "web", 0, today]
        cursor = link.begin()
        cursor.execute(signature, [*row, 1, "", *(new(SIZES[name]) for name in ("blob", "own", "way"))])
        cursor.execute(mail, [new(16).hex(), roll, one, "confirm", "en", "held", today, 0, new(SIZES["mail"])])
        link.commit(cursor)
        count += 1
    print(json.dumps(count / seconds))


if __name__ == "__main__":
    main()
