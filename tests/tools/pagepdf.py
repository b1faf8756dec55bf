#!/usr/bin/env python3
"""Writes a PDF of one empty page with the entries ENTRIES, for tests.

    pagepdf.py ENTRIES >FILE.pdf
"""
import sys

objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R %s >>" % sys.argv[1],
]
out = "%PDF-1.6\n"
places = []
for number, text in enumerate(objects, 1):
    places.append(len(out))
    out += "%d 0 obj\n%s\nendobj\n" % (number, text)
table = len(out)
out += "xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
out += "".join("%010d 00000 n \n" % place for place in places)
out += "trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (
    len(objects) + 1, table)
sys.stdout.write(out)
