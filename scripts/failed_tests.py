#!/usr/bin/env python3
"""The failed tests of result files (.trx), each with the first lines of what it says: a reader of the end of a long log needs no second file.

  failed_tests.py FILE.trx...
"""
import re
import sys
import xml.etree.ElementTree as xml

MOST_LINES = 6
MOST_CHARACTERS = 300


def failures(path):
    """Name and message of each failed test of a file; nothing from a file that a crash left half-written."""
    try:
        root = xml.parse(path).getroot()
    except (OSError, xml.ParseError):
        return
    for result in root.iterfind(".//{*}UnitTestResult"):
        if result.get("outcome") == "Failed":
            yield result.get("testName"), result.findtext(".//{*}Message") or "(no message)"


def main():
    found = sorted({failure for path in sys.argv[1:] for failure in failures(path)})
    for name, message in found:
        print(f"FAILED  {name}")
        lines = [line.strip() for line in re.split(r"[\r\n]+", message) if line.strip()]
        for line in lines[:MOST_LINES]:
            print(f"        {line[:MOST_CHARACTERS]}")


if __name__ == "__main__":
    sys.exit(main())
