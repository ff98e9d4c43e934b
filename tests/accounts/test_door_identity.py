"""Signing in through an identity provider: against a real one on loopback, and everything it or somebody else may answer wrongly."""

from __future__ import annotations

import json
import socket
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

import hands
from accounts.conftest import PASSWORD, acts, make
from hoptac.users.models import User
from pages.pages import words

BACK = "/sign-in/identity/national/back/"


def configure(settings, issuer: str) -> None:
    """As `hoptac.config.door` makes it of the environment."""
    app = {"provider_id": "national", "name": "VNeID (thử)", "client_id": "hoptac", "secret": "x",
           "settings": {"server_url": issuer, "fetch_userinfo": False, "oauth_pkce_enabled": True}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"]}}


@pytest.fixture(scope="module")
def server():
    with oidc_provider_mock.run_server_in_thread() as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture
def provider(server, settings):
    configure(settings, server)
    return server


def leave(client: Client, address: str = "/sign-in/identity/", **more) -> str:
    """The address at the provider the person is sent to."""
    answer = client.post(address, more)
    assert answer.status_code == 302, answer.content[:300]
    return answer["Location"]


def consent(url: str, subject: str) -> str:
    """What the person does there; the address they come back to."""
    answer = requests.post(url, data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def link(user, subject: str) -> None:
    SocialAccount.objects.create(user=user, provider="national", uid=subject, extra_data={})


def come(client: Client, url: str, subject: str = "0010"):
    return client.get(consent(url, subject))


def shown(answer) -> str:
    return words(answer.content.decode())


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_request_asks_for_little_and_carries_state_nonce_and_proof(client, db, provider):
    asked = parse_qs(urlsplit(leave(client)).query)
    assert asked["scope"] == ["openid"]
    assert len(asked["state"][0]) >= 32 and len(asked["nonce"][0]) >= 32
    assert asked["code_challenge_method"] == ["S256"] and asked["response_type"] == ["code"]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]


def test_the_button_is_there_only_where_a_provider_is_named(client, db, settings, server):
    assert "VNeID" not in shown(client.get("/sign-in/"))
    configure(settings, server)
    assert "VNeID (thử)" in shown(client.get("/sign-in/"))


def test_without_a_provider_there_is_no_such_way(client, db):
    assert client.post("/sign-in/identity/").status_code == 404
    assert client.get(BACK).status_code == 404


def test_a_linked_person_comes_in_through_the_second_step(client, officer, provider):
    link(officer, "0010")
    answer = come(client, leave(client, next="/figures/"))
    assert answer["Location"] == "/sign-in/code/"
    assert not is_in(client)
    assert client.post("/sign-in/code/", {"code": hands.code(officer.secret)})["Location"] == "/figures/"
    assert is_in(client)
    assert SocialAccount.objects.get().extra_data == {}


def test_an_unknown_person_gets_a_sentence_and_no_account(client, officer, provider):
    before = User.objects.count()
    answer = come(client, leave(client), "tong-hop@example.vn")  # the same mail address is no proof either
    assert answer.status_code == 403
    assert "chưa gắn với tài khoản nào" in shown(answer)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert not is_in(client)


def test_a_closed_account_gets_the_same_sentence(client, officer, provider):
    link(officer, "0010")
    officer.is_active = False
    officer.save()
    other = Client()
    assert shown(come(client, leave(client))) == shown(come(other, leave(other), "unknown"))
    assert not is_in(client)


def test_a_person_links_the_identity_on_the_profile(officer, provider, world):
    client = Client()
    hands.sign_in(client, officer, PASSWORD, officer.secret)
    answer = come(client, leave(client, "/profile/identity/"), "0099")
    assert answer["Location"] == "/profile/"
    assert SocialAccount.objects.get(user=officer).uid == "0099"
    assert acts("identity.link") == ["identity.link"]
    other = make(world, "khac")
    other.secret = hands.enrol(other)
    stranger = Client()
    hands.sign_in(stranger, other, PASSWORD, other.secret)
    assert come(stranger, leave(stranger, "/profile/identity/"), "0099").status_code == 409
    client.post("/profile/identity/", {"unlink": "1"})
    assert not SocialAccount.objects.exists()


def test_an_answer_is_taken_once(officer, provider):
    link(officer, "0010")
    client = Client()
    back = consent(leave(client), "0010")
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 400


def test_an_answer_meant_for_another_browser_is_refused(officer, provider):
    link(officer, "0010")
    back = consent(leave(Client()), "0010")
    victim = Client()
    answer = victim.get(back)
    assert answer.status_code == 400
    assert "không khớp với lần bấm" in shown(answer)
    assert not is_in(victim)


def test_another_state_is_refused(client, officer, provider):
    link(officer, "0010")
    back = consent(leave(client), "0010")
    assert client.get(back.replace("state=", "state=x")).status_code == 400
    assert not is_in(client)


def test_another_nonce_is_refused(client, officer, provider):
    link(officer, "0010")
    url = leave(client)
    asked = parse_qs(urlsplit(url).query)["nonce"][0]
    answer = come(client, url.replace(asked, "z" * len(asked)))
    assert answer.status_code == 400
    assert not is_in(client)


def test_a_code_that_was_made_up_is_refused(client, officer, provider):
    link(officer, "0010")
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    assert client.get(f"{BACK}?code=made-up&state={state}").status_code == 400


def test_who_stops_there_is_told_that_nothing_happened(client, db, provider):
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    answer = client.get(f"{BACK}?error=access_denied&state={state}")
    assert "Chưa có gì xảy ra" in shown(answer)


def test_a_provider_that_is_away_gets_a_sentence(client, db, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configure(settings, f"http://127.0.0.1:{port}")
    answer = client.post("/sign-in/identity/")
    assert answer.status_code == 503
    assert "không trả lời" in shown(answer)


def test_a_provider_that_goes_away_half_way_gets_a_sentence(client, officer, settings):
    with oidc_provider_mock.run_server_in_thread() as running:
        configure(settings, f"http://localhost:{running.server_port}")
        back = consent(leave(client), "0010")
    answer = client.get(back)
    assert answer.status_code == 503


@pytest.mark.parametrize("document", [
    {"issuer": "https://another.example"},
    {"jwks_uri": "http://evil.example/keys"},
    {"token_endpoint": "file:///etc/passwd"},
    {"authorization_endpoint": ""},
])  # fmt: skip
def test_a_document_that_leads_elsewhere_is_refused(client, db, provider, monkeypatch, document):
    real = requests.Session.request

    def changed(self, method, url, **more):
        answer = real(self, method, url, **more)
        if "openid-configuration" in url:
            answer._content = json.dumps(answer.json() | document).encode()
        return answer

    monkeypatch.setattr(requests.Session, "request", changed)
    assert client.post("/sign-in/identity/").status_code == 400


@pytest.mark.parametrize("forged", ["none", "HS256", "other key", "other audience", "old", "other issuer"])
def test_a_forged_identity_is_refused(client, officer, provider, monkeypatch, forged):
    import time

    import jwt
    from cryptography.hazmat.primitives.asymmetric import rsa

    link(officer, "0010")
    real, place = requests.Session.request, leave(client)
    nonce = parse_qs(urlsplit(place).query)["nonce"][0]
    claims = {"iss": provider, "aud": "hoptac", "sub": "0010", "nonce": nonce, "iat": int(time.time()), "exp": int(time.time()) + 600}
    claims |= {"other audience": {"aud": "x"}, "old": {"exp": int(time.time()) - 60}, "other issuer": {"iss": "https://x.example"}}.get(
        forged, {}
    )
    kid = requests.get(f"{provider}/jwks", timeout=5).json()["keys"][0].get("kid", "")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    algorithm, secret = {"none": ("none", None), "HS256": ("HS256", "x" * 32)}.get(forged, ("RS256", key))
    token = jwt.encode(claims, secret, algorithm=algorithm, headers={"kid": kid})

    def changed(self, method, url, **more):
        answer = real(self, method, url, **more)
        if "token" in url:
            answer._content = json.dumps(answer.json() | {"id_token": token}).encode()
        return answer

    monkeypatch.setattr(requests.Session, "request", changed)
    assert come(client, place).status_code == 400
    assert not is_in(client)


def test_the_environment_names_the_provider(monkeypatch):
    from hoptac.config import door

    assert door.identity_provider() == {}
    monkeypatch.setenv("HOPTAC_OIDC_ISSUER", "https://id.example.vn/")
    monkeypatch.setenv("HOPTAC_OIDC_CLIENT_ID", "hoptac")
    app = door.identity_provider()["openid_connect"]["APPS"][0]
    assert (app["settings"]["server_url"], app["provider_id"]) == ("https://id.example.vn", "national")
