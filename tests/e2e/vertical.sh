# Vertical writing on the same page as horizontal: what other programs read and
# draw.
small
cat >>s/job.ini <<'INI'
[style label]
based-on = body
direction = vertical
[block label]
type = text
area = main
style = label
copy = 縦の見出し
[page two]
size = 127mm 127mm
columns = 2
row.1 = 70mm: tate tate
row.2 = fill: . notes
[area tate]
direction = vertical
[area notes]
direction = vertical
[block tate]
type = text
area = tate
file = tate.md
[block notes]
type = notes
area = notes
INI
cat >s/tate.md <<'MD'
令和8年12月24日、{日本|にほん}の「縦組み」は、前年比△3.2%でした。KumihanがISO 9001とPDFを――そして……組みます[^a]。

[^a]: 注もA4の縦組みです。
MD
expect "it builds" "$KUMIHAN" build s/job.ini -o v.pdf
expect "qpdf finds no fault" qpdf --check v.pdf
equal "the lines copy in their order" "$(pdftotext -raw v.pdf - | tr -d '\f')" \
    "合計は30です。
縦の見出し
令和8年12月24日、日本の「縦組み」は、前年比△3.2%
にほん
でした。KumihanがISO 9001とPDFを――そして
……組みます*1。
*1.
注もA4の縦組
みです。"
equal "horizontal and vertical fonts are embedded subsets" \
    "$(pdffonts v.pdf | awk 'NR > 2 {print $(NF-4), $(NF-3), $(NF-2)}' | sort -u)" "yes yes yes"
trace=$(mutool draw -q -F trace v.pdf 2)
has "upright runs are in vertical writing mode" "$trace" 'wmode="1"'
upright=$(printf '%s\n' "$trace" | grep -F 'trm="8.504 0 0 8.504"' -A4)
turned=$(printf '%s\n' "$trace" | grep -F 'trm="0 -8.504 8.504 0"' -A12)
has "Japanese stands upright" "$upright" 'unicode="年"'
has "Latin is turned clockwise" "$turned" 'unicode="P"'
has "a short number stands upright" "$upright" 'unicode="8"'

# What our PNG shows is what Poppler draws of the PDF.
cc -O1 -o comparepnm "$ROOT/tests/tools/comparepnm.c"
pdftoppm -r 60 -gray v.pdf poppler 2>/dev/null
"$KUMIHAN" png s/job.ini -o v.png --dpi 60
mutool draw -q -r 60 -c gray -o mupdf-%d.pgm v.pdf 2>/dev/null
mutool draw -q -r 96 -c gray -o ours-%d.pgm v-2.png 2>/dev/null
for other in mupdf ours; do
    page=2
    [ "$other" = ours ] && page=1
    diff=$(./comparepnm poppler-2.pgm "$other-$page.pgm")
    [ "${diff%% *}" -le 25 ] && pass "Poppler and $other draw alike ($diff)" ||
        fail "Poppler and $other draw alike" "$diff"
done
