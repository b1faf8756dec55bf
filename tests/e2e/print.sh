# A file for the press: plates, boxes, marks and standards, as Ghostscript,
# MuPDF, Poppler and qpdf see them.

. "$ROOT/tests/lib/press.sh"

# pixel X Y: its inks, in mm from the trim's top left corner, 13 mm of sheet
# around it.
pixel() {
    ink "$(awk -v x="$1" 'BEGIN { print x + 13 }')" "$(awk -v y="$2" 'BEGIN { print y + 13 }')"
}

# box FILE NAME: its four numbers on page 1.
box() {
    qpdf --qdf --object-streams=disable "$1" - | tr '\n' ' ' |
        grep -ao "/$2 \[[^]]*\]" | head -1 | sed 's/[^0-9. ]//g; s/  */ /g; s/^ //; s/ $//'
}

# plate NAME: how many bytes of it are not white.
plate() {
    tr -d '\377' <"$1" | wc -c
}

project() {
    small
    cp "$ICC" s/printer.icc
    cat >s/job.ini <<'INI'
[document]
title = 試験
date = 2023-09-01
[colour ground]
rgb = "#33CC66"
cmyk = 80 0 60 0
[colour ours]
rgb = "#3344AA"
cmyk = 90 80 0 0
spot = DIC 161
[colour dark]
rgb = "#112233"
cmyk = 60 50 50 100
[font gothic]
japanese = BIZ UDGothic Regular
[style body]
font = gothic
size = 80Q
leading = 80H
[style white]
based-on = body
colour = white
[style own]
based-on = body
colour = ours 50%
[style rich]
based-on = body
colour = dark
[page one]
size = 100mm 60mm
margin = 10mm
columns = 4
gutter = 0
background = ground
row.1 = fill: a b c d
[block a]
type = text
area = a
copy = ■
[block b]
type = text
area = b
copy = ■
style = white
[block c]
type = text
area = c
copy = ■
style = own
[block d]
type = text
area = d
copy = ■
style = rich
[profile print]
type = print
intent-profile = printer.icc
INI
}

build() {
    "$KUMIHAN" build --lang en s/job.ini --profile print --set "document:subject=x" "$@"
}

project
expect "X-4 is written without a word" build -o x4.pdf
expect "X-1a too" build --set 'profile print:pdfx=X-1a' -o x1a.pdf
for file in x4 x1a; do
    expect "$file: a whole file" qpdf --check $file.pdf
    equal "$file: MuPDF has nothing to say" \
        "$(mutool draw -q -o /dev/null $file.pdf 2>&1 | grep -v 'ICC support')" ""
    equal "$file: nor has Poppler" "$(pdftocairo -png -r 40 $file.pdf $file 2>&1)" ""
done

# --- inks ---------------------------------------------------------------------
for file in x4 x1a; do
    pam $file.pdf
    equal "$file: black text overprints its ground" "$(pixel 20 20)" "204 0 153 255"
    equal "$file: white text knocks out" "$(pixel 40 20)" "0 0 0 0"
    equal "$file: rich black where a role says so" "$(pixel 80 20)" "153 127 127 255"
    equal "$file: the ground" "$(pixel 50 50)" "204 0 153 0"
    equal "$file: it reaches over the left" "$(pixel -2.5 20)" "204 0 153 0"
    equal "$file: over the right" "$(pixel 102.5 20)" "204 0 153 0"
    equal "$file: over the top" "$(pixel 20 -2.5)" "204 0 153 0"
    equal "$file: over the bottom" "$(pixel 20 62.5)" "204 0 153 0"
    equal "$file: and not over the bleed" \
        "$(pixel -3.6 20) $(pixel 103.6 20) $(pixel 20 -3.6) $(pixel 20 63.6)" \
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"
    plates $file.pdf $file-%d.tif 72
    for ink in Cyan Magenta Yellow Black 'DIC 161'; do
        [ "$(plate "$file-1($ink).tif")" -gt 1500 ] &&
            pass "$file: something is on the plate $ink" ||
            fail "$file: something is on the plate $ink"
    done
done
equal "a spot colour is a Separation" \
    "$(qpdf --qdf --object-streams=disable x4.pdf - | grep -ac '/Separation')" 2
build --set 'profile print:spot=no' -o process.pdf
equal "or not, when the printer has none" \
    "$(qpdf --qdf --object-streams=disable process.pdf - | grep -ac '/DIC#20161')" 0

# The sheet's corner has marks alone: all plates, the spot colour's too, have
# the same ones.
build --set 'page one:background=none' --set 'profile print:fold=33mm, 66mm' -o marks.pdf
plates marks.pdf m-%d.tif 72 -dFIXEDMEDIA -g34x34
pam marks.pdf
equal "the lines of the trim and of the bleed" "$(pixel 0 -8) $(pixel -3 -8)" \
    "255 255 255 255 255 255 255 255"
equal "nothing between them" "$(pixel -1.5 -8)" "0 0 0 0"
equal "a fold, a centre" "$(pixel 33 -5) $(pixel 50 -8)" "255 255 255 255 255 255 255 255"
for ink in Cyan Magenta Yellow 'DIC 161'; do
    expect "on the plate $ink as on Black" cmp "m-1($ink).tif" 'm-1(Black).tif'
done
equal "an ordinary text is in K alone" "$(
    build --set 'page one:background=none' --set 'profile print:marks=no' \
        --set 'style white:colour=black' --set 'style own:colour=black' \
        --set 'style rich:colour=black' -o k.pdf
    gs -q -dNOPAUSE -dBATCH -sDEVICE=inkcov -sOutputFile=- k.pdf |
        sed 's/^ *//' | cut -c1-27)" "0.00000  0.00000  0.00000  "

# --- boxes --------------------------------------------------------------------
# 100 x 60 mm, 3 mm of bleed, 13 mm of sheet: 1 mm = 2.83465 pt.
equal "MediaBox" "$(box x4.pdf MediaBox)" "0 0 357.1654 243.7795"
equal "BleedBox" "$(box x4.pdf BleedBox)" "28.3465 28.3465 328.8189 215.4331"
equal "TrimBox" "$(box x4.pdf TrimBox)" "36.8504 36.8504 320.315 206.9291"
build --set 'profile print:bleed=5mm' --set 'profile print:marks=no' -o wide.pdf
equal "without marks the sheet is the bleed" "$(box wide.pdf MediaBox)" "$(box wide.pdf BleedBox)"
equal "of any width" "$(box wide.pdf TrimBox)" "14.1732 14.1732 297.6378 184.252"
gs -q -dNOPAUSE -dBATCH -sDEVICE=inkcov -sOutputFile=- wide.pdf >wide.txt
pdftoppm -r 72 -png -cropbox wide.pdf wide
pam wide.pdf
equal "and grounds reach as far" "$(od -An -tu1 -j"$head" -N4 page.pam | tr -s ' ')" " 204 0 153 0"

# --- standards ----------------------------------------------------------------
qpdf --qdf --object-streams=disable x4.pdf x4.qdf
has "X-4 is PDF 1.6" "$(head -c 8 x4.pdf)" "%PDF-1.6"
has "X-4 says so" "$(grep -a pdfxid:GTS x4.qdf)" ">PDF/X-4<"
has "X-4 is named" "$(grep -a xmpMM:DocumentID x4.qdf)" "uuid:"
has "X-4 holds its profile" "$(grep -a DestOutputProfile x4.qdf)" " 0 R"
has "its condition" "$(grep -a OutputConditionIdentifier x4.qdf)" "JC200103"
has "nothing is trapped" "$(grep -a '/Trapped' x4.qdf)" "/False"
equal "no links, no layers" "$(grep -acE '/Annots|/OCProperties' x4.qdf)" 0
equal "X-1a is PDF 1.4" "$(head -c 8 x1a.pdf)" "%PDF-1.4"
qpdf --qdf x1a.pdf x1a.qdf
has "X-1a says so" "$(grep -a '/GTS_PDFXVersion' x1a.qdf)" "PDF/X-1a:2003"
has "conformance too" "$(grep -a '/GTS_PDFXConformance' x1a.qdf)" "PDF/X-1a:2003"
has "it has dates" "$(grep -a '/ModDate' x1a.qdf)" "D:20230901"
equal "a table of cross references" "$(grep -ac '^xref$' x1a.pdf)" 1
has "an identifier" "$(tail -c 200 x1a.pdf)" "/ID["
equal "no RGB, no transparency, no object streams" \
    "$(grep -acE '/DeviceRGB|/CalRGB|/ICCBased|/SMask|/ca |/CA |/ObjStm|/XRef|/Group' x1a.qdf)" 0
out=$(build --set 'profile print:intent-profile=rows.csv' -o n.pdf 2>&1)
has "what is no profile is said" "$out" "[pdf.intent-profile]"
sed -i '/^intent-profile/d' s/job.ini
out=$(build -o n.pdf 2>&1)
has "X-4 without a profile is warned about" "$out" "[pdf.x4-profile]"
equal "and not claimed" \
    "$(qpdf --qdf --object-streams=disable n.pdf - | grep -ac GTS_PDFXVersion)" 0
expect "X-1a needs only the name" build --set 'profile print:pdfx=X-1a' -o x1b.pdf
expect "the same bytes again" sh -c "
    '$KUMIHAN' build s/job.ini --profile print --set 'profile print:pdfx=X-1a' --set document:subject=x -o x1c.pdf && cmp x1b.pdf x1c.pdf"

# --- what cannot be printed -----------------------------------------------------
cat >>s/job.ini <<'INI'
[profile web]
type = web
INI
# bad builds the web profile: these must fail in print alone.
press() { # WHAT PLACE ID
    en=$("$KUMIHAN" build --lang en s/job.ini --profile print -o out.pdf 2>&1)
    code=$?
    ja=$("$KUMIHAN" build --lang ja s/job.ini --profile print -o out.pdf 2>&1)
    equal "$1: exit code" "$code" 1
    has "$1: place" "$(printf '%s\n' "$en" | grep -F "[$3]")" "$2"
    has "$1: in Japanese" "$ja" "[$3]"
    [ ! -e out.pdf ] && pass "$1: no file" || fail "$1: no file"
    expect "$1: fine on a screen" "$KUMIHAN" build s/job.ini -o screen.pdf
}
project
sed -i '/^cmyk = 80/d; /^intent/d; s/X-4/X-1a/' s/job.ini
press "a colour without cmyk" "s/job.ini:4:" pdf.no-cmyk
project
sed -i '/^intent/d' s/job.ini
cat >s/logo.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
  <rect width="5" height="10" fill="#3344aa"/>
  <rect x="5" width="5" height="10" fill="#ff8800"/>
</svg>
SVG
sed -i '/^\[block d\]/,/^style = rich/c [block d]\ntype = image\narea = d\nfile = logo.svg\nheight = 10mm\nalt = 印' s/job.ini
press "a colour of a picture" "s/logo.svg:3:" pdf.colour-without-cmyk
sed -i 's/#ff8800/#33cc66/' s/logo.svg
expect "the job's own colours are known in pictures" build -o svg.pdf
project
sed -i 's/^date = .*//' s/job.ini
press "no date" "s/job.ini:" pdf.pdfx-date

# --- pictures -------------------------------------------------------------------
# A red PNG of 4 x 4, made by hand: 8 bits RGB.
picture() {
    gs -q -dNOPAUSE -dBATCH -sDEVICE="$1" -r300 -g400x400 -sOutputFile="$2" \
        -c '1 0 0 setrgbcolor 0 0 96 96 rectfill showpage' >/dev/null
}
project
picture png16m s/red.png
picture jpeg s/red.jpg
picture jpegcmyk s/ink.jpg
sed -i '/^\[block d\]/,/^style = rich/c [block d]\ntype = image\narea = d\nfile = red.png\nwidth = 15mm\nalt = 赤' s/job.ini
for file in red.png red.jpg; do
    build --set "block d:file=$file" --set 'profile print:pdfx=X-1a' -o pic.pdf
    equal "$file is in inks" "$(pdfimages -list pic.pdf | awk 'NR == 3 { print $6, $7 }')" "cmyk 4"
    pam pic.pdf
    # shellcheck disable=SC2046
    set -- $(pixel 77 15)
    [ "$1" -lt 30 ] && [ "$2" -gt 200 ] && [ "$3" -gt 200 ] &&
        pass "$file is red in print" || fail "$file is red in print" "$*"
done
build --set 'block d:file=ink.jpg' --set 'profile print:pdfx=X-1a' -o pic.pdf
equal "CMYK goes in as it is" "$(pdfimages -list pic.pdf | awk 'NR == 3 { print $6, $9 }')" "cmyk jpeg"
sed -i '/^intent/d' s/job.ini
build -o pic.pdf 2>/dev/null
equal "without a profile RGB is tagged in X-4" "$(pdfimages -list pic.pdf | awk 'NR == 3 { print $6 }')" icc
sed -i 's/^type = print/&\npdfx = X-1a/' s/job.ini
press "RGB without a profile in X-1a" "s/job.ini:" pdf.x1a-rgb

# --- the brochure ---------------------------------------------------------------
expect "the brochure in X-1a" "$KUMIHAN" build "$ROOT/config/brochure.ini" --profile print \
    --date 2023-09-01 --set 'profile print:pdfx=X-1a' --set 'profile print:slug=yes' \
    --set 'profile print:colour-bar=yes' -o b.pdf
expect "a whole file" qpdf --check b.pdf
equal "no RGB, no transparency" \
    "$(qpdf --qdf b.pdf - | grep -acE '/DeviceRGB|/SMask|/ca |/Group')" 0
has "the slug tells the sheet" "$(pdftotext -raw b.pdf - | grep JC200103 | head -1)" "1/2"
"$KUMIHAN" build "$ROOT/config/brochure.ini" --profile print --date 2023-09-01 -o c.pdf 2>/dev/null
pam c.pdf
equal "a tenth of green on paper" "$(pixel 50 205)" "23 5 18 3"
equal "a tenth of blue on that" "$(pixel 60 229)" "43 20 15 3"
