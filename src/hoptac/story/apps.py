from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "hoptac.story"
    label = "story"
