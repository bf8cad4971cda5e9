"""P9: the practice round with a thousand cases."""

import os
import re
import subprocess
import sys
import time

from django.apps import apps

from bench.installation import Ground
from bench.report import Found
from bench.server import ROOT, environment_of

CASES = 1_000
WALKED = 100


def sample(ground: Ground) -> Found:
    """P9."""
    installation = ground.fresh("sample-1k")
    command = [sys.executable, "-m", "lidzas", "sample", "--cases", str(CASES)]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment_of(installation.folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )  # fmt: skip
    bar = process.stderr.read().decode() if process.stderr else ""
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(bar[-500:])
    with installation.opened():
        rows = sum(model._default_manager.count() for model in apps.get_models())
    rate = re.search(rf"\b{WALKED}/{CASES}\s+([\d.]+)/s", bar)
    walked = WALKED / float(rate[1]) if rate else seconds
    copied = (CASES - WALKED) / (seconds - walked)
    return Found(
        f"practice round of {CASES} cases",
        "≥ 2,000 rows/s; bounded memory",
        None,
        [
            ("in all", f"{rows / seconds:,.0f} rows/s, {CASES / seconds:.1f} cases/s, {seconds:.0f} s"),
            (f"the first {WALKED}, deed by deed", f"{WALKED / walked:.1f} cases/s"),
            ("the others, copied", f"{copied:.0f} cases/s, {copied * rows / CASES:,.0f} rows/s"),
            ("largest memory (RSS)", f"{used.ru_maxrss * 1024 / 1e6:.0f} MB"),
        ],
    )
