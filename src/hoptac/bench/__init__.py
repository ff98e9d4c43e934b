"""Measurements of hoptac, beside a yardstick where there is one."""
