#!/usr/bin/python3
"""check-mail.py KIT NAME: is KIT/NAME.eml what the kit says, to the byte?
Prints every fault.  Read by Python's email package."""
import base64
import email
import email.header
import email.policy
import re
import sys
import urllib.parse

kit, name = sys.argv[1:]
raw = open(f"{kit}/{name}.eml", "rb").read()


def fault(*what):
    print(*what)


def content(path):
    with open(f"{kit}/{path}", "rb") as f:
        return f.read()


if any(byte > 126 or (byte < 32 and byte not in (9, 10, 13)) for byte in raw):
    fault("not 7-bit clean")
for line in raw.split(b"\r\n"):
    if len(line) > 78 or b"\n" in line or b"\r" in line:
        fault("line:", line[:80])
head = raw.split(b"\r\n\r\n")[0].decode()
for word in re.findall(r"=\?[^?]*\?[^?]*\?[^?]*\?=", head):
    if len(word) > 75 or not word.startswith("=?UTF-8?B?"):
        fault("encoded word:", word)
    base64.b64decode(word[10:-2], validate=True).decode("utf-8")

message = email.message_from_bytes(raw, policy=email.policy.default)
for part in message.walk():
    for defect in part.defects:
        fault("defect:", defect)
plain = message.get_body(("plain",)).get_payload(decode=True)
if plain.replace(b"\r\n", b"\n") != content(f"{name}.txt"):
    fault("the text differs")
html = message.get_body(("html",)).get_payload(decode=True)
if html.replace(b"\r\n", b"\n") != content(f"{name}.html"):
    fault("the HTML differs")
for part in message.iter_attachments():
    file = re.search(r'filename="([^"]*)"', str(part.as_string()))[1]
    if part.get_payload(decode=True) != content(file):
        fault("differs:", file)
    pieces = re.findall(r"filename\*(?:\d+\*)?=([^;\s]*)", str(part.as_string()))
    own = urllib.parse.unquote("".join(pieces).removeprefix("UTF-8''"), errors="strict")
    print(part.get_content_type(), file, part.get_param("name"), own)


def plain_header(field):
    old = email.message_from_bytes(raw)
    unfolded = [re.sub(r"\r?\n(?=[ \t])", "", value).strip() for value in old.get_all(field, [])]
    return [str(email.header.make_header(email.header.decode_header(value))) for value in unfolded]


for field in ("From", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID"):
    for value in plain_header(field):
        print(f"{field}: {value}")
