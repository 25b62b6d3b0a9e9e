"""As much of curl as the documents use, for machines that have none: ``-s``, ``-X``, ``-H``, ``-d``."""

import argparse
import sys
import urllib.error
import urllib.request


def main() -> None:
    """One request; the body of the answer, whatever its status, and a newline."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-X", dest="method")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="data")
    parser.add_argument("url")
    given = parser.parse_args()
    body = given.data.encode() if given.data is not None else None
    headers = dict(header.split(": ", 1) for header in given.headers)
    request = urllib.request.Request(given.url, body, headers, method=given.method)  # noqa: S310 - loopback
    try:
        answer = urllib.request.urlopen(request)  # noqa: S310 - loopback
    except urllib.error.HTTPError as refusal:
        answer = refusal
    sys.stdout.write(answer.read().decode() + "\n")


if __name__ == "__main__":
    main()
