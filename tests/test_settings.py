"""What the environment changes: each installation is started once, as its keeper would."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.builders import ROOT

NAMES = (
    "ALLOWED_HOSTS", "ALLAUTH_TRUSTED_PROXY_COUNT", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_TRUSTED_ORIGINS",
    "DEBUG", "LANGUAGE_COOKIE_SECURE", "SECRET_KEY", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER",
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE",
)  # fmt: skip
SAY = (
    f"import json, config.settings as it; print(json.dumps({{name: getattr(it, name) for name in {NAMES}}}))"
)


def started(folder: Path, *arguments: str, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIDZAS_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**kept, "LIDZAS_VAR": str(folder), **environment},
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def settings_of(folder: Path, **environment: str) -> dict[str, object]:
    return json.loads(started(folder, "-c", SAY, **environment))


def test_over_https_cookies_are_locked_to_the_host_and_browsers_told_to_stay(tmp_path):
    found = settings_of(tmp_path, LIDZAS_HTTPS="1", LIDZAS_HOSTS="a.example.org,b.example.org")
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert found[f"{cookie}_COOKIE_SECURE"] is True
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert found["SECURE_HSTS_SECONDS"] == 31536000
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["ALLOWED_HOSTS"] == ["a.example.org", "b.example.org"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://a.example.org", "https://b.example.org"]
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_without_https_only_this_machine_is_served_and_no_proxy_is_believed(tmp_path):
    found = settings_of(tmp_path)
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (found["SECURE_HSTS_SECONDS"], found["SESSION_COOKIE_SECURE"]) == (0, False)
    assert (found["SECURE_PROXY_SSL_HEADER"], found["ALLAUTH_TRUSTED_PROXY_COUNT"]) == (None, 0)


def test_the_keeper_says_how_many_proxies_there_are(tmp_path):
    assert settings_of(tmp_path, LIDZAS_HTTPS="1", LIDZAS_PROXIES="2")["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2


def test_nothing_in_the_environment_opens_the_pages_for_developers(tmp_path):
    assert settings_of(tmp_path, DEBUG="1", LIDZAS_DEBUG="1", DJANGO_DEBUG="1")["DEBUG"] is False


def test_an_installation_makes_a_secret_of_its_own_once_and_keeps_it_to_itself(tmp_path):
    first, again, other = (settings_of(tmp_path / name)["SECRET_KEY"] for name in ("one", "one", "two"))
    assert first == again != other
    assert len(first) >= 40
    for name in ("secret.key", "field.keys"):
        assert (tmp_path / "one" / name).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o700


def test_a_secret_in_the_environment_is_used_and_written_nowhere(tmp_path):
    assert settings_of(tmp_path, LIDZAS_SECRET_KEY="from elsewhere")["SECRET_KEY"] == "from elsewhere"
    assert not (tmp_path / "secret.key").exists()
