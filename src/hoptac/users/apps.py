from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "hoptac.users"
    label = "users"
