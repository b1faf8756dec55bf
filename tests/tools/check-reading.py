#!/usr/bin/python3
"""check-reading.py PDF HTML TEXT: do HTML and plain text say what the PDF's
structure says, as check-tags.py reads it?  Prints the first difference."""
import html
import os
import re
import subprocess
import sys

pdf, page, text = sys.argv[1:]
tool = os.path.join(os.path.dirname(os.path.abspath(__file__)), "check-tags.py")
lines = subprocess.run([sys.executable, tool, "--read", pdf], check=True,
                       capture_output=True, text=True).stdout.splitlines()
parts = [line.split(" ", 1) for line in lines if " " in line]
# The bullets of a list are HTML's own, pictures are read by their alt.
parts = [(role, words) for role, words in parts
         if role != "Figure" and not (role == "Lbl" and re.fullmatch("[・●○■•]", words.strip()))]


def squeeze(words):
    return re.sub(r"[\s\u3000]", "", words)


body = open(page, encoding="utf-8").read()
body = body[body.index("<body>"):]
for cut in (r"<rp>.*?</rp>", r"<svg .*?</svg>", r"<figcaption>.*?</figcaption>",
            r"<a [^>]*aria-label[^>]*>↩</a>", r"<[^>]*>"):
    body = re.sub(cut, "", body, flags=re.S)
words = squeeze(html.unescape(body))
read = squeeze("".join(words for _, words in parts))
if words != read:
    same = os.path.commonprefix([words, read])
    print("HTML:", words[len(same) - 20:][:80])
    print("PDF: ", read[len(same) - 20:][:80])
    sys.exit(1)
plain = squeeze(re.sub(r"(?m)^( *)((> )+)", r"\1", open(text, encoding="utf-8").read()))
for role, words in parts:
    if squeeze(words) not in plain:
        print("not in the text:", role, words)
        sys.exit(1)
