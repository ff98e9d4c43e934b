"""A site behind HTTPS, as its operator checks it."""

from __future__ import annotations

import os
import subprocess
import sys


def django(*arguments: str, folder, **environment: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "HOPTAC_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "hoptac.config.settings", "PYTHONPATH": "src"} | environment
    env.pop("HOPTAC_DOORS", None) if "HOPTAC_DOORS" not in environment else None
    return subprocess.run([sys.executable, *arguments], env=env, capture_output=True, text=True, timeout=120)


def test_check_deploy_is_clean_behind_https(tmp_path):
    done = django(
        "-m", "django", "check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, HOPTAC_HTTPS="1", HOPTAC_HOSTS="hoptac.example.vn"
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_cookies_behind_https_are_bound_to_the_host(tmp_path):
    code = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)"
    )
    done = django("-c", code, folder=tmp_path, HOPTAC_HTTPS="1")
    assert done.stdout.split() == ["__Host-hoptac", "__Host-hoptac-csrf", "True", "True", "True", "Lax", "None", "/"]


def test_a_command_that_only_asks_loads_nothing_of_the_door(tmp_path):
    code = (
        "import django, sys; django.setup(); from django.urls import reverse; reverse('figures:passport', args=['x']);"
        " print([name for name in sys.modules if name.split('.')[0] in ('allauth', 'axes', 'fido2', 'qrcode', 'jwt')])"
    )
    done = django("-c", code, folder=tmp_path, HOPTAC_DOORS="0")
    assert done.stdout.strip() == "[]", done.stderr[-500:]


def test_mail_goes_to_a_folder_or_by_smtp(tmp_path):
    code = "from django.conf import settings as s; print(s.EMAIL_BACKEND.split('.')[-2], getattr(s, 'EMAIL_HOST_USER', ''), s.EMAIL_PORT)"
    assert django("-c", code, folder=tmp_path, HOPTAC_SMTP="").stdout.split()[0] == "filebased"
    done = django("-c", code, folder=tmp_path, HOPTAC_SMTP="smtp://gui%40tinh.vn:mat@thu.example.vn:2525")
    assert done.stdout.split() == ["smtp", "gui@tinh.vn", "2525"]
