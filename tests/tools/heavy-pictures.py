#!/usr/bin/env python3
"""Pictures of many bytes, for what a mail may carry.

    heavy-pictures.py FOLDER PROFILE.icc

writes, always the same, noise that grows brighter downwards: photo.jpg (2000 x
1500 pixels, with PROFILE, through Ghostscript) and clear.png (800 x 600, the
left half seen through); deep.png (700 x 700, 16 bits, linear light) and
flat.png (1600 x 40, two colours).
"""
import hashlib
import os
import struct
import subprocess
import sys
import zlib

DRAW = """/DeviceRGB setcolorspace %d %d scale << /ImageType 1 /Width %d /Height %d
/BitsPerComponent 8 /Decode [0 1 0 1 0 1] /ImageMatrix [%d 0 0 -%d 0 %d]
/DataSource (photo.rgb) (r) file >> image showpage"""


def noise(name, n):
    return hashlib.shake_128(name.encode()).digest(n)


def shaded(data, y, height):
    """DATA as bytes between a shade for row Y and 64 more."""
    shade = 160 * y // height
    return data.translate(bytes(shade + b % 64 for b in range(256)))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write_png(path, width, height, depth, kind, rows, extra=b""):
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra)
        file.write(chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))))
        file.write(chunk(b"IEND", b""))


def write_photo(folder, profile):
    width, height = 2000, 1500
    data = noise("photo", 3 * width * height)
    raw, path = f"{folder}/photo.rgb", f"{folder}/photo.jpg"
    with open(raw, "wb") as file:
        for y in range(height):
            file.write(shaded(data[3 * width * y:3 * width * (y + 1)], y, height))
    draw = DRAW % (width, height, width, height, width, height, height)
    subprocess.run(["gs", "-q", "-dNOSAFER", "-o", "photo.jpg", "-sDEVICE=jpeg", "-dJPEGQ=90", "-r72",
                    f"-g{width}x{height}", "-c", draw], cwd=folder, check=True)
    os.remove(raw)
    with open(path, "rb") as file:
        jpeg = file.read()
    with open(profile, "rb") as file:
        body = b"ICC_PROFILE\0\1\1" + file.read()
    with open(path, "wb") as file:
        file.write(jpeg[:2] + b"\xff\xe2" + struct.pack(">H", len(body) + 2) + body + jpeg[2:])


def write_clear(folder):
    width, height = 800, 600
    data = noise("clear", 4 * width * height)
    rows = []
    for y in range(height):
        row = bytearray(shaded(data[4 * width * y:4 * width * (y + 1)], y, height))
        row[3::4] = b"\0" * (width // 2) + b"\xff" * (width // 2)
        rows.append(bytes(row))
    write_png(f"{folder}/clear.png", width, height, 8, 6, rows)


def write_deep(folder):
    side = 700
    data = noise("deep", 6 * side * side)
    rows = [data[6 * side * y:6 * side * (y + 1)] for y in range(side)]
    write_png(f"{folder}/deep.png", side, side, 16, 2, rows, chunk(b"gAMA", struct.pack(">I", 100000)))


def write_flat(folder):
    write_png(f"{folder}/flat.png", 1600, 40, 1, 0, [b"\xf0" * 200] * 40)


write_photo(sys.argv[1], sys.argv[2])
for make in (write_clear, write_deep, write_flat):
    make(sys.argv[1])
