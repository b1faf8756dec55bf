#!/usr/bin/python3
"""mail-pictures.py MAIL: writes the pictures that the HTML of a mail shows, by
their names.  Prints the commonest colours of the first, then of every place
where one is shown the picture, how wide it is (PNG), alt text, width, height."""
import collections
import email
import email.policy
import re
import struct
import sys
import zlib


def colours(data):
    """The three commonest colours of a PNG of 8 bits and no alpha."""
    width, height = struct.unpack(">II", data[16:24])
    parts, at = [], 8
    while at < len(data):
        size = struct.unpack(">I", data[at:at + 4])[0]
        if data[at + 4:at + 8] == b"IDAT":
            parts.append(data[at + 8:at + 8 + size])
        at += 12 + size
    rows, before, found = zlib.decompress(b"".join(parts)), bytes(width * 3), collections.Counter()
    for y in range(height):
        line = rows[y * (width * 3 + 1):][:width * 3 + 1]
        kind, row = line[0], bytearray(line[1:])
        for i in range(width * 3):
            a, b, c = (row[i - 3], before[i], before[i - 3]) if i > 2 else (0, before[i], 0)
            near = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            row[i] = (row[i] + (0, a, b, (a + b) // 2, near)[kind]) % 256
        found.update(row[i:i + 3].hex() for i in range(0, width * 3, 3))
        before = row
    return " ".join(colour for colour, _ in found.most_common(3))


with open(sys.argv[1]) as mail:
    message = email.message_from_file(mail, policy=email.policy.default)
sizes = {}
for part in message.walk():
    if not part["Content-ID"]:
        continue
    picture = part.get_payload(decode=True)
    with open(part.get_filename(), "wb") as out:
        out.write(picture)
    if not sizes:
        print(colours(picture))
    wide = struct.unpack(">I", picture[16:20])[0] if picture[:4] == b"\x89PNG" else "-"
    sizes[part["Content-ID"].strip(" <>")] = f"{part.get_filename()} {wide}"
for cid, alt, *size in re.findall(
        '<img src="cid:([^"]*)" alt="([^"]*)" width="([0-9]*)" height="([0-9]*)"',
        message.get_body(("html",)).get_content()):
    print(sizes[cid], alt[:20], *size)
