"""`python -m hoptac.reading FILE` prints the findings of one text file as JSON."""
import json
import sys

from hoptac.reading.reader import read

if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        print(json.dumps(read(source.read()).as_dict(), ensure_ascii=False))
