# What a printing company gets: --package.

. "$ROOT/tests/lib/press.sh"

# package DIR OPTION...: of ./s, with everything told.
package() {
    dir=$1
    shift
    "$KUMIHAN" build --lang en s/job.ini --profile print --package "$dir" "$@"
}

# cell FILE KEY N: column N of the row KEY of a spec.csv.
cell() {
    python3 -c '
import csv, sys
rows = csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""))
print(next((r[int(sys.argv[3])] for r in rows if r[0] == sys.argv[2]), "nothing"))
' "$1" "$2" "$3"
}

# pixels FILE: width and height of a PNG, from its head.
pixels() {
    python3 -c '
import struct, sys
head = open(sys.argv[1], "rb").read(24)
assert head[:8] == b"\x89PNG\r\n\x1a\n"
print(*struct.unpack(">II", head[16:24]))' "$1"
}

# inked PDF PAGE: the plates that have something on them, as the sheet tells.
inked() {
    rm -f sep*.tif
    plates "$1" sep.tif 36 -dFirstPage="$2" -dLastPage="$2"
    inks sep 0 0 1000 1000 >sep.txt
    python3 -c '
import re
found = re.findall(r"(.+?)=[0-9]*-?([0-9]+) ?", open("sep.txt").read().strip())
plates = {name for name, most in found if most != "0"}
process = [n for n in ("Cyan", "Magenta", "Yellow", "Black") if n in plates]
letters = " ".join("K" if n == "Black" else n[0] for n in process)
print(" + ".join([letters] * bool(letters) + sorted(plates - set(process))))'
}

# names DIR: its files, and what stands beside it.
names() {
    find "$1" -mindepth 1 | LC_ALL=C sort | sed "s|^$1/||" | tr '\n' ' '
}

# --- the brochure ---------------------------------------------------------------
brochure() {
    "$KUMIHAN" build --lang en "$ROOT/config/brochure.ini" --profile print "$@"
}
expect "the brochure" brochure --package out --set package:quantity=3000 \
    --set 'package:paper=コート紙 A判 57.5kg' --report report.json
equal "these files and no others" "$(names out)" \
    "SHA256SUMS brochure-print-p01.png brochure-print-p02.png brochure-print.pdf spec.csv spec.txt "
expect "the sums are right" sh -c 'cd out && sha256sum -c --strict SHA256SUMS'
equal "of every other file" "$(wc -l <out/SHA256SUMS)" 5
expect "a whole PDF" qpdf --check out/brochure-print.pdf
brochure -o same.pdf 2>/dev/null
expect "the same that build makes" cmp same.pdf out/brochure-print.pdf
"$KUMIHAN" png "$ROOT/config/brochure.ini" -o same --dpi 100
expect "the pictures, too" sh -c 'cmp same-1.png out/brochure-print-p01.png &&
    cmp same-2.png out/brochure-print-p02.png'
equal "of 100 dots per inch" "$(pixels out/brochure-print-p02.png)" "827 1169"
equal "the report knows the PDF" "$(jq -r '.output.file + " " + .output.sha256' report.json)" \
    "out/brochure-print.pdf $(sha256sum <out/brochure-print.pdf | cut -d ' ' -f 1)"
equal "pages as pdfinfo counts them" "$(cell out/spec.csv pages 2)" \
    "$(pdfinfo out/brochure-print.pdf | awk '/^Pages:/ { print $2 }')"
equal "the size" "$(cell out/spec.csv size 2)" "A4 縦（210 × 297 mm）"
equal "is that of the trim" "$(pdfinfo -box out/brochure-print.pdf |
    awk '/^TrimBox:/ { printf "%.1f × %.1f", ($4 - $2) * 25.4 / 72, ($5 - $3) * 25.4 / 72 }')" \
    "210.0 × 297.0"
equal "fonts as pdffonts lists them" \
    "$(cell out/spec.csv fonts 2 | sed 's/, /\n/g' | sort)" \
    "$(pdffonts out/brochure-print.pdf |
        awk 'NR > 2 { sub(/^[A-Z]*\+/, "", $1); sub(/-Identity-[HV]$/, "", $1); print $1 }' | sort -u)"
equal "the title as the PDF has it" "$(cell out/spec.csv title 2)" \
    "$(pdfinfo out/brochure-print.pdf | sed -n 's/^Title: *//p')"
equal "in English beside it" "$(cell out/spec.csv quantity 4)" "3,000 copies"
equal "the text begins with a byte order mark" "$(head -c 3 out/spec.txt | od -An -tx1)" " ef bb bf"
equal "its lines end with CR LF" "$(grep -c "$(printf '\r')\$" out/spec.txt)" "$(wc -l <out/spec.txt)"
has "it tells what the table tells" "$(cat out/spec.txt)" "用紙 / Paper: コート紙 A判 57.5kg"
has "and what is not there" "$(cell out/spec.csv standard 4)" "not claimed"
brochure --package flat --set 'profile print:marks=no' 2>/dev/null
for page in 1 2; do
    equal "page $page: the plates are those that are inked" \
        "$(cell flat/spec.csv plates 2)" "P1–2: $(inked flat/brochure-print.pdf $page)"
done
brochure --package again --set package:quantity=3000 \
    --set 'package:paper=コート紙 A判 57.5kg' 2>/dev/null
expect "the same bytes again" diff -r out again
copy_project elsewhere
(cd elsewhere && TZ=Asia/Tokyo LC_ALL=C "$KUMIHAN" build config/brochure.ini --profile print \
    --package there --set package:quantity=3000 --set 'package:paper=コート紙 A判 57.5kg') 2>/dev/null
expect "and elsewhere" diff -r out elsewhere/there

# --- what people know, spot colours, pictures, sizes -----------------------------
small
cp "$ICC" s/printer.icc
gs -q -dNOPAUSE -dBATCH -sDEVICE=pnggray -r72 -g600x300 -sOutputFile=s/grey.png \
    -c '0.5 setgray 0 0 300 300 rectfill showpage' >/dev/null
cat >s/job.ini <<'INI'
[document]
title = 試験,「"引用"」
date = 2023-09-01
[colour ours]
rgb = "#3344AA"
cmyk = 90 80 0 0
spot = DIC 161
[colour warm]
rgb = "#FFAA00"
cmyk = 0 40 90 0
[font gothic]
japanese = BIZ UDGothic Regular
[style body]
font = gothic
size = 8mm
leading = 10mm
[style own]
based-on = body
colour = ours 50%
[style warm]
based-on = body
colour = warm
[page one]
size = 182mm 257mm
columns = 1
row.1 = fill: a
[page two]
size = 182mm 257mm
columns = 1
row.1 = fill: b
[page three]
size = 257mm 182mm
columns = 1
row.1 = 40mm: c
row.2 = fill: d
[block a]
type = text
area = a
copy = 一
style = own
[block b]
type = text
area = b
copy = 二
[block c]
type = text
area = c
copy = 三
style = warm
[block d]
type = image
area = d
file = grey.png
width = 50mm
alt = 灰
[profile print]
type = print
intent-profile = printer.icc
marks = no
fold = 60mm
[package]
name = Shiken_2023.1
quantity = 1
paper = 上質紙
binding = 中綴じ
binding-side = right
finishing = PP, 角丸
delivery = 2023-09-15
deliver-to = 東京
contact = 03-0000-0000
note = 急ぎ
proof-dpi = 36
INI
equal "nothing to warn about" "$(package p 2>&1)" ""
equal "the name is the job's" "$(names p)" \
    "SHA256SUMS Shiken_2023.1-p01.png Shiken_2023.1-p02.png Shiken_2023.1-p03.png Shiken_2023.1.pdf spec.csv spec.txt "
equal "a title with signs of CSV" "$(cell p/spec.csv title 2)" '試験,「"引用"」'
equal "sizes with their pages" "$(cell p/spec.csv size 4)" "P1–2: JIS B5 portrait (182 × 257 mm)
P3: JIS B5 landscape (257 × 182 mm)"
equal "plates page by page" "$(cell p/spec.csv plates 2)" "P1: DIC 161
P2: K
P3: M Y K"
for page in 1 2 3; do
    equal "page $page: those that are inked" "$(cell p/spec.csv plates 2 | sed -n ${page}p)" \
        "P$page: $(inked p/Shiken_2023.1.pdf $page)"
done
equal "sides" "$(cell p/spec.csv colours 2)" "両面（表 3 色＋特色 1・裏 1 色）"
equal "in English" "$(cell p/spec.csv colours 4)" "two sides (front 3 + 1 spot, back 1)"
equal "the standard" "$(cell p/spec.csv standard 2)" "PDF/X-4"
equal "the condition" "$(cell p/spec.csv condition 2)" "JC200103 (ICC: printer.icc)"
equal "the coarsest picture" "$(cell p/spec.csv pictures 4)" \
    "1, at their size 305 dpi or more (least: grey.png, P3)"
equal "a day" "$(cell p/spec.csv delivery 2) $(cell p/spec.csv delivery 4)" "2023年9月15日 2023-09-15"
equal "where it is bound" "$(cell p/spec.csv binding-side 2)" 右綴じ
equal "the fold" "$(cell p/spec.csv fold 4)" "60mm from the left edge of the trim"
equal "36 dots per inch" "$(pixels p/Shiken_2023.1-p03.png)" "364 258"
equal "which Poppler finds, too" "$(pdfimages -list p/Shiken_2023.1.pdf | awk 'NR == 3 { print $13, $14 }')" "305 305"
equal "as pages that are read" "$(cell p/spec.csv imposition 2)" "なし（単ページ）"
equal "no path of this machine" "$(grep -acF "$PWD" p/spec.txt p/spec.csv p/SHA256SUMS | cut -d : -f 2 | sort -u)" 0
package one --set 'profile print:spot=no' --set package:sides=one >/dev/null
equal "without plates of their own" "$(cell one/spec.csv plates 2 | sed -n 1p)" "P1: C M"
equal "one side" "$(cell one/spec.csv colours 4)" "one side (4)"
package x1a --set 'profile print:pdfx=X-1a' >/dev/null
equal "the other standard" "$(cell x1a/spec.csv standard 2)" "PDF/X-1a:2003"

# On sheets: what the PDF is, and marks only where there is room.
expect "imposed" brochure --package sheets --impose saddle --sheet A3
equal "the sheet tells of the sheets" "$(cell sheets/spec.csv imposition 4)" \
    "imposed (saddle stitch), A3 landscape (420 × 297 mm), sheets: 1, sides: 2, blank pages: 2"
equal "as pdfinfo counts them" "$(pdfinfo sheets/*.pdf | awk '/^Pages:/ { print $2 }
    /^Page size:/ { printf "%.0f × %.0f\n", $3 * 25.4 / 72, $5 * 25.4 / 72 }')" "2
420 × 297"
equal "pages are still pages" "$(cell sheets/spec.csv pages 2) $(cell sheets/spec.csv size 4)" \
    "2 A4 portrait (210 × 297 mm)"
equal "marks that have no room are not promised" "$(cell sheets/spec.csv marks 4)" no
brochure --package roomy --impose saddle --sheet SRA3 >/dev/null 2>&1
equal "those that are there are" "$(cell roomy/spec.csv marks 4)" yes

# Which side a booklet in vertical writing is bound at is said unasked.
sed '/^binding-side/d; s/^leading = 10mm/&\ndirection = vertical/' s/job.ini >s/upright.ini
"$KUMIHAN" build --lang en s/upright.ini --profile print --package upright >/dev/null 2>&1
equal "vertical writing is bound at the right" "$(cell upright/spec.csv binding-side 2)" 右綴じ
sed '/^binding-side/d' s/job.ini >s/level.ini
"$KUMIHAN" build --lang en s/level.ini --profile print --package level >/dev/null 2>&1
equal "of other writing nothing is guessed" "$(cell level/spec.csv binding-side 2)" nothing

# What nobody told is asked for.
sed '/^quantity/d; /^paper/d; /^binding/d' s/job.ini >s/less.ini
out=$("$KUMIHAN" build --lang en s/less.ini --profile print --package q 2>&1)
equal "it is made" "$?" 0
for key in quantity paper binding; do
    has "$key is asked for" "$out" "write $key = ... in [package]"
done
has "at its place" "$out" "s/less.ini:$(grep -n '^\[package' s/less.ini | cut -d : -f 1):"
has "in the sheet, too" "$(cell q/spec.csv quantity 2)" "要確認"

# An older edition, a printer.
sed 's/copy = 一/copy = 壱/' s/job.ini >s/older.ini
expect "against an older edition" package p --against s/older.ini
has "what changed stands there" "$(cell p/spec.csv changes 4)" "P1 a: 「壱」 → 「一」"
printf '[printer]\ntotal-ink = 200%%\n' >s/loose.ini
expect "a printer who takes it" package p --printer s/loose.ini
has "stands there" "$(cell p/spec.csv preflight 4)" "no errors by the printer's profile loose"
equal "with the most ink" "$(cell p/spec.csv total-ink 2)" "130% (P3)"
printf '[printer]\npages-multiple = 4\n' >s/strict.ini
cp -R p before
out=$(package p --printer s/strict.ini 2>&1)
equal "one who does not" "$?" 1
has "is heard" "$out" inspect.pages-multiple
expect "and the older package stays" diff -r before p

# --- names ------------------------------------------------------------------------
sed '/^name = Shiken/d' s/job.ini >s/案内.ini
out=$("$KUMIHAN" build --lang en s/案内.ini --profile print --package n 2>&1)
equal "a name that is not ASCII" "$? $(ls -d n* 2>/dev/null)" "1 "
has "is said" "$out" "[app.package-name]"
has "with the way out" "$out" "give -o NAME"
expect "-o gives one" "$KUMIHAN" build s/案内.ini --profile print --package n -o annai.pdf
equal "to all files" "$(names n)" \
    "SHA256SUMS annai-p01.png annai-p02.png annai-p03.png annai.pdf spec.csv spec.txt "
for bad in 案内 a/b .hidden 'a b' con.x -x; do
    out=$(package nn -o "$bad" 2>&1)
    equal "not $bad" "$? $(ls -d nn* 2>/dev/null)" "2 "
done
out=$("$KUMIHAN" build --lang en s/job.ini --package nn 2>&1)
equal "only for the press: exit code" "$? $(ls -d nn* 2>/dev/null)" "2 "
has "which is said" "$out" "[app.package-profile]"

# --- folders ------------------------------------------------------------------------
mkdir empty
expect "into an empty folder" package empty
expect "with a slash" package new/
equal "is the same" "$(names new)" "$(names empty)"
expect "over a package, another name" package new -o other
equal "nothing of the old one is left" "$(names new)" \
    "SHA256SUMS other-p01.png other-p02.png other-p03.png other.pdf spec.csv spec.txt "
ln -s new link
expect "through a link" package link -o third
[ -L link ] && [ -e new/third.pdf ] && pass "which stays one" || fail "which stays one"
foreign() { # WHAT ID: package new fails and leaves it alone
    rm -rf kept
    cp -R new kept
    out=$(package new 2>&1)
    equal "$1: exit code" "$?" 2
    has "$1: which" "$out" "[$2]"
    expect "$1: nothing is touched" diff -r kept new
    equal "$1: nothing beside it" "$(ls -d new.* 2>/dev/null)" ""
}
echo x >new/memo.txt
foreign "a file of somebody's" app.package-foreign
(cd new && sha256sum memo.txt >>SHA256SUMS)
foreign "even in the sums" app.package-foreign
rm new/memo.txt
sed -i '/memo/d' new/SHA256SUMS
mkdir new/third-p09.png
foreign "a folder inside" app.package-foreign
rmdir new/third-p09.png
echo "quantity: 500" >>new/spec.txt
foreign "a sheet that was written into" app.package-changed
# Somebody writes into the old sheet while the new one is made.
rm -rf busy && package busy
package busy --set package:proof-dpi=600 >busy.log 2>&1 &
pid=$!
for _ in $(seq 200); do
    [ -d busy.part0 ] && break
    sleep 0.01
done
echo "quantity: 700" >>busy/spec.txt
wait $pid
equal "a sheet that is written into meanwhile: exit code" "$?" 2
has "which is said" "$(cat busy.log)" "[app.package-changed]"
has "and it stays" "$(cat busy/spec.txt)" "quantity: 700"
equal "with nothing beside it" "$(ls -d busy.*)" busy.log
rm -rf new/* && (cd new && : >SHA256SUMS)
foreign "sums of nothing" app.package-foreign
rm -rf new && echo x >new
out=$(package new 2>&1)
equal "a file of that name" "$? $(cat new)" "2 x"
for dir in . .. / s/..; do
    out=$(package $dir 2>&1)
    [ $? -ne 0 ] && pass "not $dir" || fail "not $dir"
done
out=$(package nowhere/p 2>&1)
equal "no folder to make it in" "$?" 3
has "is said" "$out" "[base.folder-parent]"
out=$(package p --report p/spec.txt 2>&1)
equal "no report into it" "$?" 1
has "which is said, too" "$out" "[app.output-in-package]"
expect "it is whole" sh -c 'cd p && sha256sum -c SHA256SUMS'

# --- when things go wrong ---------------------------------------------------------
rm -rf before && cp -R p before
(
    trap '' XFSZ
    ulimit -f 16
    package p -o full >log 2>&1
    echo $? >code
)
equal "a full disk: exit code" "$(cat code)" 3
has "a full disk is said" "$(cat log)" "[base.folder]"
expect "the older package stays" diff -r before p
equal "nothing is left beside it" "$(ls -d p.* full* 2>/dev/null)" ""
mkdir locked && chmod 555 locked
if [ "$(id -u)" -ne 0 ]; then
    out=$(package locked/p 2>&1)
    equal "a folder that cannot be written" "$?" 3
fi
chmod 755 locked
# Killed at any moment, what stands under the name is a whole package or
# nothing.
broken=0
for ms in 01 02 03 05 07 09 11 13 15 17 19 21 24 27 30; do
    rm -rf k k.part*
    "$KUMIHAN" build "$ROOT/config/brochure.ini" --profile print --package k >/dev/null 2>&1 &
    pid=$!
    sleep 0.$ms
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ ! -e k ] || (cd k && sha256sum -c SHA256SUMS >/dev/null 2>&1 && [ "$(ls | wc -l)" -eq 6 ]) ||
        broken=$((broken + 1))
done
equal "killed in the middle: never half a folder" "$broken" 0
rm -rf k k.part* && cp -R p k
for ms in 02 05 08 11 14 17 20 23 26; do
    "$KUMIHAN" build s/job.ini --profile print --package k --set document:subject=$ms >/dev/null 2>&1 &
    pid=$!
    sleep 0.$ms
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    (cd k && sha256sum -c SHA256SUMS >/dev/null 2>&1) || broken=$((broken + 1))
done
equal "nor in the place of an older one" "$broken" 0
rm -rf k.part*
expect "and the next one is made" package k

# --- the programs ------------------------------------------------------------------
equal "the program that builds draws no pictures" "$(ldd "$KUMIHAN" | grep -c cairo)" 0
mkdir alone && cp "$KUMIHAN" alone/
out=$(PATH=/usr/bin:/bin alone/kumihan build --lang en s/job.ini --profile print --package a 2>&1)
equal "without its helper" "$?" 3
has "says what is missing" "$out" "kumihan-package"
out=$(package 2>&1)
equal "a folder must be named" "$?" 2

# A SHA256SUMS of somebody's own is no package.
mkdir -p own-sums && echo mine >own-sums/SHA256SUMS
"$KUMIHAN" build --lang en "$ROOT/config/brochure.ini" --profile print --package own-sums 2>err.txt
has "a folder with sums of its own is left alone" "$? $(cat err.txt own-sums/SHA256SUMS)" "[app.package-foreign]"
