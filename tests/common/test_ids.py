"""Names that tell nothing."""

from hoptac.common import ids


def test_names_do_not_repeat_and_hold_no_sign_that_is_misread():
    names = {ids.new_id() for _n in range(2000)}
    assert len(names) == 2000
    assert all(len(name) == 12 and not set(name) & set("01ilo") for name in names)
