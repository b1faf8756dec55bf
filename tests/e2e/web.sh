# Web and archive: what a screen reader gets, and what an archive asks.
check_tags() {
    /usr/bin/python3 "$ROOT/tests/tools/check-tags.py" "$@" 2>&1
}
"$KUMIHAN" build "$ROOT/config/brochure.ini" -o b.pdf

equal "nothing in the brochure breaks PDF/UA-1 or PDF/A-3u" \
    "$(check_tags b.pdf)" ""
equal "its structure reads as the content in order" \
    "$(check_tags --read b.pdf)" "$(cat "$ROOT/tests/brochure/reading.txt")"
struct=$(pdfinfo -struct-text b.pdf 2>&1)
has "Poppler reads the structure" "$struct" "H1 (block)
    \"CSOとコントラクト人財のさらなる価値向上を推進\""
has "Poppler knows rows by their heads" "$struct" "/Scope /Row"
equal "both weights are embedded, in at most 170 KB" \
    "$(pdffonts b.pdf | grep -c 'BIZUD.* yes yes yes') $(
        [ "$(stat -c %s b.pdf)" -le 174080 ] && echo small)" "2 small"

equal "the sources are attached as they are" "$(
    pdfdetach -saveall -o . b.pdf >/dev/null 2>&1
    for f in activities contract-mr countries fields members officers; do
        cmp -s "$f.csv" "$ROOT/data/$f.csv" && printf '%s ' "$f"
    done
)" "activities contract-mr countries fields members officers "
"$KUMIHAN" build "$ROOT/config/brochure.ini" -o none.pdf \
    --set "profile web:attachments=no"
equal "or left out" "$(pdfdetach -list none.pdf)" "0 embedded files"
equal "which breaks nothing" "$(check_tags none.pdf)" ""

"$KUMIHAN" build "$ROOT/config/brochure.ini" --profile archive -o a.pdf
equal "the archive's file is PDF/A-2u" "$(check_tags --part 2 --no-ua a.pdf)" ""
equal "and has no attachments" "$(pdfdetach -list a.pdf)" "0 embedded files"

"$KUMIHAN" build "$ROOT/config/specimen.ini" -o s.pdf
equal "nothing in the specimen breaks the rules either" "$(check_tags s.pdf)" ""

# Odd documents: everything a paragraph can hold, in both directions.
odd() {
    small
    cat >>s/job.ini <<'INI'
[style note]
based-on = body
[style english]
based-on = body
lang = en-GB
[page two]
columns = 2
flow = yes
row.1 = 30mm: head*2
row.2 = fill: left right
row.3 = auto: notes*2
[area left]
next = right
[area right]
next = left
[block head]
type = text
area = head
copy = "柱 [案内](https://example.jp/)"
[block long]
type = text
area = left
file = long.md
title = 長い話
[block n]
type = notes
area = notes
style = note
[block m]
type = notes
area = main
style = note
[block chart]
type = chart
area = main
rows = rows
label = 名
value = 数
unit = 個[^b]
INI
    cat >s/copy.md <<'MD'
## 深い見出し

段落の[リンク*強調*](https://example.jp/a)と{東|とう|京|きょう}と注[^a]、The quick brown fox jumps over the lazy dog again and again ここまで。

> 引用の段落。
>
> 引用の二つ目。

1. 一つ目
2. 二つ目

   続きの段落

   - 入れ子
   - もう一つ{未来|あした}

***

[Grey colour]{.english}と髙い塀。

[^a]: 注の本文[参考](https://example.jp/b)。

    注の続き。
MD
    i=0
    while [ $i -lt 160 ]; do
        printf '長い段落の%d番目、二つの枠とページにまたがって続いていく文章です。[^%s]\n\n' \
            $i "$([ $i = 100 ] && echo b || echo a)"
        i=$((i + 1))
    done | sed 's/\[^a\]//' >s/long.md
    printf '[^b]: 後の注。\n' >>s/long.md
}
odd
"$KUMIHAN" build --date 2026-04-01 s/job.ini -o o.pdf 2>o.err
equal "no message" "$(cat o.err)" ""
equal "an odd document breaks nothing" "$(check_tags o.pdf)" ""
reading=$(check_tags --read o.pdf)
has "a link and its words" "$reading" "$(printf "Link リンク\nSpan 強調")"
has "ruby by words" "$reading" "RB 東京
RT とうきょう"
has "words of another language" "$reading" \
    "Span The quick brown fox jumps over the lazy dog again and again"
has "a language by style" "$(qpdf --qdf --object-streams=disable o.pdf - |
    strings)" "/Lang (en-GB)"
has "list items" "$reading" "Lbl 1.
LBody 一つ目"
has "nested lists" "$reading" "LBody 入れ子"
has "a note with its mark" "$reading" "Lbl *1.
P 注の本文"
has "a paragraph over two areas stays one" "$reading" \
    "P 長い段落の0番目、二つの枠とページにまたがって続いていく文章です。"
equal "what pages repeat is read once" \
    "$(printf '%s\n' "$reading" | grep -c '^P 柱')" 1
has "but its links stay links" "$(mutool show o.pdf pages/2/Annots 2>&1)" "0 R"
has "headings do not skip: the first is H1" "$reading" "H1 深い見出し"
has "a chart says its figures" "$(qpdf --json o.pdf)" "横棒グラフ：東 10、西 20（個）"
equal "a note mark in a chart's unit refers to its note, as copy does" \
    "$(printf '%s\n' "$reading" | grep -c '^Reference \*2$')" 2

# Laid out for reading while it arrives; encrypted.
cat >>s/job.ini <<'INI'
[profile fast]
type = web
linearize = yes
[profile secret]
type = web
password-file = pw.txt
allow = print
INI
printf 'あけて\nown3r\n' >s/pw.txt
"$KUMIHAN" build s/job.ini --profile fast -o fast.pdf
has "linearised" "$(qpdf --check fast.pdf)" "File is linearized"
equal "and still by the rules" "$(check_tags fast.pdf)" ""
"$KUMIHAN" build s/job.ini --profile fast -o again.pdf
expect "the same bytes each time" cmp fast.pdf again.pdf
"$KUMIHAN" build s/job.ini --profile secret -o secret.pdf
has "AES-256" "$(pdfinfo -upw あけて secret.pdf)" \
    "(print:yes copy:no change:no addNotes:no algorithm:AES-256)"
has "who reads aloud may" "$(qpdf --password=own3r --show-encryption secret.pdf)" \
    "extract for accessibility: allowed"
qpdf --decrypt --password=own3r secret.pdf plain.pdf
equal "it claims PDF/UA alone" "$(check_tags --part 0 plain.pdf)" ""
for words in 'only\n' 'a\na\n' 'a\n\n' 'a\nb\nc\n' ''; do
    # shellcheck disable=SC2059  # the escapes are meant
    printf "$words" >s/pw.txt
    out=$("$KUMIHAN" build s/job.ini --profile secret -o no.pdf 2>&1)
    has "two passwords, not '$words'" "$?$out" "[app.password-file]"
done
equal "no file without them" "$(ls no.pdf 2>/dev/null)" ""
printf 'a\nb\n' >s/pw.txt
has "a right that is none" "$("$KUMIHAN" build s/job.ini --profile secret \
    --set "profile secret:allow=print, fly" -o no.pdf 2>&1)" "[app.allow]"
has "a profile that is none" "$("$KUMIHAN" build s/job.ini --profile webb \
    2>&1)" "there are fast, secret, web, archive, print, proof"

# Pictures: colours by their own profile, or an error.
small
cp "$ROOT/tests/cases/pdf/cmyk.jpg" s/a.jpg
cat >>s/job.ini <<'INI'
[page two]
columns = 1
row.1 = fill: picture
[block i]
type = image
area = picture
file = a.jpg
width = 5mm
alt = 色見本
INI
bad "four inks without a profile" "s/job.ini:28:1: error:" pdf.image-cmyk
/usr/bin/python3 - <<'PY'
jpeg = open("s/a.jpg", "rb").read()
icc = open("/usr/share/color/icc/ghostscript/default_cmyk.icc", "rb").read()
pieces = [icc[i:i + 65000] for i in range(0, len(icc), 65000)]
app = b"".join(
    b"\xff\xe2" + (len(p) + 16).to_bytes(2, "big") + b"ICC_PROFILE\0" +
    bytes([i + 1, len(pieces)]) + p for i, p in enumerate(pieces))
open("s/a.jpg", "wb").write(jpeg[:2] + app + jpeg[2:])
PY
expect "with their profile they are good" "$KUMIHAN" build s/job.ini -o i.pdf
equal "by the rules too" "$(check_tags i.pdf)" ""
has "the profile is in the file" "$(qpdf --json i.pdf)" "/ICCBased"

# What only the author can give is asked for, at its place.
small
printf '## 一\n\n#### 深い\n\n[こちら](https://example.jp/)を見る。\n' >s/copy.md
"$KUMIHAN" build --lang en s/job.ini -o w.pdf 2>w.err
equal "it is a warning: the file is written" "$?" 0
warned=$(cat w.err)
has "a heading that skips" "$warned" "s/copy.md:3:1: warning: page 1: a heading of level 4"
has "a link that does not say where it leads" "$warned" \
    "s/copy.md:5:2: warning: page 1 at"
equal "and the file has no gap" "$(check_tags w.pdf)" ""
printf '文です。\n' >s/copy.md
cp "$ROOT/data/logo.svg" s/l.svg
cat >>s/job.ini <<'INI'
[page two]
columns = 1
row.1 = fill: picture
[block i]
type = image
area = picture
file = l.svg
width = 5mm
INI
bad "a picture without words" "s/job.ini:28:1: error: page 2 at" inspect.alt
expect "not for print" "$KUMIHAN" build s/job.ini --profile archive -o a.pdf
expect "an ornament needs none" "$KUMIHAN" build s/job.ini \
    --set "block i:decorative=yes" -o d.pdf
equal "and is an artifact" "$(check_tags d.pdf)" ""
cat >>s/job.ini <<'INI'
[page three]
columns = 1
row.1 = fill: table
[block t]
type = table
area = table
rows = rows
head.名 = ""
head.数 = ""
INI
has "a table without heads" "$("$KUMIHAN" check --lang en s/job.ini \
    --set "block i:decorative=yes" 2>&1)" "[inspect.table-heads]"
for head in 名 数; do
    out=$("$KUMIHAN" check --lang en s/job.ini \
        --set "block i:decorative=yes" --set "block t:head.$head=頭" 2>&1)
    case $head in
    名) has "one column without a head" "$out" "column 2 of the table" ;;
    数) equal "a corner needs none" "$out" "no errors; pages: 3" ;;
    esac
done
has "a column whose cells head no rows needs one" "$("$KUMIHAN" check \
    --lang en s/job.ini --set "block i:decorative=yes" \
    --set "block t:head.数=頭" --set "block t:align.名=centre" 2>&1)" \
    "column 1 of the table"
for alt in '"・　・"' 　; do
    has "a picture with words that say nothing: $alt" \
        "$("$KUMIHAN" check --lang en s/job.ini --set "block i:alt=$alt" 2>&1)" \
        "[inspect.alt]"
done
has "the name of a file is no description" "$("$KUMIHAN" check --lang en \
    s/job.ini --set "block i:alt=l.SVG" 2>&1)" "[inspect.alt-file]"
for words in ・ 　 '...' →; do
    printf '文の[%s](https://example.jp/)中。\n' "$words" >s/copy.md
    has "a link that says nothing: $words" "$("$KUMIHAN" check --lang en \
        s/job.ini --set "block i:decorative=yes" 2>&1)" "[inspect.link-text]"
done
printf '文です。\n' >s/copy.md
has "another language" "$("$KUMIHAN" check --lang en s/job.ini \
    --set "block i:decorative=yes" --set "document:lang=en" 2>&1)" \
    "[inspect.language]"

# Words that a line turns at, or that it divides, stay apart and whole.
small
cat >>s/job.ini <<'INI'
[style narrow]
based-on = body
size = 12pt
hyphenate = en-US
[page two]
size = 80mm 120mm
columns = 1
row.1 = fill: narrow
[block w]
type = text
area = narrow
file = words.md
style = narrow
INI
cat >s/words.md <<'MD'
The quick brown fox jumps over the lazy dog and [another link of words](https://a.jp/) goes on to international cooperation, extraordinarily so.

日本語の中に carefully typeset words が入り、行が turn at a space することがある。
MD
"$KUMIHAN" build s/job.ini -o words.pdf
equal "a narrow column reads as it was written" \
    "$(check_tags --read words.pdf | sed -n '/quick/,$s/^[A-Za-z]* //p' |
        tr -d '\n')" \
    "$(sed 's/\[\([^]]*\)\][(][^)]*[)]/\1/' s/words.md | tr -d '\n')"
equal "and breaks nothing" "$(check_tags words.pdf)" ""

# A hundred pages of tables; what their tags cost is in test_app_tags.
small
{
    echo '名,甲,乙,丙,丁,戊'
    awk 'BEGIN { srand(1); for (i = 0; i < 4250; i++)
        printf "項目%d,%d,%d,%.1f,%d,%d\n", i, rand() * 99999,
            rand() * 99999, rand() * 100, rand() * 9999, rand() * 999 }'
} >s/table.csv
cat >>s/job.ini <<'INI'
[style table]
based-on = body
size = 9Q
leading = 13H
[source table]
file = table.csv
[records table]
source = table
[page tables]
columns = 1
flow = yes
row.1 = fill: tables
[area tables]
next = tables
[block t]
type = table
area = tables
rows = table
row-height = 6mm
INI
"$KUMIHAN" build s/job.ini --set "profile web:attachments=no" -o tagged.pdf
equal "a hundred pages of tables break nothing" "$(check_tags tagged.pdf)" ""

# What a reader need not take is said, not written.
cat >s/job.ini <<'INI'
[document]
title = 試験
output = job.pdf
[font gothic]
japanese = BIZ UDGothic Regular
latin = Inter
[style body]
font = gothic
size = 12Q
leading = 20H
[style narrow]
based-on = body
indent-right = 120mm
hyphenate = en-US
[source a]
file = a/3-s.csv
[source b]
file = b/s.csv
[source c]
file = c/s.csv
[source d]
file = c/統計.csv
[page one]
columns = 1
row.1 = fill: main
[block t]
type = text
area = main
style = narrow
copy = "The internationalisation of extraordinarily [complicated documentation characteristics](https://b.jp/) is 日本 [another link](https://c.jp/)."
INI
mkdir s/a s/b s/c
for f in a/3-s b/s c/s c/統計; do printf '名\n東\n' >"s/$f.csv"; done
"$KUMIHAN" build s/job.ini -o torn.pdf
equal "a link that a line divides has its words, and what follows its own" \
    "$(check_tags --read torn.pdf | grep -A2 "日本")" "P is 日本 
Span another link
P ."
equal "attachments of one name get names of their own" \
    "$(pdfdetach -list torn.pdf | sed -n 's/^[0-9]*: //p' | sort | tr '\n' ' ')" \
    "3-s.csv 4-s.csv s.csv 統計.csv "
equal "and are found by them" "$(check_tags torn.pdf)" ""
long=$(printf '%40000s' '' | tr ' ' a)
has "an address that is too long" "$("$KUMIHAN" build s/job.ini -o no.pdf \
    --lang en --set "block t:copy=[語](https://e.jp/$long)" 2>&1)" \
    "the address of a link, \"https://e.jp/aaaaaaa...\" (page 1), is 40013 bytes"
long=$(printf '%17000s' '' | sed 's/ /語/g')
has "a link of too many words" "$("$KUMIHAN" build s/job.ini -o no.pdf --lang en \
    --set "block t:copy=[$long](https://e.jp/)" --set "block t:area=main" \
    --set "style body:size=2Q" --set "style narrow:indent-right=0" \
    --set "style body:leading=2Q" 2>&1)" "[pdf.long-link]"
has "a page that is too wide" "$("$KUMIHAN" check s/job.ini --lang en \
    --set "page one:size=6000mm 300mm" 2>&1)" "[layout.page-limits]"
equal "and nothing is written" "$(ls no.pdf 2>&1 | grep -c 'No such')" 1

# A forced break parts Western words, and no Japanese ones.
"$KUMIHAN" build s/job.ini -o break.pdf --set "style narrow:indent-right=0" \
    --set 'block t:copy=Annual\nReport of 日本\nの [first\nlink](https://a.jp/)'
equal "words on both sides of a forced break stay apart" \
    "$(check_tags --read break.pdf)" "P Annual 
Span Report of
P  日本の 
Link first link"

# Vertical text says its languages too, and so does the base of a ruby.
printf '[area main]\ndirection = vertical\n' >>s/job.ini
"$KUMIHAN" build s/job.ini -o upright.pdf --set "style narrow:indent-right=0" \
    --set "block t:copy=縦に A quick brown fox が12月に。{English words|えいご}も。"
equal "English in vertical text is in a language of its own" \
    "$(check_tags --read upright.pdf)" "P 縦に 
Span A quick brown fox
P  が12月に。
RB English words
RT えいご
P も。"
equal "the base of a ruby too" "$(qpdf --json upright.pdf | jq -r '
    .qpdf[1][] | .value? | objects | select(."/S" == "/Span" or ."/S" == "/RB") |
    ."/Lang" // empty' | sort | uniq -c | tr -s ' ')" " 2 u:en"
equal "and nothing breaks" "$(check_tags upright.pdf)" ""

# Text that says its language is not taken for the document's.
equal "Japanese text that says so is no mistake" \
    "$("$KUMIHAN" check --lang en s/job.ini --set "document:lang=en" \
        --set "style narrow:lang=ja" --set "style narrow:indent-right=0" \
        --set "block t:copy=縦の文。" 2>&1 | grep -c inspect.language)" 0
has "that does not say so is" \
    "$("$KUMIHAN" check --lang en s/job.ini --set "document:lang=en" \
        --set "style narrow:indent-right=0" \
        --set "block t:copy=縦の文。" 2>&1)" "[inspect.language]"

# A note mark inside a link stays inside it.
printf '[^a]: 注の文。\n' >s/notes.md
printf '[block n]\ntype = notes\narea = main\n' >>s/job.ini
for direction in vertical horizontal; do
    "$KUMIHAN" build s/job.ini -o mark.pdf --set "document:notes=notes.md" \
        --set "area main:direction=$direction" \
        --set "style narrow:indent-right=0" \
        --set "block t:copy=前[案内の注[^a]続き](https://example.jp/a)終"
    equal "a note mark inside a link is read there, $direction" \
        "$(check_tags --read mark.pdf | tr '\n' '|' | cut -d'|' -f1-5)" \
        "P 前|Link 案内の注|Reference *1|Link 続き|P 終"
    equal "and nothing breaks, $direction" "$(check_tags mark.pdf)" ""
done
