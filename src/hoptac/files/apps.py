from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "hoptac.files"
    label = "files"
