"""The design system, the shell of every page, and the panels other rooms hang on pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hoptac.web"
    label = "web"
