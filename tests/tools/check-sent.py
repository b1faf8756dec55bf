#!/usr/bin/python3
"""check-sent.py KIT NAME MAILDIR: are the messages in MAILDIR the kit's mail,
each to one recipient?  Prints who got what, and every fault."""
import email
import email.header
import email.policy
import glob
import sys

kit, name, folder = sys.argv[1:]


def fields(message, field):
    return [str(email.header.make_header(email.header.decode_header(value)))
            for value in message.get_all(field, [])]


def body(message):
    """What stands behind the header, lines ended as in the kit."""
    return message.replace(b"\r\n", b"\n").split(b"\n\n", 1)[1].rstrip(b"\n")


raw = open(f"{kit}/{name}.eml", "rb").read()
master = email.message_from_bytes(raw)
seen = set()
lines = []
for path in glob.glob(f"{folder}/*"):
    got = open(path, "rb").read()
    message = email.message_from_bytes(got)
    to = fields(message, "Envelope-to")[0]
    if body(got) != body(raw):
        print(to, "got another body")
    for field in ("From", "Subject", "Date", "Content-Type", "MIME-Version", "Content-Language"):
        if str(message[field]).split() != str(master[field]).split():
            print(to, "another", field)
    if message["Cc"] or message["Bcc"]:
        print(to, "sees others")
    seen.add(message["Message-ID"])
    lines.append(f"{to} {fields(message, 'Return-path')[0]} {fields(message, 'To')[0]}")
if len(seen) != len(lines):
    print("two messages of one Message-ID")
print("\n".join(sorted(lines)))
