# What a mail may carry: pictures become lighter when a PDF is too heavy, and
# only then; else it is said what weighs what.  (The kit itself: press.sh.)
press() {
    "$KUMIHAN" press --lang en "$@" 2>err.txt
    code=$?
}
python3 "$ROOT/tests/tools/heavy-pictures.py" . /usr/share/color/icc/ghostscript/a98.icc
picture() { # NAME FILE WIDTH: a block of the page `photos`
    printf '\n[block %s]\ntype = image\narea = photos\nfile = data/%s\nwidth = %s\nalt = 写真\n' "$1" "$2" "$3"
}
page() {
    printf '\n[page photos]\nsize = A4\ncolumns = 1\nrow.1 = fill: photos\n'
}
project() {
    rm -rf p new && copy_project p && sed -i '/^rules = /d' p/config/press.ini && cp photo.jpg clear.png deep.png flat.png p/data/
    { page && picture small photo.jpg 50.8mm && picture large photo.jpg 101.6mm && picture clear clear.png 81.28mm &&
        picture flat flat.png 80mm; } >>p/config/press.ini
}
pictures_of() { # PDF: kind, width, colours, profile, dpi of each
    pdfimages -list "$1" | awk 'NR > 2 {print $3, $4, $6, $9, $13, $14}'
}
# from_html FILE TYPE: the first picture of the type.
from_html() {
    grep -o "data:image/$2;base64,[A-Za-z0-9+/=]*" "$1" | head -1 | cut -d, -f2 | base64 -d
}

# --- a kit that fits is what it was
project
press p/config/press.ini --out fits --set press:pdf-kilobytes=100000 --set press:mail-kilobytes=100000
equal "a kit that fits is made without a word" "$code $(cat err.txt)" "0 "
pdfimages -j -f 2 fits/20230701-release.pdf old
expect "with the photograph as it was" cmp old-000.jpg photo.jpg
from_html fits/20230701-release.html jpeg >old.jpg
from_html fits/20230701-release.html png >old.png
expect "in HTML, too" cmp old.jpg photo.jpg
expect "and the picture that is seen through" cmp old.png clear.png
equal "a PDF weighs what its lines in the mail do" "$(/usr/bin/python3 - <<'PY'
import math
import os
n = math.ceil(os.path.getsize("fits/20230701-release.pdf") / 3) * 4
n += 2 * math.ceil(n / 76)
lines = open("fits/20230701-release.eml", newline="").read().split("\r\n\r\n")
print([len(part.split("\r\n--")[0]) + 2 - n for part in lines if part.startswith("JVBERi")][:1], math.ceil(n / 1000))
PY
)" "[0] $(press p/config/press.ini --out no --set press:pdf-kilobytes=1 --set press:picture-dpi=600 &&
        sed -n 's/.*release.pdf takes \([0-9]*\) KB.*/\1/p' err.txt)"
weight=$(sed -n 's/.*release.pdf takes \([0-9]*\) KB.*/\1/p' err.txt)
press p/config/press.ini --out edge --set "press:pdf-kilobytes=$weight" --set press:mail-kilobytes=100000
equal "as much as is allowed is not too heavy" "$code $(cat err.txt)" "0 "
press p/config/press.ini --out edge --set "press:pdf-kilobytes=$((weight - 1))"
equal "a kilobyte more is" "$code $(grep -c 'app.press-lightened' err.txt)" "0 2"

printf '[press-rules]\npdf-kilobytes = 1000\n' >p/config/own-rules.ini
press p/config/press.ini --out clubs --set press:pdf-kilobytes=100000 --set press:mail-kilobytes=100000 \
    --set press:rules=config/own-rules.ini
equal "so it is when press clubs take less" \
    "$code $(grep -c 'app.press-lightened' err.txt) $(($(stat -c %s clubs/20230701-release.pdf) <= 1000000))" "0 2 1"

# --- one that does not becomes lighter
press p/config/press.ini --out light
line() {
    grep -n "^\[block $1\]" "p/config/${2:-press.ini}" | cut -d: -f1
}
heavy_line=$(line large)
equal "a kit that is too heavy becomes lighter, which is said" "$code $(sed 's/([0-9]* KB to [0-9]* KB)/(KB)/' err.txt)" \
    "0 p/config/press.ini:$heavy_line:1: note: to make 20230701-release.pdf light enough for the mail, the picture \"p/data/photo.jpg\" on page 2 was brought from 500 dpi to 150 dpi (KB); to keep it, raise pdf-kilobytes or picture-dpi of [press] [app.press-lightened]
p/config/press.ini:$(line clear):1: note: to make 20230701-release.pdf light enough for the mail, the picture \"p/data/clear.png\" on page 2 was brought from 250 dpi to 150 dpi (KB); to keep it, raise pdf-kilobytes or picture-dpi of [press] [app.press-lightened]"
equal "each at its largest, colours and profile kept, and nothing else" \
    "$(pictures_of light/20230701-release.pdf)" "image 600 icc jpeg 300 300
image 600 icc jpeg 150 150
image 480 rgb image 150 150
smask 480 gray image 150 150
image 1600 gray image 508 508"
equal "nothing breaks PDF/UA-1 or PDF/A-3u" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-tags.py" light/20230701-release.pdf 2>&1)" ""
equal "it fits" "$(($(stat -c %s light/20230701-release.pdf) * 137 / 100 < 2000000))" 1
pdfimages -j -f 2 light/20230701-release.pdf new
from_html light/20230701-release.html jpeg >new.jpg
from_html light/20230701-release.html png >new.png
expect "HTML has the same photograph" cmp new-000.jpg new.jpg
equal "and the other picture" "$(od -An -tu1 -j18 -N7 new.png | tr -s " ")" " 1 224 0 0 1 104 8"
grey() { # PDF: the mean greys of six fields of its page 2
    pdftoppm -r 20 -gray -f 2 -singlefile "$1" grey && /usr/bin/python3 - <<'PY'
import re
data = open("grey.pgm", "rb").read()
w, h = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)", data).groups())
rows = [data[len(data) - w * (h - y):][:w] for y in range(h)]
for y, x in ((18, 20), (28, 20), (40, 20), (60, 20), (80, 20), (100, 20)):
    print(round(sum(sum(row[x:x + 8]) for row in rows[y:y + 8]) / 64))
PY
}
equal "it looks as before" "$(grey fits/20230701-release.pdf >a.txt && grey light/20230701-release.pdf >b.txt &&
    paste a.txt b.txt | awk '{d = $1 - $2; if (d > 3 || d < -3) print}' && sort -u a.txt | wc -l)" 6
press p/config/press.ini --out again
equal "the same bytes twice" "$(diff -r light again)" ""
press p/config/press.ini --out finer --set press:picture-dpi=200
equal "as fine as asked for" "$(pictures_of finer/20230701-release.pdf | awk '/jpeg|smask/ {print $5}' | tr '\n' ' ')" \
    "400 200 200 "
cp new.jpg p/data/photo.jpg && cp new.png p/data/clear.png
press p/config/press.ini --out made
equal "all of the kit is as if the pictures had been so" "$code $(cat err.txt) $(diff -r light made)" "0  "

# --- the library: the job itself keeps its pictures
project
cat >both.c <<'C'
#include "kumihan.h"

int
main(void)
{
    struct kumihan *k;
    int result = kumihan_load("p/config/press.ini", 0, &k);
    if (result == KUMIHAN_OK)
        result = kumihan_press(k, "both");
    if (result == KUMIHAN_OK)
        result = kumihan_build(k, "both.pdf");
    kumihan_free(k);
    return result;
}
C
expect "a program that makes a kit, then the PDF" sh -c '
    cc -std=c17 both.c -o both-program $(PKG_CONFIG_PATH=$O pkg-config --cflags --libs kumihan) && ./both-program'
expect "has the same kit" diff -r both light
expect "and the PDF with its pictures" cmp both.pdf fits/20230701-release.pdf

# --- what is attached
project
cat >p/config/photo.ini <<INI
[document]
project = ..
title = 写真
lang = ja
[font gothic]
japanese = BIZ UDGothic Regular
[style body]
font = gothic
size = 12Q
leading = 20H
$(page && picture one photo.jpg 100mm)
INI
sed -i '/^\[page photos\]/,$d' p/config/press.ini
printf '\n[attachment photo]\njob = config/photo.ini\n' >>p/config/press.ini
press p/config/press.ini --out new --set press:pdf-kilobytes=1900
has "an attached job's, too, with its place" "$code $(cat err.txt)" \
    "0 p/config/photo.ini:$(line one photo.ini):1: note: to make photo.pdf light enough for the mail, the picture \"p/data/photo.jpg\" on page 1 was brought from 508 dpi to 150 dpi"
equal "it is 150 dpi there" "$(pictures_of new/photo.pdf)" "image 591 icc jpeg 150 150"
picture two deep.png 60mm >>p/config/photo.ini
rm -rf new
press p/config/press.ini --out new --set press:pdf-kilobytes=500
has "what can be no lighter: what weighs what, the heaviest first" "$code $(ls new 2>/dev/null)$(grep app.press-heavy err.txt)" \
    "1 p/config/press.ini:$(grep -n '^job = config/photo' p/config/press.ini | cut -d: -f1):7: error: photo.pdf takes "
equal "with dpi and place" "$(sed -n 's/.*first: //p' err.txt | sed 's/[0-9]* KB/KB/g')" \
    "picture p/data/deep.png KB (296 dpi, page 1, p/config/photo.ini:$(line two photo.ini), cannot be made lighter), picture p/data/photo.jpg KB (150 dpi, page 1, p/config/photo.ini:$(line one photo.ini)), everything else KB. Make these smaller, or change pdf-kilobytes [app.press-heavy]"
sed -i '/^\[attachment photo\]/,$d' p/config/press.ini
cp fits/20230701-release.pdf p/data/ready.pdf
printf '\n[attachment ready]\nfile = data/ready.pdf\n' >>p/config/press.ini
press p/config/press.ini --out new
has "a file stays as it is" "$code $(cat err.txt)" "1 p/config/press.ini:$(grep -n '^file = data/ready' p/config/press.ini | cut -d: -f1):8: error: ready.pdf takes "
has "which is said" "$(cat err.txt)" "[app.press-heavy-file]"

# --- the whole mail
project
place=p/config/press.ini
press p/config/press.ini --out new --set press:mail-kilobytes=600
has "a mail that is too heavy" "$code $(ls new 2>/dev/null)$(grep app.press-heavy-mail err.txt)" "1 --set: error: the mail 20230701-release.eml has "
equal "tells what weighs what" "$(sed -n 's/.*first: //p' err.txt | sed 's/[0-9]* KB/KB/g')" \
    "20230701-release.pdf KB, figure of the HTML figure-3.png KB ($place:$(($(line clear) + 5))), annual-brochure.pdf KB, figure of the HTML figure-2.jpg KB ($place:$(($(line small) + 5))), figure of the HTML figure-1.png KB ($place:$(grep -n '^alt = 各国の' $place | cut -d: -f1)), everything else KB. Attach less, or change mail-kilobytes [app.press-heavy-mail]"
sed -i 's/^data = survey, by-country/&\nmail-kilobytes = 100/; /^\[page photos\]/,$d' p/config/press.ini
press p/config/press.ini --out new
has "at its place" "$code $(cat err.txt)" "1 p/config/press.ini:$(grep -n '^mail-kil' p/config/press.ini | cut -d: -f1):18: error: the mail "

# --- damage
project
head -c 700000 photo.jpg >p/data/photo.jpg
press p/config/press.ini --out new --set press:pdf-kilobytes=500
has "a damaged picture is no crash" "$code $(ls new 2>/dev/null)$(cat err.txt)" "1 p/config/press.ini:"
