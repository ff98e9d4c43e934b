"""Addresses of the door. Some names are those by which allauth calls its steps; the pages behind them are ours."""

from django.urls import path

from hoptac.accounts.door import profile, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.second_step, name="mfa_authenticate"),
    path("sign-in/start-over/", views.start_over, name="account_start_over"),
    path("sign-in/passkey/", views.enter_by_passkey, name="mfa_passkey_enter"),
    path("sign-in/passkey/<slug:purpose>/", views.passkey_question, name="mfa_passkey_question"),
    path("sign-in/identity/", views.enter_by_identity, name="identity_enter"),
    path("sign-in/identity/<slug:provider_id>/back/", views.back_from_identity, name="openid_connect_callback"),
    path("sign-in/second-step/", views.enrol, name="mfa_enrol"),
    path("sign-in/recovery-codes/", views.codes, name="mfa_codes"),
    path("sign-in/again/", views.again, name="account_reauthenticate"),
    path("sign-in/forgot/", views.forgot, name="account_forgot"),
    path("sign-in/reset/<str:token>/", views.reset, name="account_reset"),
    path("sign-in/help/<slug:public_id>/", profile.help_in, name="account_help"),
    path("profile/", profile.profile, name="profile"),
    path("profile/edit/", profile.edit, name="profile_edit"),
    path("profile/password/", profile.password, name="profile_password"),
    path("profile/factors/<int:row>/remove/", profile.remove_factor, name="profile_remove_factor"),
    path("profile/sessions/", profile.end_sessions, name="profile_sessions"),
    path("profile/identity/", profile.link_identity, name="profile_identity"),
]
