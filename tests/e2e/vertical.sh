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
*1.注もA4の縦組
みです。"
equal "horizontal and vertical fonts are embedded subsets" \
    "$(pdffonts v.pdf | awk 'NR > 2 {print $(NF-4), $(NF-3), $(NF-2)}' | sort -u)" "yes yes yes"
trace=$(mutool draw -q -F trace v.pdf 2)
equal "everything is in vertical writing mode, nothing in a turned matrix" \
    "$(printf '%s\n' "$trace" | sed -n 's/.* wmode="\(.\)" .* trm="[0-9.]* \([^ ]*\) .*/\1 \2/p' | sort -u)" \
    "1 0"

# MuPDF does not know ActualText: it reads the codes alone.  mupdf: its lines.
mupdf() {
    mutool draw -q -F text "$@" 2>/dev/null | tr -d '\f' | sed '/^$/d'
}
equal "MuPDF reads whole lines" "$(mupdf v.pdf 2)" \
    "令和8年12月24日、日本の「縦組み」は、前年比△3.2%
にほん
でした。KumihanがISO 9001とPDFを――そして
……組みます*1。
*1.注もA4の縦組
みです。"

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

# Faces of both kinds, Latin of its own, narrow and wide letters, accents,
# condensed text, short numbers that would be taken for bold ones (11, 22).
cat >s/tate.md <<'MD'
令和8年12月24日、3,637人。11と22、illとWell、A4の“naïve”なÄpfelがB5へ、office 24の100％と（A社）123もfinal。
MD
written=$(cat s/tate.md)
sed -i '/^\[block notes\]/,$d; s/^row.1 = 70mm.*/row.1 = 95mm: tate tate/' s/job.ini
sed -i '/^row.2/d; /^\[area notes\]/,/^direction/d' s/job.ini
for fonts in "BIZ UDGothic Regular|BIZ UDGothic Regular" \
    "BIZ UDPMincho Regular|Roboto Regular" "BIZ UDGothic Regular|Inter Regular"; do
    for more in "tracking = 0" "condense = 80%" "tracking = 0.05em"; do
        sed "s/^japanese = .*/japanese = ${fonts%|*}\nlatin = ${fonts#*|}\nfigures = ${fonts#*|}/
            s/^leading = .*/&\n$more/" s/job.ini >s/faces.ini
        faces="${fonts#*|}, $more"
        expect "$faces: it builds" "$KUMIHAN" build s/faces.ini -o f.pdf
        expect "$faces: qpdf finds no fault" qpdf --check f.pdf
        lines=$(pdftotext -raw -f 2 f.pdf - | tr -d '\f')
        equal "$faces: Poppler reads what was written" \
            "$(printf '%s' "$lines" | tr -d '\n')" "$written"
        equal "$faces: MuPDF reads the same lines" "$(mupdf f.pdf 2)" "$lines"
        pdftoppm -r 60 -gray -f 2 f.pdf poppler 2>/dev/null
        mutool draw -q -r 60 -c gray -o mupdf.pgm f.pdf 2 2>/dev/null
        "$KUMIHAN" png s/faces.ini -o f.png --dpi 60
        mutool draw -q -r 96 -c gray -o ours-1.pgm f-2.png 2>/dev/null
        for other in mupdf ours-1; do
            diff=$(./comparepnm poppler-2.pgm $other.pgm)
            [ "${diff%% *}" -le 25 ] && pass "$faces: Poppler and $other ($diff)" ||
                fail "$faces: Poppler and $other draw alike" "$diff"
        done
    done
done

# A marker is of one text with its line; items and wrapped lines are in order.
cat >s/tate.md <<'MD'
令和三年三月の段落で、二行になるまで長く続くので折り返すことになるが、とても短い。

- 一つ目の項目は長くて折り返すものであり、二行になる。とき12月にも。
- 二つ目の項目も長くて折り返すものであり、二行になる。
MD
expect "a list builds" "$KUMIHAN" build --set "style body:leading=18H" s/job.ini -o l.pdf
written=$(tr -d '\n' <s/tate.md | sed 's/- /・/g')
equal "a list (Poppler)" "$(pdftotext -f 2 l.pdf - | tr -d '\n\f')" "$written"
equal "a list (raw)" "$(pdftotext -raw -f 2 l.pdf - | tr -d '\n\f')" "$written"
equal "a list (MuPDF)" "$(mupdf l.pdf 2 | tr -d '\n')" "$written"
has "the marker is on its line" "$(mupdf l.pdf 2)" "
・一つ目の"
has "the marker is on its line (raw)" "$(pdftotext -raw -f 2 l.pdf -)" "
・一つ目の"
