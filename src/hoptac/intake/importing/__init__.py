"""Sheets of records: read, understood, shown row by row, and committed as one act."""
