# The specimen: a page for every rule, set without a word of complaint.
out=$("$KUMIHAN" build "$ROOT/config/specimen.ini" -o s.pdf 2>&1)
equal "it builds without a message" "$?$out" 0
expect "qpdf finds no fault" qpdf --check s.pdf
equal "three pages" "$(pdfinfo s.pdf | awk '/^Pages/ {print $2}')" 3
text=$(pdftotext -raw s.pdf -)
mu=$(mutool draw -q -F text s.pdf 2>/dev/null)
# The titles of its pages stand above what is on them.
"$KUMIHAN" build "$ROOT/config/specimen.ini" -o h.pdf --html h.html
equal "its pages are its chapters" "$(grep -o '<h1>組見本\|<h1>' h.html | tr '\n' ' ')" "<h1>組見本 <h1>組見本 <h1>組見本 "
# Every section that docs/typography.md claims for horizontal lines is shown.
for section in 3.1.4 3.1.5 3.1.6 3.1.7 3.1.9 3.1.10 3.2.6 3.5.3 3.8.2 3.8.3 \
    3.3.5 3.3.6 3.3.7 3.3.8 3.3.9 3.7.1 3.7.3 2.3 3.2.5; do
    has "it shows $section" "$text" "$section"
done
for line in "前年比△3.2%、10～20歳、第3-2表、" "PDFを作ります。Webは5 MB、DTPは" \
    "さらなる価値向上を推進" "CO2は3 kgです。"; do
    has "Poppler reads: $line" "$text" "$line"
    has "MuPDF reads: $line" "$mu" "$line"
done
# A mark hangs out of the measure, a hyphen is not copied.
steps=$("$KUMIHAN" lines --job "$ROOT/config/specimen.ini" --style end-hang \
    --measure 17em <"$ROOT/data/specimen/rules.md" 2>/dev/null |
    awk -F'\t' '/^#line/ && $6 > 0' | wc -l)
[ "$steps" -gt 0 ] && pass "marks hang" || fail "marks hang"
has "a divided word is copied whole" "$text" "comprehensive"
