# The brochure: independent tools find in it what must be there.
expect "it builds" "$KUMIHAN" build "$ROOT/config/brochure.ini" -o b.pdf
expect "qpdf finds no fault" qpdf --check b.pdf

info=$(pdfinfo b.pdf)
has "two pages" "$info" "Pages:           2"
has "A4" "$info" "(A4)"
has "the title" "$info" "CSOとコントラクト人財のさらなる価値向上を推進"
has "the author" "$info" "日本CSO協会"
has "keywords" "$info" "コントラクトMR"

fonts=$(pdffonts b.pdf | tail -n +3)
equal "every font is embedded, subset and has ToUnicode" \
    "$(printf '%s\n' "$fonts" | awk '{print $(NF-4), $(NF-3), $(NF-2)}' | sort -u)" \
    "yes yes yes"

pdftotext b.pdf b.txt
text=$(squeeze <b.txt)
mutool draw -q -F text -o b.mu.txt b.pdf 2>mu.err
equal "MuPDF has nothing to complain about" \
    "$(grep -v 'ICC support is not available' mu.err)" ""
mutext=$(squeeze <b.mu.txt)
while IFS= read -r item; do
    case $item in '#'* | '') continue ;; esac
    squeezed=$(printf '%s' "$item" | squeeze)
    case $text in
    *"$squeezed"*) found=yes ;;
    *) found="not by Poppler" ;;
    esac
    case $mutext in
    *"$squeezed"*) ;;
    *) found="$found, not by MuPDF" ;;
    esac
    [ "$found" = yes ] || missing="${missing-}$item ($found)
"
done <"$ROOT/tests/brochure/items.txt"
equal "each item is found in the copied text" "${missing-}" ""

outline=$(mutool show b.pdf outline)
has "bookmarks" "$outline" "設立趣意"
raw=$(qpdf --qdf --object-streams=disable b.pdf - | strings)
has "the mail address is a link" "$raw" "mailto:info@jcsoa.gr.jp"
has "the language is said" "$raw" "/Lang (ja)"
has "XMP" "$raw" "dc:title"
has "object streams" "$(strings b.pdf)" "/ObjStm"

# Poppler and MuPDF draw the same page.
cc -O1 -o comparepnm "$ROOT/tests/tools/comparepnm.c"
pdftoppm -r 60 -gray b.pdf poppler
mutool draw -q -r 60 -c gray -o mupdf-%d.pgm b.pdf 2>mu.err
for page in 1 2; do
    diff=$(./comparepnm "poppler-$page.pgm" "mupdf-$page.pgm")
    if [ "${diff%% *}" -le 25 ]; then
        pass "Poppler and MuPDF agree on page $page ($diff)"
    else
        fail "Poppler and MuPDF disagree on page $page" "$diff"
    fi
done
[ -s b.pdf ] && [ "$(stat -c %s b.pdf)" -le 204800 ] &&
    pass "at most 200 KB" || fail "at most 200 KB" "$(stat -c %s b.pdf)"
