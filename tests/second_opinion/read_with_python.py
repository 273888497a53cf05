#!/usr/bin/env python3
"""Reads messages with Python's email package and prints what it makes of them, one JSON object a line.

usage: read_with_python.py FOLDER < PATHS      (paths relative to FOLDER, one a line)

Both policies read: "default" and "compat32". What raises in one is empty there. What is told to Python before it reads
is explained in compare.h.
"""

import calendar
import codecs
import email
import email._parseaddr
import email.header
import email.policy
import email.utils
import json
import re
import sys

# Senders that name these mean what Windows makes of them; Python's names for that.
MEANT = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
}
HOLES = b"\x81\x8d\x8f\x90\x9d"
SEVEN_BIT = ("ascii", "hz", "utf-7")  # and iso2022_...
EMBEDDED = ("message/rfc822", "message/global", "message/news")


def guess(data):
    """Bytes that name no charset: UTF-8, else windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decoded_text(data, "cp1252")


def guess_header(value):
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        value = guess(value.encode("utf-8", "surrogateescape"))
    return re.sub(r"=\?([\w-]+)(?=[?*])", lambda word: "=?" + meant_in_word(word[1]), value)


def meant_in_word(charset):
    known = attempt(lambda: codecs.lookup(charset.replace("windows-", "cp")).name)
    return MEANT.get(known, known or charset)


class Default(email.policy.EmailPolicy):
    def header_fetch_parse(self, name, value):
        return super().header_fetch_parse(name, guess_header(value) if isinstance(value, str) else value)


class Compat32(email.policy.Compat32):
    def header_fetch_parse(self, name, value):
        return guess_header(value) if isinstance(value, str) else value


def unfolded(text):
    return text.replace("\r", "").replace("\n", "")


def decoded(text):
    """RFC 2047 for compat32, which leaves it to the caller."""
    return str(email.header.make_header(email.header.decode_header(unfolded(str(text)))))


def attempt(reading):
    """None when it raises, whatever it is: the package raises many things on broken mail."""
    try:
        return reading()
    except Exception:
        return None


def default_mailboxes(message, field):
    return [[a.display_name, a.addr_spec] for h in message.get_all(field, []) for a in h.addresses]


def compat32_mailboxes(message, field):
    # Outlook's semicolons divide for us, and for later versions of Python; a colon may begin a group, which one ends.
    fields = [h if ":" in h else h.replace(";", ",") for h in map(unfolded, message.get_all(field, []))]
    return [[decoded(name), address] for name, address in email.utils.getaddresses(fields)]


def date_of(message):
    """The sender's clock, and how far it is east of UTC, or None where the zone is not known."""
    # The public parsedate_tz() takes UTC for a zone that it does not know.
    parsed = email._parseaddr._parsedate_tz(unfolded(str(message["date"])))
    return [calendar.timegm((*parsed[:6], 0, 0, 0)), parsed[9]]


def read(data, policy, subject, mailboxes):
    message = attempt(lambda: email.message_from_bytes(data, policy=policy))
    if message is None or not attempt(message.keys):
        return {"readable": False}
    return {
        "readable": True,
        "subject": attempt(lambda: subject(message["subject"] or "")),
        "from": attempt(lambda: mailboxes(message, "from")),
        "to": attempt(lambda: mailboxes(message, "to")),
        "date": attempt(lambda: date_of(message)),
        "parts": attempt(lambda: leaves(message)) or [],
    }


def leaves(root):
    found = []
    waiting = [root]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart() and (kind.startswith("multipart/") or kind in EMBEDDED):
            waiting.extend(reversed(part.get_payload()))
        else:
            found.append(
                {
                    "type": kind,
                    "name": attempt(lambda: decoded_name(part)) or "",
                    "text": text_of(part) if kind.startswith("text/") else None,
                }
            )
    return found


def decoded_name(part):
    name = part.get_filename()
    return name if name is None or not isinstance(part.policy, Compat32) else decoded(name)


def text_of(part):
    data = part.get_payload(decode=True)
    if data is None:
        return None
    charset = attempt(lambda: codecs.lookup(part.get_content_charset()).name)
    if charset is None:
        return guess(data)
    if not data.isascii() and (charset in SEVEN_BIT or charset.startswith("iso2022")):
        utf8 = attempt(lambda: data.decode("utf-8"))
        if utf8 is not None:
            return utf8
    text = attempt(lambda: decoded_text(data, MEANT.get(charset, charset)))
    return guess(data) if text is None else text


def decoded_text(data, charset):
    # windows-1252 has five holes, which Python does not read; elsewhere they are the control characters.
    if charset == "cp1252":
        return "".join(bytes([b]).decode("cp1252" if b not in HOLES else "latin-1") for b in data)
    return data.decode(charset, "replace")


def without_frame(data):
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    for dot in (b"\n.\r\n", b"\n.\n"):
        if data.endswith(dot):
            data = data[: 1 - len(dot)]
    return data


def with_line_feeds(data):
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def main():
    folder = sys.argv[1]
    sys.setrecursionlimit(5000)
    for line in sys.stdin:
        path = line.rstrip("\n")
        with open(f"{folder}/{path}", "rb") as file:
            data = with_line_feeds(without_frame(file.read()))
        reading = {
            "path": path,
            "default": read(data, Default(), str, default_mailboxes),
            "compat32": read(data, Compat32(), decoded, compat32_mailboxes),
        }
        text = json.dumps(reading, ensure_ascii=False)
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    main()
