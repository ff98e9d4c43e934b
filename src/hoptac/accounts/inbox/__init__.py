"""The screens of notices: the bell in the header, the inbox, and how each kind comes."""
