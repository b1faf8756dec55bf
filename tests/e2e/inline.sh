# What docs/copy.md promises, as other programs read it from the PDF.
cat >n.csv <<'EOF'
氏名,役,重さ
山田,会長,5 km²
五十嵐健太,副会長,12.5kg
轟,監事,CO{_2}
EOF
cat >job.ini <<'EOF'
[document]
title = 試験
[font gothic]
japanese = BIZ UDGothic Regular
japanese.bold = BIZ UDGothic Bold
latin = Inter Regular
[style body]
font = gothic
size = 4mm
leading = 7mm
[style english]
based-on = body
hyphenate = en-US
[style name]
based-on = body
jidori = 5em
[style whole]
based-on = body
keep = yes
[page a]
size = A5
row.1 = "fill: main*12"
[block t]
type = text
area = main
file = c.md
[block u]
type = table
area = main
rows = n
cell-style.氏名 = name
[source n]
file = n.csv
EOF
cat >c.md <<'EOF'
# 組版のhyphen&shy;ation

委員長の[山田]{.name}と[轟]{.name}。広さは100m{^2}、CO{_2}の排出は**H{_2}O**より多い。距離は5 kmで、株式会社フジの話。

[Typographical considerations notwithstanding, internationalization of software demands hyphenation in narrow columns, particularly where uncommonly sophisticated terminology predominates.]{.english}

[株式**会社**の{名|な}]{.whole}と[組版の工夫を話す]{.whole}と[組版の工夫をまた話す]{.whole}のこと。
EOF
expect "everything is set" "$KUMIHAN" build job.ini -o o.pdf
expect "the PDF is sound" qpdf --check o.pdf
text=$(pdftotext o.pdf -)
has "a divided word is copied whole" "$text" "internationalization"
has "the author's hyphen is not copied" "$text" "組版のhyphenation"
has "scripts are copied in order" "$text" "広さは100m2、CO2の排出は"
has "names are copied without the space between" "$text" "委員長の山田と轟。"
has "a table's cells are set to the width too" "$text" "山田"
has "and its text is no markup" "$text" "CO{_2}"
case $text in *"-"*) fail "no hyphen is copied" "$text" ;; *) pass "no hyphen is copied" ;; esac
has "hyphens are shown" "$(mutool draw -F txt o.pdf 2>/dev/null)" "international-"
"$KUMIHAN" build job.ini -o p.pdf && cmp -s o.pdf p.pdf &&
    pass "the same bytes" || fail "the same bytes"

sed 's/en-US/en-ZZ/' job.ini >no.ini
out=$("$KUMIHAN" check --lang en no.ini 2>&1)
equal "a missing dictionary is the environment's fault" "$?" 3
has "and says what to install" "$out" "no.ini:13:13: error: there is no hyphenation dictionary for \"en-ZZ\" (/usr/share/hyphen/hyph_en_ZZ.dic); write a language such as en-US, install its package hyphen-en-zz"
sed 's/jidori = 5em/jidori = 4em/' job.ini >short.ini
out=$("$KUMIHAN" check --lang en short.ini 2>&1)
equal "text wider than its jidori is an error" "$?" 1
has "with its place and by how much" "$out" "\"五十嵐健太\" is 4.0 mm wider than its jidori of 16.0 mm"

# A word that fills several lines is text on each of them for those who do not
# know ActualText, and one word for those who do.
cat >word.ini <<'INI'
[document]
title = t
[font f]
japanese = BIZ UDGothic
latin = Inter
[style body]
font = f
size = 10pt
hyphenate = en-US
[page p]
size = 60mm 60mm
margin = 10mm
columns = 1
gutter = 0
row.1 = fill: a
[block b]
type = text
area = a
copy = "the hyphenation of antidisestablishmentarianism."
INI
expect "a word of two lines is set" "$KUMIHAN" build word.ini -o word.pdf
has "Poppler reads it whole" "$(pdftotext word.pdf -)" "antidisestablishmentarianism."
has "MuPDF reads its second line" "$(mutool draw -q -F text word.pdf 2>/dev/null)" "ianism."
