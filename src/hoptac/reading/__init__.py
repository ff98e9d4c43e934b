"""Reads Vietnamese administrative writing: documents named, figures stated, tasks given, people with their offices."""
from hoptac.reading.findings import Assignment, Figure, Findings, Person, Reference
from hoptac.reading.reader import read

__all__ = ["Assignment", "Figure", "Findings", "Person", "Reference", "read"]
