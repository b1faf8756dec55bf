# The press release: one page, the brochure's figures, in PDF, HTML and text.
"$KUMIHAN" build --lang en "$ROOT/config/press.ini" -o r.pdf --html r.html \
    --text r.txt 2>err.txt
equal "it builds without a word" "$? $(cat err.txt)" "0 "
equal "one page of A4" \
    "$(pdfinfo r.pdf | sed -n 's/^Pages: *//p; s/^Page size: *//p' | tr '\n' ' ')" \
    "1 595.276 x 841.89 pts (A4) "
equal "nothing breaks PDF/UA-1 or PDF/A-3u" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-tags.py" r.pdf 2>&1)" ""
equal "HTML and text say what the PDF says" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-reading.py" r.pdf r.html r.txt 2>&1)" ""
has "to whom" "$(head -3 r.txt)" "報道関係者各位"
has "who answers, by telephone and mail" "$(squeeze <r.txt)" \
    "報道関係者のお問い合わせ先日本CSO協会広報・マーケティング運営委員会"
has "the address is a link" "$(cat r.html)" '<a href="mailto:info@jcsoa.gr.jp">'
has "and the number" "$(cat r.html)" '<a href="tel:+81300000000">03-0000-0000</a>'
for value in mr mr-growth rate rate-points companies mr-all; do
    shown=$("$KUMIHAN" trace --lang en "$ROOT/config/brochure.ini" $value | head -1)
    equal "$value comes the same way as in the brochure" \
        "$("$KUMIHAN" trace --lang en "$ROOT/config/press.ini" $value | head -1)" "$shown"
done
pdftoppm -r 60 -gray -singlefile r.pdf gray
equal "black and white loses no bar" "$(python3 - <<'PY'
import re
data = open("gray.pgm", "rb").read()
w, h = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)", data).groups())
pixels = data[-w * h:]
shades = set(p // 16 for p in pixels)
print(max(shades) - min(shades) > 12, len(shades) > 3)
PY
)" "True True"
