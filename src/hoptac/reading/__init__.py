"""Reads Vietnamese administrative writing: documents named, figures stated, tasks given, people with their offices."""
