"""`python -m hoptac.reading FILE` prints the findings of one file as JSON; a bad file is told in one sentence, exit 2."""

from __future__ import annotations

import json
import sys

from hoptac.reading.sources import SourceError, findings_of, load, read_within


def main(arguments: list[str]) -> int:
    """Reads one file and prints the object of the guide."""
    if len(arguments) != 1:
        print("Cách dùng: python -m hoptac.reading TỆP", file=sys.stderr)
        return 2
    try:
        source = load(arguments[0])
        found = read_within(source.text, seconds=120)
    except SourceError as x:
        print(x, file=sys.stderr)
        return 2
    print(json.dumps(findings_of(source, found), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
