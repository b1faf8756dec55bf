# What is judged on finished pages: contrast for the web, a printer's profile.
small
out=$("$KUMIHAN" check --lang en s/job.ini 2>&1)
equal "good contrast is silent" "$out" "no errors; pages: 1"

sed 's/#102030/#a0a0a0/' s/job.ini >s/pale.ini
out=$("$KUMIHAN" build --lang en s/pale.ini -o s/pale.pdf 2>&1)
equal "low contrast is a warning: the PDF is made" "$?" 0
has "with the text's line" "$out" "s/copy.md:1:1: warning: page 1 at ("
has "its ratio, what is wanted and a colour that would do" "$out" \
    "(#a0a0a0 / #ffffff) is 2.61:1 (3 in all); WCAG AA wants 4.5:1; #767676 / #ffffff would do [inspect.contrast]"
expect "and it is one" qpdf --check s/pale.pdf
has "in Japanese" "$("$KUMIHAN" check --lang ja s/pale.ini 2>&1)" \
    "コントラスト比が 2.61:1 で、WCAG AA の 4.5:1 に足りません"
equal "as JSON" "$("$KUMIHAN" check --format json s/pale.ini 2>&1 |
    jq -r '.id + " " + .level + " " + (.line | tostring)')" \
    "inspect.contrast warning 1"
out=$("$KUMIHAN" check --lang en --profile archive s/pale.ini 2>&1)
equal "only for the web" "$out" "no errors; pages: 1"
sed 's/size = 12Q/size = 18pt/' s/pale.ini >s/large.ini
has "large text needs 3:1" "$("$KUMIHAN" check --lang en s/large.ini 2>&1)" \
    "WCAG AA wants 3.0:1"

# --- printers ------------------------------------------------------------------
mkdir -p s/printers
cat >s/printers/strict.ini <<'INI'
[printer]
total-ink = 300%
type-min = 9pt
pages-multiple = 4
INI
check_printer() { "$KUMIHAN" check --lang en --profile print --printer "$@" 2>&1; }
out=$(check_printer strict s/job.ini)
equal "what a printer does not take is an error" "$?" 1
has "of the document: at the printer's line" "$out" \
    "s/printers/strict.ini:1:1: error: there are 1 pages; the printer asks for a multiple of 4."
has "of an object: at its own, with place and size" "$out" \
    's/copy.md:1:1: error: page 1 at ('
has "and what was found and wanted" "$out" \
    'the text "合計は30です。" is set in 8.5 pt (3 mm), smaller than the printer'"'"'s 9 pt (3.18 mm)'
has "colours without inks are said" "$out" "the colour #102030 has no cmyk values"
printf '[printer]\ntype-min = 8pt\n' >s/printers/easy.ini
out=$(check_printer easy s/job.ini)
equal "warnings alone are no error" "$?" 0
equal "a path will do" "$(check_printer s/printers/easy.ini s/job.ini)" "$out"

out=$(check_printer strickt s/job.ini)
equal "an unknown printer is a usage error" "$?" 2
has "that lists those there are" "$out" "there are easy, strict (looked in s/printers"
check_printer s/none.ini s/job.ini >/dev/null
equal "so is a missing file" "$?" 2
out=$("$KUMIHAN" check --lang en --printer easy s/job.ini 2>&1)
equal "so is a profile that is not for print" "$?" 2
has "which says what to do" "$out" "Add --profile print"
has "for a build too" \
    "$("$KUMIHAN" build --lang en --printer easy s/job.ini 2>&1)" "Add --profile print"

bad_printer() { # WHAT INI ID
    printf '%b' "$2" >s/printers/bad.ini
    out=$(check_printer bad s/job.ini)
    equal "$1: exit code" "$?" 1
    has "$1" "$out" "$3"
}
bad_printer "an unknown key" '[printer]\ntotal-inc = 300%%\n' \
    's/printers/bad.ini:2:1: error: [printer] has no key "total-inc"; did you mean "total-ink"?'
bad_printer "a wrong value" '[printer]\ntotal-ink = 90%%\n' '[config.percent]'
bad_printer "a length in em" '[printer]\nline-min = 1em\n' \
    's/printers/bad.ini:2:12: error: "line-min" does not depend on a type size'
bad_printer "no section" '[document]\ntitle = x\n' '[app.printer-section]'
bad_printer "a job beside it" '[printer]\n[document]\ntitle = x\n' \
    '[config.printer-alone]'
bad_printer "an empty file" '' '[config.no-document]'
{ cat s/job.ini; printf '[printer]\ndpi = 300\n'; } >s/mixed.ini
has "a job holds no [printer]" "$("$KUMIHAN" check --lang en s/mixed.ini 2>&1)" \
    "[config.printer-alone]"

# --- overlapping inks, to the page's numbers ------------------------------------
cat >s/ink.ini <<'INI'
[document]
title = 試験
[colour ground]
rgb = "#446688"
cmyk = 85 65 45 30
[colour ink]
rgb = "#000000"
cmyk = 0 0 0 100
[font gothic]
japanese = BIZ UDGothic Regular
[style body]
font = gothic
size = 16Q
leading = 20H
colour = ink
[source rows]
file = rows.csv
[value total]
source = rows
column = 数
aggregate = sum
[page one]
columns = 1
row.1 = fill: main
[area main]
page = one
fill = ground
[block copy]
type = text
area = main
file = copy.md
INI
printf '[printer]\ntotal-ink = 290%%\n' >s/printers/ink.ini
out=$(check_printer ink s/ink.ini)
equal "black on a ground of 225 % is too much for 290 %" "$?" 1
has "85 + 65 + 45 + 100" "$out" \
    'the inks together reach 295% (C85 M65 Y45 K100), more than the printer'"'"'s 290%'
printf '[printer]\ntotal-ink = 295%%\n' >s/printers/ink.ini
out=$(check_printer ink s/ink.ini)
equal "and not for 295 %" "$?" 0

# --- the shipped files ----------------------------------------------------------
for file in "$ROOT"/config/printers/*.ini; do
    name=$(basename "$file" .ini)
    out=$(check_printer "$name" "$ROOT/config/brochure.ini")
    code=$?
    case $out in
    *"[config."* | *"[app."*) fail "$name can be read" "$out" ;;
    *) pass "$name can be read" ;;
    esac
    [ "$code" -le 1 ] && pass "$name judges the brochure" ||
        fail "$name judges the brochure" "$out"
    has "the inks of the brochure suit $name" "no $(echo "$out" | grep -c total-ink)" "no 0"
done
