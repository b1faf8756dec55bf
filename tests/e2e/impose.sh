# Pages on sheets: which page other programs read at which place, turned which
# way; what the file says, what it weighs, what is refused.

# project N WIDTH HEIGHT [direction]: N numbered pages; the number stands in the
# upper left corner, in vertical writing in the upper right one.
project() {
    rm -rf s && mkdir -p s
    cat >s/job.ini <<'INI'
[document]
title = 面付けの試験
date = 2026-12-01
[font gothic]
japanese = BIZ UDGothic Regular
[style body]
font = gothic
size = 40Q
leading = 60H
INI
    for i in $(seq "$1"); do
        cat >>s/job.ini <<INI
[page p$i]
size = $2 $3
margin = 10mm
columns = 1
background = "#EEEEEE"
row.1 = fill: a$i
[area a$i]
direction = ${4:-horizontal}
[block b$i]
type = text
area = a$i
copy = 第$i頁
INI
    done
}

impose() {
    "$KUMIHAN" build --lang en s/job.ini "$@" 2>said.txt
}

# read_at FILE SIDE X Y WIDTH HEIGHT (mm): the words there, without blanks.
read_at() {
    # shellcheck disable=SC2046
    set -- "$1" "$2" $(awk -v x="$3" -v y="$4" -v w="$5" -v h="$6" 'BEGIN {
        k = 72 / 25.4; printf "%d %d %d %d", x * k, y * k, w * k, h * k }')
    pdftotext -f "$2" -l "$2" -x "$3" -y "$4" -W "$5" -H "$6" "$1" - | squeeze
}

# half_cell X Y WIDTH HEIGHT STEP_X STEP_Y COLUMN ROW: its upper left quarter and
# the corner of its lower right one.
half_cell() {
    awk -v x="$1" -v y="$2" -v w="$3" -v h="$4" -v dx="$5" -v dy="$6" -v c="$7" -v r="$8" 'BEGIN {
        x += c * dx; y += r * dy
        print x, y, w / 2, h / 2, x + w / 2, y + h / 2 }'
}

# page_at FILE SIDE X Y WIDTH HEIGHT X2 Y2: the number of the page whose text
# stands in the quarter at X, Y; 5v: in the one at X2, Y2; -: in neither.
page_at() {
    up=$(read_at "$1" "$2" "$3" "$4" "$5" "$6")
    low=$(read_at "$1" "$2" "$7" "$8" "$5" "$6")
    case $up/$low in
    /) echo - ;;
    */) echo "$up" | tr -cd '0-9\n' ;;
    /*) echo "$(echo "$low" | tr -cd 0-9)v" ;;
    *) echo "$up?$low" ;;
    esac
}

# shown FILE COLUMNS ROWS X Y WIDTH HEIGHT STEP_X STEP_Y (mm): the pages of every
# side, whose cells begin at X, Y and are STEP apart.
shown() {
    pdf=$1 columns=$2 rows=$3
    shift 3
    for side in $(seq "$(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')"); do
        for i in $(seq 0 $((columns * rows - 1))); do
            # shellcheck disable=SC2046
            page_at "$pdf" "$side" $(half_cell "$@" $((i % columns)) $((i / columns)))
        done | paste -sd ' ' -
    done
}

spelled() {
    qpdf --qdf --object-streams=disable "$1" - | LC_ALL=C tr -d '\000'
}

# --- saddle stitch ------------------------------------------------------------
project 6 148mm 210mm
expect "saddle stitch" impose --profile print --impose saddle --sheet SRA3 --set 'profile print:paper=0.5mm'
has "the output has the scheme's name" "$(ls s)" "job-print-saddle.pdf"
mv s/job-print-saddle.pdf saddle.pdf
has "blank pages are said" "$(cat said.txt)" "6 pages were made 8: 2 of them are blank (7, 8) [sheet.impose-blank]"
expect "a whole file" qpdf --check saddle.pdf
equal "MuPDF has nothing to say" "$(mutool draw -q -o /dev/null saddle.pdf 2>&1 | grep -v 'ICC support')" ""
# 450 x 320: 77 mm at the sides, 55 above and below.
equal "pages are where the table says" "$(shown saddle.pdf 2 1 77 55 148 210 148 0)" "- 1
2 -
6 3
4 5"
left_of() { # SIDE WORD: where it begins, in 1/100 mm
    pdftotext -bbox -f "$1" -l "$1" saddle.pdf - | sed -n "s/.*xMin=\"\([0-9.]*\)\".*>$2<.*/\1/p" |
        awk '{ printf "%d", $1 * 2540 / 72 + .5 }'
}
equal "creep: half a millimetre nearer to the fold on the second sheet" \
    "$(($(left_of 3 第6頁) - $(left_of 2 第2頁))) $(($(left_of 1 第1頁) - $(left_of 3 第3頁)))" "50 50"
equal "a blank page is told beside it" "$(read_at saddle.pdf 1 77 266 148 12)" "白8"
equal "and nothing stands on it" "$(read_at saddle.pdf 1 77 55 148 210)" ""
has "each side says what it is" "$(read_at saddle.pdf 4 77 40 148 14)" "2/2裏中綴じ"
spelled saddle.pdf >saddle.qdf
equal "the sheet lies: it is turned about its short edge" \
    "$(grep -aoE '/(Duplex|PrintScaling) /[A-Za-z]*' saddle.qdf | sort | tr '\n' ' ')" \
    "/Duplex /DuplexFlipShortEdge /PrintScaling /None "
equal "every page is in the file once" "$(grep -ac '/Subtype /Form' saddle.qdf)" 6
equal "sheets paint them all" "$(grep -acE '^/P[0-9]+ Do' saddle.qdf)" 6
equal "the sheet is box for trim, bleed and media" \
    "$(tr '\n' ' ' <saddle.qdf | grep -aoE '/(Media|Trim|Bleed)Box \[[^]]*\]' |
        sed 's/.*\[ *//; s/ *\]//; s/  */ /g' | sort -u)" "0 0 1275.5906 907.0866"
impose --profile print -o single.pdf
bigger=$(($(wc -c <saddle.pdf) - $(wc -c <single.pdf)))
[ "$bigger" -lt 4000 ] && pass "sheets cost next to nothing" || fail "sheets cost next to nothing" "$bigger bytes"
impose --profile print --impose saddle --sheet SRA3 --set 'profile print:paper=0.5mm' -o again.pdf
expect "the same bytes again" cmp saddle.pdf again.pdf
pdftoppm -r 72 -png -gray saddle.pdf look
expect "Poppler draws it" test -s look-4.png

# Marks are on all plates, and pages keep to their fold.
. "$ROOT/tests/lib/press.sh"
inked() { # FILE X Y (mm) [PAGE]: C M Y K there
    pam "$1" "${4:-1}"
    ink "$2" "$3"
}
pam saddle.pdf
equal "a cut, a page, its bleed, the blank beside it" \
    "$(ink 373 50) / $(ink 230 200) / $(ink 375 200) / $(ink 220 200) / $(ink 377 200)" \
    "255 255 255 255 / 0 0 0 17 / 0 0 0 17 / 0 0 0 0 / 0 0 0 0"

impose --impose saddle --sheet SRA3 --set 'profile web:blanks=before-last' -o last.pdf
equal "the last page stays the back cover" "$(shown last.pdf 2 1 77 55 148 210 148 0)" "6 1
2 -
- 3
4 5"

# --- vertical writing is bound at the right -----------------------------------------
project 8 105mm 148mm vertical
expect "a vertical document" impose --impose saddle --sheet '236mm 174mm' -o right.pdf
# The text is in the upper right quarter: cells are read half a page further.
equal "is bound at the right" "$(shown right.pdf 2 1 65.5 13 105 148 105 0)" "1 8
7 2
3 6
5 4"
impose --impose saddle --sheet '236mm 174mm' --set 'profile web:binding=left' -o left.pdf
equal "unless the job says left" "$(shown left.pdf 2 1 65.5 13 105 148 105 0 | head -1)" "8 1"

# --- the others ---------------------------------------------------------------------
project 16 100mm 150mm
expect "a signature" impose --profile print --impose perfect --set 'profile print:milling=3mm' \
    --set 'profile print:gripper=10mm' -o perfect.pdf
# 3 mm of milling on both sides of a spine, 6 mm between fore edges.
equal "heads meet, in the printers' order" "$(shown perfect.pdf 4 2 13 13 100 150 106 156)" \
    "5v 12v 9v 8v 4 13 16 1
7v 10v 11v 6v 2 15 14 3"
pam perfect.pdf
equal "the step of the first signature is in its spine" "$(ink 328 170) / $(ink 328 185)" \
    "0 0 0 255 / 0 0 0 17"
expect "saddle stitch, 8 pages a sheet" impose --profile print --impose saddle --set 'profile print:signature=8' \
    --set 'profile print:paper=0.5mm' -o nested.pdf
expect "a whole file" qpdf --check nested.pdf
equal "signatures inside each other" "$(shown nested.pdf 2 2 13 13 100 150 100 156)" \
    "13v 4v 16 1
3v 14v 2 15
9v 8v 12 5
7v 10v 6 11"
spelled nested.pdf >nested.qdf
equal "creep of the pages that stand upright: 0 and 2 leaves around them, 0.5 mm each" \
    "$(grep -aE ' cm$' nested.qdf | awk '$1 == 1 { print $5 }' | sort -n | uniq -c | awk '{ print $1 "x" int($2 * 2540 / 72 + .5) }' | tr '\n' ' ')" \
    "2x1300 2x1400 2x11200 2x11300 "
expect "cut and stack" impose --impose stack --sheet A3 --set 'profile web:per-side=2x2' -o stack.pdf
has "it stands: turned about its long edge" "$(spelled stack.pdf)" "/DuplexFlipLongEdge"
equal "piles follow each other" "$(shown stack.pdf 2 2 45.5 57 100 150 106 156)" "1 5 9 13
6 2 14 10
3 7 11 15
8 4 16 12"
expect "n-up" impose --impose nup --sheet A3 --set 'profile web:per-side=2x2' -o nup.pdf
equal "in reading order" "$(shown nup.pdf 2 2 45.5 57 100 150 106 156)" "1 2 3 4
5 6 7 8
9 10 11 12
13 14 15 16"


# --- colour bar and slug ----------------------------------------------------------------
project 4 210mm 297mm
cat >>s/job.ini <<'INI'
[colour gold]
rgb = "#AA8800"
cmyk = 0 20 100 40
spot = DIC 621
[style gold]
font = gothic
colour = gold
size = 20Q
[block gold]
type = text
area = a1
style = gold
copy = 金
INI
expect "a colour bar and a slug" impose --profile print --impose saddle --sheet SRA3 \
    --set 'profile print:colour-bar=yes' --set 'profile print:slug=yes' -o bar.pdf
expect "a whole file" qpdf --check bar.pdf
equal "nothing is left out" "$(grep -cE 'impose-(bar|slug|marks|unused)' said.txt)" 0
equal "the slug line is above the second page" "$(read_at bar.pdf 2 230 4 200 5)" \
    "2026-12-01面付けの試験JC200103CMYK+DIC621"
equal "the other side of the fold tells the side" "$(read_at bar.pdf 2 15 4 205 5)" "1/1裏中綴じ"
# Patches of 5 mm from 17 mm on: C, M, Y, K, halves, overprints, then the spot colour.
equal "cyan, magenta, yellow, black, and all of it on the back" \
    "$(for i in 0 1 2 3; do inked bar.pdf $((19 + 5 * i)) 3; done | tr '\n' '/')$(inked bar.pdf 19 3 2)" \
    "255 0 0 0/0 255 0 0/0 0 255 0/0 0 0 255/255 0 0 0"
gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -r36 -dLastPage=1 -sOutputFile=sep.tif bar.pdf >/dev/null
equal "a plate for each ink" "$(ls sep* | tr '\n' ' ')" \
    "sep(Black).tif sep(Cyan).tif sep(DIC 621).tif sep(Magenta).tif sep(Yellow).tif sep.tif "
impose --profile print --impose saddle --sheet SRA3 --set 'profile print:gripper=12mm' \
    --set 'profile print:colour-bar=yes' --set 'profile print:slug=yes' -o bar.pdf
has "a gripper takes the bar's room" "$(cat said.txt)" "[sheet.impose-bar]"

# --- signatures of several sizes, a cover ---------------------------------------------
project 24 100mm 150mm
expect "mixed signatures" impose --profile print --impose perfect --set 'profile print:signature=8 16' -o mixed.pdf
equal "no page is blank" "$(grep -c impose-blank said.txt)" 0
project 44 100mm 150mm
expect "a cover and mixed signatures" impose --profile print --impose perfect --set 'profile print:signature=8 16' \
    --set 'profile print:cover=yes' --set 'profile print:paper=0.25mm' -o cover.pdf
expect "a whole file" qpdf --check cover.pdf
equal "the cover, 16, 8, 16 pages" "$(pdfinfo cover.pdf | awk '/^Pages/ { print $2 }')" 8
# 432 x 332: 40 pages inside are 20 leaves: a back of 5 mm, 213.5 to 218.5.
equal "the last page, the first; inside 2 and 43" "$(shown cover.pdf 2 1 113.5 91 100 150 105 0 | head -2)" "44 1
2 43"
equal "the back: inked outside, bare inside" \
    "$(inked cover.pdf 216 150) / $(inked cover.pdf 216 150 2) / $(inked cover.pdf 212 150 2)" \
    "0 0 0 17 / 0 0 0 0 / 0 0 0 17"
equal "the small signature is the second of three" "$(shown cover.pdf 2 2 116 13 100 150 100 156 | sed -n 5,6p)" \
    "23v 22v 26 19
21v 24v 20 25"
impose --profile print --impose saddle --set 'profile print:signature=auto' --set 'profile print:cover=yes' --sheet 菊半 -o auto.pdf
equal "a stapled cover, around the largest signatures that the sheet holds" "$(pdfinfo auto.pdf | awk '/^Pages/ { print $2 }') \
$(shown auto.pdf 2 1 134.5 243 100 150 100 0 | head -1) / $(shown auto.pdf 4 1 31.5 9 100 150 103 0 | sed -n 3p)" \
    "6 44 1 / 7v 38v 39v 6v"
impose --profile print --impose perfect --set 'profile print:signature=16 8' --set 'profile print:work-and-turn=yes' \
    --set 'profile print:cover=yes' --set 'profile print:spine=5mm' -o turn.pdf
equal "or stands twice, to be turned and cut" "$(shown turn.pdf 4 2 13 13 100 150 103 156 | sed -n 5,6p)" \
    "23v 22v 21v 24v 26 19 20 25
23v 22v 21v 24v 26 19 20 25"
has "and says so" "$(read_at turn.pdf 5 13 4 100 6)" "打ち返し"
impose --profile print --impose perfect --set 'profile print:cover=only' --set 'profile print:spine=5mm' -o only.pdf
has "a wide back is told to be white" "$(impose --profile print --impose perfect --set 'profile print:cover=only' \
    --set 'profile print:spine=9mm' -o wide.pdf; cat said.txt)" "the middle 3.0 mm"
impose --profile print --impose perfect --set 'profile print:cover=only' \
    --set 'profile print:spine=9mm' --set 'profile print:spine-colour=black' -o wide.pdf
equal "or it has a ground" "$(inked wide.pdf 117.5 90) / $(inked wide.pdf 117.5 90 2) / $(inked wide.pdf 112 90)" \
    "0 0 0 255 / 0 0 0 0 / 0 0 0 17"
equal "the cover alone" "$(shown only.pdf 2 1 13 13 100 150 105 0)" "44 1
2 43"
equal "no other page is in the file" "$(qpdf --qdf --preserve-unreferenced --object-streams=disable only.pdf - |
    grep -ac '/Subtype /Form')" 4
impose --profile print --impose perfect --set 'profile print:cover=without' --set 'profile print:spine=5mm' -o without.pdf
has "its block begins with page 3" "$(shown without.pdf 4 2 13 13 100 150 100 156 | head -1)" "6 15 18 3"
project 6 100mm 150mm
expect "a letter" impose --impose fold --sheet A3 --set 'profile web:folding=letter' -o letter.pdf
equal "three panels a side" "$(shown letter.pdf 3 1 59.5 73.5 100 150 100 0)" "5 6 1
2 3 4"

# --- the kinds of file ----------------------------------------------------------------
brochure() {
    "$KUMIHAN" build --lang en "$ROOT/config/brochure.ini" --date 2023-09-01 "$@" 2>said.txt
}
expect "the brochure, plain" brochure --impose fold --sheet SRA3 -o plain.pdf
expect "a whole file" qpdf --check plain.pdf
equal "untagged, without links or claims" \
    "$(spelled plain.pdf | grep -acE '/StructTreeRoot|/Annots|/Outlines|/EmbeddedFiles|pdfaid|pdfuaid|/MCID')" 0
equal "page 1 on the right, the blank one on the left" \
    "$(read_at plain.pdf 1 15 11 210 297 | wc -c) $(read_at plain.pdf 1 225 11 210 297 | wc -m | awk '{ print ($1 > 200) }')" "0 1"
expect "the brochure in X-1a" brochure --profile print --set 'profile print:pdfx=X-1a' --impose saddle --sheet SRA3 -o x1a.pdf
expect "a whole file" qpdf --check x1a.pdf
equal "no RGB, no transparency" "$(qpdf --qdf x1a.pdf - | grep -acE '/DeviceRGB|/SMask|/ca |/Group')" 0
brochure --profile print --set 'profile print:pdfx=X-1a' -o one.pdf
# 254 dpi: 10 pixels a millimetre, so that both lie alike.
pdftoppm -gray -r 254 -f 1 -l 1 -x 2250 -y 115 -W 2100 -H 2970 x1a.pdf sheet
pdftoppm -gray -r 254 -f 1 -l 1 -x 130 -y 130 -W 2100 -H 2970 one.pdf page
others=$(cmp -l sheet-1.pgm page-1.pgm | wc -l)
[ "$others" -lt 2000 ] && pass "its pages look as they do alone" || fail "its pages look as they do alone" "$others pixels"
expect "the brochure on A3" brochure --impose saddle --sheet A3 -o a3.pdf
has "what A3 has no room for is said" "$(cat said.txt)" "[sheet.impose-bleed]"
has "marks too" "$(cat said.txt)" "[sheet.impose-marks]"

# --- what is refused --------------------------------------------------------------------
refused() { # WHAT CODE PLACE ID ARGUMENTS...
    what=$1 code=$2 place=$3 id=$4
    shift 4
    rm -f out.pdf
    en=$("$KUMIHAN" build --lang en s/job.ini -o out.pdf "$@" 2>&1)
    equal "$what: exit code" "$?" "$code"
    has "$what: place" "$(printf '%s\n' "$en" | grep -F "[$id]")" "$place"
    equal "$what: check says the same" "$("$KUMIHAN" check --lang en s/job.ini "$@" 2>&1)" "$en"
    has "$what: in Japanese" "$("$KUMIHAN" build --lang ja s/job.ini -o out.pdf "$@" 2>&1)" "[$id]"
    [ ! -e out.pdf ] && pass "$what: no file" || fail "$what: no file"
}
project 4 210mm 297mm
refused "too small" 1 "--sheet: error: a sheet of 364.0 by 257.0 mm does not hold 2 x 1 (210.0 x 297.0 mm): it lacks 56.0 mm in width and 40.0 mm in height" \
    sheet.impose-small --impose saddle --sheet B4
refused "no such sheet" 1 "--sheet: " app.sheet --impose saddle --sheet A33
refused "a sheet alone" 1 "--sheet: " app.impose-sheet --sheet A3
refused "an archive" 1 "--impose: " app.impose-type --profile archive --impose saddle
refused "a proof" 1 "--impose: " app.impose-type --profile proof --impose saddle
refused "no sizes" 1 "--set: " app.signature --impose perfect --set 'profile web:signature=16 16'
refused "no such size" 1 "--set: " sheet.impose-signature --impose perfect --set 'profile web:signature=12'
refused "a back without a width" 1 "--set: " sheet.impose-spine --impose perfect --set 'profile web:cover=yes'
refused "a back without a cover" 1 "--set: " app.impose-spine --impose perfect --set 'profile web:spine=3mm'
refused "a flap of a half" 1 "--set: " app.impose-flap --impose fold --set 'profile web:flap=2mm'
refused "a ground without a cover" 1 "--set: " app.impose-spine --impose perfect --set 'profile web:spine-colour=black'
refused "a cover of four pages" 1 "--set: " sheet.impose-cover --impose perfect --set 'profile web:cover=yes' \
    --set 'profile web:spine=3mm'
refused "no number" 1 "--set: " app.per-side --impose nup --set 'profile web:per-side=two'
cat >>s/job.ini <<'INI'
[page last]
size = 148mm 210mm
columns = 1
row.1 = fill: z
[block z]
type = text
area = z
copy = 小
[profile press]
type = print
impose = saddle
INI
refused "pages of two sizes" 1 "s/job.ini:" sheet.impose-sizes --profile press

# What does not go together is told at its key; what is wrong with the sheet is
# told even when the pages are wrong too.
cat >>s/job.ini <<'INI'
[profile wrong]
type = print
impose = saddle
sheet = B4
[profile keys]
type = print
impose = saddle
per-side = 4
milling = 2mm
INI
at() { # WORD: where s/job.ini says it, as messages do
    grep -nF "$1" s/job.ini | tail -1 | sed 's/:.*//; s/^/s\/job.ini:/'
}
refused "a sheet of the job" 1 "$(at 'sheet = B4'):" sheet.impose-small --profile wrong
refused "a key of another scheme" 1 "$(at 'per-side = 4')" app.impose-key --profile keys
has "and every other one" "$("$KUMIHAN" check --lang en s/job.ini --profile keys 2>&1)" \
    "$(at 'milling = 2mm'):11: error: milling does nothing with impose = saddle: it is a key of perfect."
refused "a profile made for another scheme" 1 "$(at 'milling = 2mm'):11: note: with --impose nup the key milling" \
    app.impose-passed --profile keys --impose nup --sheet A6
sed 's/copy = 小/copy = {{nothing}}/' s/job.ini >s/worse.ini
both=$("$KUMIHAN" check --lang en s/worse.ini --profile wrong 2>&1)
has "a sheet too small beside copy that is wrong" "$both" sheet.impose-small
has "and that copy" "$both" "nothing"
project 4 210mm 297mm
equal "check puts pages on sheets" "$("$KUMIHAN" check --lang en s/job.ini --impose saddle --sheet A3 2>&1 |
    grep -oE '\[[a-z.-]*\]|no errors; pages: [0-9]+' | tr '\n' ' ')" \
    "[sheet.impose-bleed] [sheet.impose-marks] no errors; pages: 4 "

# An office lays two A4 pages on an A3 sheet.
"$KUMIHAN" build "$ROOT/config/brochure.ini" --impose nup --sheet A3 -o two.pdf 2>/dev/null
equal "two A4 pages on A3, without a gutter" \
    "$(pdfinfo two.pdf | grep -E '^Pages|^Page size' | tr -s ' ' | tr '\n' ';')" \
    "Pages: 1;Page size: 1190.55 x 841.89 pts (A3);"
