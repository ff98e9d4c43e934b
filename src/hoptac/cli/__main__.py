"""Entry of `./hoptac`."""

import sys

from hoptac.cli.run import main

if __name__ == "__main__":  # workers of the server import this file again under another name
    sys.exit(main(sys.argv[1:]))
