# What press clubs ask of a release, said before anything is made: each rule
# broken once gives its finding, at its place.
copy_project p
cp -R p clean
ini=p/config/press.ini
own=p/config/press-rules.ini
line() { # PATTERN: the line of the job file that has it
    grep -n -m 1 -- "$1" "$ini" | cut -d: -f1
}
again() {
    rm -rf p kit && cp -R clean p
}
rule() { # KEY VALUE: what the rules ask for instead
    sed -i "s/^$1 = .*/$1 = $2/" "$own"
}
press() {
    "$KUMIHAN" press --lang en "$ini" --out kit "$@" 2>err.txt
    code=$?
}
# broken WHAT PLACE ID [--set ...]: an error; nothing is made, and check says
# the same.  slack: the same as a warning, and the kit is made.
broken() {
    what=$1 place=$2 id=$3
    shift 3
    press "$@"
    found=$(grep -F "$place: error: " err.txt | grep -cF "[$id]")
    equal "$what: an error at its place, no kit" "$code $found $(ls | grep -c '^kit')" "1 1 0"
    "$KUMIHAN" check --lang en "$ini" "$@" >out.txt 2>check.txt
    equal "$what: check says the same" "$? $(cat out.txt; diff err.txt check.txt)" "1 "
    has "$what: in Japanese, too" \
        "$("$KUMIHAN" check --lang ja "$ini" "$@" 2>&1)" "$place: エラー: "
}
slack() {
    what=$1 place=$2 id=$3
    shift 3
    press "$@"
    found=$(grep -F "$place: warning: " err.txt | grep -cF "[$id]")
    equal "$what: a warning at its place, and a kit" "$code $found $(ls kit | grep -c eml)" "0 1 1"
    "$KUMIHAN" check --lang en "$ini" "$@" >out.txt 2>check.txt
    equal "$what: check says the same" "$? $(grep -c 'no errors' out.txt) $(diff err.txt check.txt)" "0 1 "
    rm -rf kit
}

press
equal "the release is sent without a word" "$code $(cat err.txt)" "0 "
rm -rf kit
equal "and checked without one" "$("$KUMIHAN" check --lang en "$ini" 2>&1)" "no errors; pages: 1"
sed -i 's/= should/= must/' "$own"
press
equal "it keeps to all rules" "$code $(cat err.txt)" "0 "
again

# --- pages, size, weight
printf '[page more]\ncolumns = 1\nrow.1 = fill: more\n[block more]\ntype = text\narea = more\ncopy = 続き\n' >>"$ini"
press
equal "two pages are let through" "$code $(cat err.txt)" "0 "
rm -rf kit
rule pages-most 1
broken "one page more" "$ini:$(line '^.page more'):1" app.press-pages
has "how many, and how many it may have" "$(cat err.txt)" "has 2 pages; press clubs take at most 1"
again
printf '[page more]\nsize = A4\norientation = landscape\ncolumns = 1\nrow.1 = fill: more\n[block more]\ntype = text\narea = more\ncopy = 続き\n' >>"$ini"
broken "a page that lies" "$ini:$(grep -n '^size = A4' "$ini" | tail -1 | cut -d: -f1):8" app.press-page-size
has "which it is, how it is, how it should be" "$(cat err.txt)" \
    "page 2 is A4 landscape (297 × 210 mm); press clubs ask for A4 portrait (210 × 297 mm) (1 in all)"
again
rule page-size '297mm 210mm'
broken "upright pages where lying ones are asked for" "$ini:$(line '^size = A4'):8" app.press-page-size
again
rule page-size a4
press
equal "the paper in small letters" "$code $(cat err.txt)" "0 "
again
rule pdf-kilobytes 10
# heavy WHAT PLACE: what is too heavy is known once it is made; before, check warns.
heavy() {
    press
    equal "$1: an error at its place, no kit" \
        "$code $(grep -F "$2: error: " err.txt | grep -cF '[app.press-rules-heavy]') $(ls | grep -c '^kit')" "1 1 0"
    "$KUMIHAN" check --lang en "$ini" >/dev/null 2>check.txt
    equal "$1: check warns" "$? $(grep -F "$2: warning: " check.txt | grep -cF '[app.press-rules-weight]')" "0 1"
}
heavy "the release is too heavy" "$ini:$(line '^.press.$'):1"
has "what weighs what in it" "$(cat err.txt)" "the heaviest first: fonts "
heavy "and what goes with it" "$ini:$(line '^job = '):7"
again
rule pdf-kilobytes 120
press
equal "what goes with it alone" "$code $(grep -c app.press-rules-heavy err.txt)" "1 1"
"$KUMIHAN" build p/config/brochure.ini -o p/data/b.pdf
sed -i 's/^job = .*/file = data\/b.pdf/' "$ini"
heavy "a file of the same weight" "$ini:$(line '^file = data/b.pdf'):8"
has "which cannot be made lighter" "$(cat err.txt)" "attached by file"
again

# --- name and title
first() { # KEY VALUE: in the first line of the job that has it
    sed -i "0,/^$1 = /s|^$1 = .*|$1 = $2|" "$ini"
}
first name release-20230701
slack "a name without the date" "$ini:$(line '^name = '):8" app.press-name-date
has "what it should be" "$(cat err.txt)" "call it 20230701-..."
rule dated-name must
broken "a name that must have it" "$ini:$(line '^name = '):8" app.press-name-date
rule dated-name no
press
equal "a name that need not" "$code $(cat err.txt)" "0 "
again
first name 202307011
slack "a longer number" "$ini:$(line '^name = '):8" app.press-name-date
again
sed -i '/^date = /d' "$ini"
slack "a document without date" "$ini:$(line '^.document.'):1" app.press-name-date
again
first title 実態調査
broken "a title that tells nothing" "$ini:$(line '^title = 実態'):9" app.press-title
again
rule title-most 28
broken "a title that is too long" "$ini:$(line '^title = '):9" app.press-title
has "by so much" "$(cat err.txt)" "the title has 32 characters, too many for a headline; write at most 28"
again
headline="$ini:$(line '^.block headline'):1"
sed -i 's/^copy = "コントラクトMR等は.*/copy = "　"/' "$ini"
broken "a headline of blanks" "$headline" inspect.headline
rule headline should
slack "which should be there" "$headline" inspect.headline
rule headline no
press
equal "or need not" "$code $(cat err.txt)" "0 "
again
sed -i '/^heading = 1/d' "$ini"
broken "titles of blocks are no headline" "$ini:$(line '^.press.$'):1" inspect.headline
sed -i 's/^copy = "コントラクトMR/copy = "# コントラクトMR/' "$ini"
press
equal "a heading in the copy is one" "$code $(cat err.txt)" "0 "
again

# --- contact
contact=p/data/copy/press/contact.md
block="$ini:$(line '^.block contact')"
sed -i 's/電話.*mail/[m/; s/\[03-0000-0000\](tel:+81300000000)//' "$contact"
broken "no telephone" "$block:1" inspect.contact-phone
has "where, and what to do" "$(cat err.txt)" 'mm: the contact "contact" has no telephone number; give one'
rule contact-phone should
slack "which should be there" "$block:1" inspect.contact-phone
again
sed -i 's/電話 \[.*81300000000)/FAX 03-0000-0000/' "$contact"
broken "a fax alone" "$block:1" inspect.contact-phone
again
sed -i 's/電話 \[.*81300000000)/TEL：　　FAX（代表）：03-0000-0000、03-0000-0001/' "$contact"
broken "a telephone that is left out" "$block:1" inspect.contact-phone
again
sed -i 's/電話 \[.*81300000000)/TEL.03-0000-0000　FAX.03-0000-0001/' "$contact"
press
equal "a word and a full stop" "$code $(cat err.txt)" "0 "
again
sed -i 's/電話 \[.*81300000000)/電話（０３）００００－０００１/; s/\[info.*/press@example.jp/' "$contact"
press
equal "plain text, full-width digits" "$code $(cat err.txt)" "0 "
again
sed -i 's/\[info.*/info＠example.jp/' "$contact"
broken "no mail in ASCII" "$block:1" inspect.contact-mail
again
first contact lead
broken "another block is none" "$ini:$(line '^.block lead'):1" inspect.contact-phone
sed -i '/^contact = lead/d' "$ini"
press
equal "without one the whole document is read" "$code $(cat err.txt)" "0 "
rm -rf kit
echo x >"$contact"
broken "which may have none" "$ini:$(line '^.press.$'):1" inspect.contact-mail
has "nor a telephone" "$(cat err.txt)" "no telephone number stands in the release"
again
sed -i '/^when = /d; s/^type = text$/type = text\nwhen = {{mr}} == 0/' "$ini"
press
has "a contact that is not placed" "$(cat err.txt)" "$ini:$(line '^contact = '):11: error: the contact \"contact\" that [press] names is on no page"
again

# --- other clubs
first clubs '厚生労働記者会, 日本橋記者会'
slack "a club that is not named" "$ini:$(line '^clubs = '):9" inspect.clubs
has "which" "$(cat err.txt)" 'the press club "日本橋記者会" is not named'
equal "and only that one" "$(grep -c inspect.clubs err.txt)" 1
press
again
first clubs '厚生労働 記者会'
sed -i 's/厚生労働記者会/厚生\\\n労働　記者会/; s/、本町記者会//' p/data/copy/press/addressee.md
press
equal "lines and blanks do not matter" "$code $(cat err.txt)" "0 "
again
first clubs '労働記者会'
slack "a part of another name" "$ini:$(line '^clubs = '):9" inspect.clubs
again
sed -i '/^clubs = /d' "$ini"
rule clubs must
broken "clubs that nobody lists" "$ini:$(line '^.press.$'):1" inspect.clubs
has "what to write" "$(cat err.txt)" "write clubs = NAME, ... in [press]"
again

# --- figures
bare() { # the chart without its title, whose notes are referred to elsewhere
    sed -i '/^title = ■各国/d' "$ini"
    printf '%s[^uk][^us]\n' "$(cat p/data/copy/press/about.md)" >p/data/copy/press/about.md
    chart="$ini:$(line '^.block chart'):1"
}
bare
slack "a chart without label" "$chart" inspect.figure-label
slack "and source" "$chart" inspect.figure-source
sed -i 's/= should/= must/' "$own"
broken "which must have both" "$chart" inspect.figure-label
has "its place and name" "$(cat err.txt)" "$chart: error: page 1 at (121.5, 137.5) mm: the chart \"chart\" tells no source"
printf '[block below]\ntype = text\narea = chart\ncopy = 出典：甲省の統計\nstyle = note\n' >>"$ini"
sed -i 's/^kind = column/title = 各国の率\n&/; s/^row.8 = 4mm/row.8 = 1mm/' "$ini"
press
equal "a title, and a source below" "$code $(cat err.txt)" "0 "
again
bare
sed -i 's/^kind = column/title = 各国の率[^cso]\n&/' "$ini"
slack "a note that explains a word is no source" "$chart" inspect.figure-source
again
# What stands in the row below, 4 mm away, beside the text that is there.
bare
sed -i 's/^row.11 = .*/row.11 = auto: about*7 below*5/' "$ini"
printf '[block below]\ntype = text\narea = below\nstyle = note\ncopy = 図1　各国の率\\n\\n注：甲\\n\\nシミック・イニジオ調べ（2022年）\n' >>"$ini"
press
equal "label and source in the row below" "$code $(cat err.txt)" "0 "
sed -i 's/^copy = 図1.*/copy = 図1　各国の率\\n\\n出典は後日公表します。/' "$ini"
rm -rf kit
slack "a source that is to follow" "$chart" inspect.figure-source
sed -i 's/^copy = 図1.*/copy = 図1　各国の率\\n\\n出典：甲省/; s/^row.10 = 4mm/row.10 = 11mm/' "$ini"
slack "what is far away is of something else" "$chart" inspect.figure-label
again
bare
sed -i 's/^\[press\]$/&\nnot-figures = chart/' "$ini"
press
equal "a logo needs neither" "$code $(cat err.txt)" "0 "
again
sed -i 's/^title = ■コン/caption = /; s/\[^rate\]$//; s/\[^mr\]$//' "$ini"
press
equal "a caption is a label; a table without notes has no source" \
    "$(sed 's/.*\[/[/' err.txt)" "[inspect.figure-source]"
again

# Other figures, on a page of their own.
figure() { # TYPE LINES...
    again
    printf '[page more]\ncolumns = 1\nrow.1 = auto: more\n[block it]\narea = more\nstyle = body\ntype = %s\n' "$1" >>"$ini"
    shift
    printf '%s\n' "$@" >>"$ini"
    press
    found=$(sed -n 's/.* mm: \(the [a-z ]*\) "it".*\[inspect.figure-\(.*\)\]/\1: \2/p' err.txt | tr '\n' ' ')
}
figure figures 'values = mr, rate' 'label.mr = 人' 'number-style = title'
equal "large figures, one without a name" "$code $found" \
    "0 the group of large figures: label the group of large figures: source "
figure figures 'values = mr, rate' 'label.mr = 人' 'lead.rate = 率' 'note.rate = 甲省調べ（2023）[^rate]'
equal "each with one, and a note" "$code $found$(cat err.txt)" "0 "
figure image 'file = data/logo.svg' 'height = 10mm' 'alt = ロゴ'
equal "a picture" "$code $found" "0 the picture: label the picture: source "
figure image 'file = data/logo.svg' 'height = 10mm' 'decorative = yes'
equal "an ornament" "$code $found$(cat err.txt)" "0 "
figure orgchart 'rows = activities' 'name = 組織' 'parent = 上位組織'
equal "an organisation chart needs no source" "$code $found" "0 the organisation chart: label "
again

# --- all at once; the file of the rules
rule pages-most 1
rule pdf-kilobytes 10
first title 調査
first contact lead
printf '[page more]\ncolumns = 1\nrow.1 = fill: more\n[block more]\ntype = text\narea = more\ncopy = 続き\n' >>"$ini"
press
equal "all that is wrong is said at once" "$code $(sed 's/.*\[//; s/\]$//' err.txt | tr '\n' ' ')" \
    "1 app.press-title app.press-pages inspect.contact-phone inspect.contact-mail "
again
sed -i 's/^pages-most/page-most/' "$own"
broken "an unknown key" "$own:$(grep -n '^page-most' "$own" | cut -d: -f1):1" config.unknown-key
again
rule contact-phone perhaps
broken "a value that is none" "$own:$(grep -n '^contact-phone' "$own" | cut -d: -f1):17" config.word
again
rule title-least 61
broken "a title that cannot be" "$own:$(grep -n '^title-least' "$own" | cut -d: -f1):15" app.press-rules-title
again
: >"$own"
broken "an empty file" "$own" app.press-rules-section
has "what it must hold" "$(cat err.txt)" "write [press-rules] and what press clubs ask for"
printf '; [press-rules]\n[page a]\n' >"$own"
broken "a file without its section" "$own" app.press-rules-section
again
rule page-size A44
broken "a paper that is none" "$own:$(grep -n '^page-size' "$own" | cut -d: -f1):13" app.press-rules-size
again
printf '[printer]\ndpi = 300\n' >"$own"
broken "another kind of file" "$own" app.press-rules-section
printf '[press-rules]\n[document]\ntitle = x\n' >"$own"
broken "a job beside it" "$own:1:1" config.press-rules-alone
rm "$own"
broken "a file that is not there" "$ini:$(line '^rules = '):9" config.no-file
again
sed -i '/^rules = /d' "$ini"
first title 調査
press
equal "without rules nothing is asked" "$code $(cat err.txt)" "0 "
again
first title 調査
equal "nor of other profiles" \
    "$("$KUMIHAN" check --lang en --profile archive "$ini" 2>&1)" "no errors; pages: 1"
"$KUMIHAN" build --lang en "$ini" -o r.pdf 2>err.txt
equal "a build is not held to them" "$? $(cat err.txt)" "0 "
