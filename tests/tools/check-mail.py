#!/usr/bin/python3
"""check-mail.py KIT NAME: is KIT/NAME.eml what the kit says, to the byte?
Prints every fault.  Read by Python's email package."""
import base64
import email
import email.header
import email.policy
import hashlib
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


def shown(page):
    """PAGE with its alt texts in the place of pictures and drawings."""
    page = re.sub(r'<svg [^>]*?aria-label="([^"]*)".*?</svg>', r"[\1]", page, flags=re.S)
    page = re.sub(r"<svg .*?</svg>", "[]", page, flags=re.S)
    return re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r"[\1]", page)


def kind(picture):
    return "image/jpeg" if picture[:3] == b"\xff\xd8\xff" else "image/png" if picture[:4] == b"\x89PNG" else None


html = message.get_body(("html",)).get_payload(decode=True).replace(b"\r\n", b"\n").decode()
if shown(html) != shown(content(f"{name}.html").decode()):
    fault("the HTML differs")
for found in re.findall(r"<svg|(?:src|href)=\"(?!cid:|#|https?:|mailto:|tel:)[^\"]{,40}", html):
    fault("many mail programs do not show:", found)
parents = {id(part): parent for parent in message.walk() if parent.is_multipart() for part in parent.iter_parts()}
pictures = [part for part in message.walk() if part["Content-ID"]]
if pictures:
    related = parents[id(pictures[0])]
    wanted = ["text/html"] + [part.get_content_type() for part in pictures]
    if [part.get_content_type() for part in related.iter_parts()] != wanted:
        fault("not right behind the HTML:", wanted)
    if related.get_content_type() != "multipart/related" or related.get_param("type") != "text/html":
        fault("not related:", related["Content-Type"])
    above = parents[id(related)]
    if [above.get_content_type()] + [part.get_content_type() for part in above.iter_parts()] != [
            "multipart/alternative", "text/plain", "multipart/related"]:
        fault("not the last alternative")
for part in pictures:
    bytes_of = part.get_payload(decode=True)
    if part["Content-ID"].split("@")[0].strip() != "<" + hashlib.sha256(bytes_of).hexdigest()[:32]:
        fault("an id that is no hash:", part["Content-ID"])
    if part.get_content_disposition() != "inline" or kind(bytes_of) != part.get_content_type():
        fault("no picture:", part["Content-Disposition"], part["Content-Type"])
    print("picture:", part.get_content_type(), part.get_filename())
ids = [part["Content-ID"].strip(" <>") for part in pictures]
if len(set(ids)) != len(ids) or set(ids) != set(re.findall('src="cid:([^"]*)"', html)):
    fault("pictures and what is shown:", ids, re.findall('src="cid:([^"]*)"', html))
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
