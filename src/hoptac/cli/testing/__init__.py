"""`./hoptac test`: runs the suites in order and counts them. Standard library only: it can judge a checkout that does not start."""
