#!/usr/bin/env python3
"""PNG files of one colour in each form that a page may hold.

    pictures.py FOLDER PROFILE.icc

writes rgb, grey, alpha, palette and profile (with PROFILE) .png, 40 x 40.
"""
import struct
import sys
import zlib

SIDE = 40
RED = (200, 30, 40)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write(path, kind, pixel, *extra):
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, kind, 0, 0, 0)
    rows = (b"\0" + bytes(pixel) * SIDE) * SIDE
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(extra))
        file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def main():
    folder = sys.argv[1]
    with open(sys.argv[2], "rb") as file:
        profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(file.read()))
    write(f"{folder}/rgb.png", 2, RED)
    write(f"{folder}/grey.png", 2, (100, 100, 100))
    write(f"{folder}/alpha.png", 6, RED + (128,))
    write(f"{folder}/palette.png", 3, (1,), chunk(b"PLTE", bytes((0, 0, 0) + RED)))
    write(f"{folder}/profile.png", 2, RED, profile)


main()
