"""`python -m bench [P1 P4 …]`: measure all or some, and write RESULTS.md."""

import base64
import logging
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import django


def be_an_installation(folder: Path) -> None:
    """Set this process up as an installation of its own, whose keys all that it starts will share."""
    for name in [name for name in os.environ if name.startswith(("LIDZAS_", "DJANGO_", "DATABASE_"))]:
        del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LIDZAS_VAR": str(folder),
        "LIDZAS_SECRET_KEY": secrets.token_urlsafe(50),
        "LIDZAS_FIELD_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    }
    subprocess.run([sys.executable, "-m", "lidzas", "run", "--only-prepare"], check=True, capture_output=True)
    django.setup()
    logging.disable(logging.INFO)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with tempfile.TemporaryDirectory(prefix="lidzas-bench-") as folder:
        be_an_installation(Path(folder) / "own")
        from bench.measures import measure  # models can be imported only now

        measure(sys.argv[1:], Path(folder))


if __name__ == "__main__":
    main()
