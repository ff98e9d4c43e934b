"""Entry of `./hoptac test`."""

import sys

from hoptac.cli.testing.main import main

sys.exit(main(sys.argv[1:]))
