#!/usr/bin/env python3
"""The ink of a place on the plates that Ghostscript's tiffsep writes.

    plates.py STEM X Y WIDTH HEIGHT

reads STEM(NAME).tif, uncompressed, one for each plate, and prints for each, in
order of names, `NAME=PERCENT` or, where the rectangle (mm from the upper left
corner of the sheet) is not of one tint, `NAME=LEAST-MOST`.  What of the rectangle lies beyond
the sheet is left out.
"""
import glob
import struct
import sys

TYPES = {3: "H", 4: "I", 5: "II"}


class Plate:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes = file.read()
        self.order = "<" if self.bytes[:2] == b"II" else ">"
        at = self.unpack("I", 4)[0]
        self.tag = {}
        for i in range(self.unpack("H", at)[0]):
            self.read_entry(at + 2 + 12 * i)
        if self.tag[259] != (1,) or self.tag[258] != (8,):
            sys.exit(f"{path}: not uncompressed, 8 bits")
        self.width, self.height = self.tag[256][0], self.tag[257][0]
        self.rows = self.tag[278][0]
        self.per_mm = self.tag[282][0] / self.tag[282][1] / 25.4

    def unpack(self, kind, at):
        return struct.unpack_from(self.order + kind, self.bytes, at)

    def read_entry(self, at):
        tag, kind, count = self.unpack("HHI", at)
        if kind not in TYPES:
            return
        form = TYPES[kind] * count
        small = struct.calcsize(self.order + form) <= 4
        self.tag[tag] = self.unpack(form, at + 8 if small else self.unpack("I", at + 8)[0])

    def row(self, y, x0, x1):
        strip = self.tag[273][y // self.rows] + y % self.rows * self.width
        return self.bytes[strip + x0 : strip + x1]

    def ink(self, x, y, width, height):
        """Least and most ink in percent; 0 is black in these files."""
        x0, y0 = round(x * self.per_mm), round(y * self.per_mm)
        x1 = min(max(x0 + 1, round((x + width) * self.per_mm)), self.width)
        y1 = min(max(y0 + 1, round((y + height) * self.per_mm)), self.height)
        part = b"".join(self.row(row, x0, x1) for row in range(y0, y1))
        white = self.tag[262] == (1,)
        most, least = (255 - min(part), 255 - max(part)) if white else (max(part), min(part))
        return round(least * 100 / 255), round(most * 100 / 255)


def main():
    stem, place = sys.argv[1], [float(word) for word in sys.argv[2:6]]
    found = []
    for path in sorted(glob.glob(glob.escape(stem) + "(*).tif")):
        least, most = Plate(path).ink(*place)
        name = path[len(stem) + 1 : -5]
        found.append(f"{name}={least}" if least == most else f"{name}={least}-{most}")
    print(" ".join(found))


main()
