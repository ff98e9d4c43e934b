"""The screens of people and roles: what a person may do and why, granting, ending, leave, and what a reorganisation proposes."""
