"""Screens of what is done at the register: short forms, what they would change, and acts that wait for a second person."""
