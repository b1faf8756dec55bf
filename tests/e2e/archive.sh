# PDF/A-1b, the part of PDF/A that PDFBox judges: what the writer does for every
# file (fonts, pictures, colours, links, metadata) before another judge.
JARS=$(printf '/usr/share/java/%s.jar:' preflight pdfbox2 xmpbox fontbox2 \
    commons-logging javax.activation jaxb-api)

# judge FILE: what PDFBox says of it.
judge() {
    java -cp "$JARS" org.apache.pdfbox.preflight.Validator_A1b "$1" 2>&1
}

mkdir s
cp "$ROOT"/tests/cases/pdf/rgb.jpg "$ROOT"/tests/cases/pdf/grey.jpg s
printf '名,数\n東,10\n西,20\n' >s/rows.csv
cat >s/job.ini <<'INI'
[document]
title = 保存する文書
author = 事務局
subject = PDF/A-1b
date = 2023-07-01
notes = notes.md
[profile archive]
type = archive
pdfa = 1b
[font gothic]
japanese = BIZ UDGothic Regular
latin = Inter
fallback = Noto Sans CJK JP Regular
[style body]
font = gothic
size = 12Q
leading = 20H
[source rows]
file = rows.csv
[page one]
columns = 1
row.1 = fill: main
row.2 = 40mm: tall
[area tall]
direction = vertical
[block heading]
type = text
area = main
heading = 1
copy = "保存のための English files と㐂𠮷[^a]、[リンク](https://example.jp/)"
[block table]
type = table
area = main
rows = rows
[block chart]
type = chart
area = main
rows = rows
label = 名
value = 数
[block colour]
type = image
area = main
file = rgb.jpg
alt = 色
[block grey]
type = image
area = main
file = grey.jpg
alt = 灰色
[block tall]
type = text
area = tall
copy = "縦組みに２０２３年12月と English、{振仮名|ふりがな}。"
[block notes]
type = notes
area = main
INI
printf '[^a]: 注の文\n' >s/notes.md
"$KUMIHAN" build s/job.ini --profile archive -o one.pdf --report one.json
equal "PDFBox takes the file as PDF/A-1b" "$(judge one.pdf)" \
    "The file one.pdf is a valid PDF/A-1b file"
equal "which the report says" "$(jq -c .profile.standards one.json)" \
    '["PDF/A-1b"]'
"$KUMIHAN" build "$ROOT/config/brochure.ini" --profile print -o x.pdf \
    --set "profile print:pdfx=X-1a" --report x.json >/dev/null 2>&1
equal "as it says PDF/X of a file for the press" \
    "$(jq -c .profile.standards x.json)" '["PDF/X-1a:2003"]'
equal "in the syntax of PDF 1.4" "$(head -c 8 one.pdf)" "%PDF-1.4"
equal "qpdf finds nothing" "$(qpdf --check one.pdf 2>&1 | grep -ci 'warn\|error:')" 0
"$KUMIHAN" build s/job.ini --profile archive -o fast.pdf \
    --set "profile archive:linearize=yes"
equal "nor does it linearised" "$(judge fast.pdf)" \
    "The file fast.pdf is a valid PDF/A-1b file"
"$KUMIHAN" build s/job.ini --profile archive -o two.pdf \
    --set "profile archive:pdfa=2u" --report two.json
has "the judge sees what PDF/A-1 does not know" "$(judge two.pdf)" \
    "cross reference streams are not allowed"
equal "the pages are the same" \
    "$(jq -r .dump_sha256 one.json)" "$(jq -r .dump_sha256 two.json)"

# What cannot be there is said with its place.
cat >s/clear.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="10mm">
<rect width="50" height="5" fill="#000000" fill-opacity="0.5"/>
</svg>
SVG
out=$("$KUMIHAN" build s/job.ini --profile archive -o no.pdf --lang en \
    --set "block grey:file=clear.svg" 2>&1)
has "what is seen through is an error" "$out" "[pdf.a1-opacity]"
equal "and there is no file" "$(ls no.pdf 2>&1 | grep -c 'No such')" 1
