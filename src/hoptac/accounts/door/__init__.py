"""The door: signing in, second factors, passkeys, lockout, sessions, the profile.

Built on allauth and axes; no page of theirs is reached by anyone.
"""
