# What can be heard can be read: HTML and plain text from the structure.
full() {
    small
    sed -i 's/^title = .*/title = <試験> "一" \& 二\nlang = ja\nlatin-lang = en\nsubject = 読む\nnotes = notes.md/' s/job.ini
    cat >>s/job.ini <<'INI'
[style note]
based-on = body
[block table]
type = table
area = main
rows = cells
title = 表題
caption = 東西
unit = 単位：人
[records cells]
sql = "SELECT 名, 数, CASE 名 WHEN '東' THEN '−1' ELSE '' END AS 差 FROM rows"
[block picture]
type = image
area = main
file = p.png
height = 10mm
alt = 赤い<四角>
[block chart]
type = chart
area = main
rows = cells
unit = "人[^2]"
label = 名
value = 数
height = 30mm
alt = 棒グラフ
[block notes]
type = notes
area = main
INI
    cat >s/copy.md <<'MD'
# 大見出し

{未来|あした}の\<b>は[^1]{{total}}人です。a & b, we shall go on with many words of English so that the line turns somewhere between two of them.

電話 03-0000-0000\
メール [info@example.jp](mailto:info@example.jp)\
[案内](https://example.jp/?a=1&b=2)

- 一つめ
- 二つめ
  - 中の一つ

1. 甲
2. 乙

> 引用。
MD
    printf '[^1]: 注の文。\n[^2]: 図の注。\n' >s/notes.md
    printf '\211PNG\r\n\032\n' >s/p.png
    python3 - s/p.png <<'PY'
import struct, sys, zlib
def part(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + b"\377\0\0" * 4 for _ in range(4))
with open(sys.argv[1], "ab") as f:
    f.write(part(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)) +
            part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))
PY
}
full
build() {
    "$KUMIHAN" build --lang en s/job.ini -o s/out.pdf "$@" 2>err.txt
    code=$?
}
build --html h.html --text t.txt
equal "both are written beside the PDF" "$code $(ls s/out.pdf)" "0 s/out.pdf"
equal "HTML, without style and pictures" \
    "$(sed '/<style>/,/<\/style>/d; s/<svg .*<\/svg>/<svg>/; s/base64,[^"]*/base64,/' h.html)" \
    "$(cat <<'HTML'
<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>&lt;試験&gt; &quot;一&quot; &amp; 二</title>
<meta name="description" content="読む">
</head>
<body>
<main>
<section>
<h1>大見出し</h1>
<p><ruby>未来<rp>（</rp><rt>あした</rt><rp>）</rp></ruby>の&lt;b&gt;は<sup><a id="from-note-1" href="#note-1">*1</a></sup>30人です。<span lang="en">a &amp; b, we shall go on with many words of English so that the line turns somewhere between two of them.</span></p>
<p>電話 03-0000-0000<br>メール <a href="mailto:info@example.jp">info@example.jp<br></a><a href="https://example.jp/?a=1&amp;b=2">案内</a></p>
<ul>
<li>一つめ</li>
<li>二つめ<ul>
<li>中の一つ</li>
</ul>
</li>
</ul>
<ol class="labelled" role="list">
<li><span class="label">1.</span> 甲</li>
<li><span class="label">2.</span> 乙</li>
</ol>
<blockquote>
<p>引用。</p>
</blockquote>
</section>
<section>
<h1>表題</h1>
<div class="table" tabindex="0" role="region" aria-label="表：東西 単位：人"><table>
<caption><p>東西</p>
<p>単位：人</p>
</caption>
<thead>
<tr><th scope="col">名</th><th scope="col">数</th><th scope="col">差</th></tr>
</thead>
<tbody>
<tr><th scope="row">東</th><td class="number">10</td><td class="number">−1</td></tr>
<tr><th scope="row">西</th><td class="number">20</td><td></td></tr>
</tbody>
</table></div>
</section>
<figure><img src="data:image/png;base64," alt="赤い&lt;四角&gt;" width="60" height="60"></figure>
<figure><svg><figcaption><sup><a id="from-note-2" href="#note-2">*2</a></sup></figcaption></figure>
<section>
<div class="note" id="note-1"><span class="label">*1.</span> <p>注の文。</p>
 <a href="#from-note-1" aria-label="本文に戻る">↩</a></div>
<div class="note" id="note-2"><span class="label">*2.</span> <p>図の注。</p>
 <a href="#from-note-2" aria-label="本文に戻る">↩</a></div>
</section>
</main>
</body>
</html>
HTML
)"
equal "plain text" "$(cat t.txt)" "$(cat <<'TEXT'
大見出し

未来（あした）の<b>は[*1]30人です。a & b, we shall go on with many
words of English so that the line turns somewhere between two of them.

電話 03-0000-0000
メール info@example.jp
案内 <https://example.jp/?a=1&b=2>

・一つめ
・二つめ
  ・中の一つ
1. 甲
2. 乙

> 引用。

表題

東西 単位：人

項目：名 ／ 数 ／ 差

・東：数 10 ／ 差 −1
・西：数 20

［図］赤い<四角>

［図］棒グラフ：東 10、西 20（人）[*2]

*1. 注の文。
*2. 図の注。
TEXT
)"
equal "no line is wider than 70 columns" \
    "$(python3 -c 'import sys, unicodedata
print(max(sum(2 if ord(c) > 0x36F and not 0xFF61 <= ord(c) <= 0xFF9F else 1 for c in line.rstrip("\n")) for line in sys.stdin) <= 70)' <t.txt)" True
cp h.html again.html && cp t.txt again.txt
build --html h.html --text t.txt
expect "the same bytes again" sh -c 'cmp h.html again.html && cmp t.txt again.txt'
expect "the picture is the very file" python3 -c '
import base64, re
data = re.search(r"data:image/png;base64,([^\"]*)", open("h.html").read())[1]
assert base64.b64decode(data) == open("s/p.png", "rb").read()'
expect "the file is well-formed, the chart is SVG" python3 -c '
import re, xml.dom.minidom
text = open("h.html").read()
for svg in re.findall(r"<svg .*?</svg>", text): xml.dom.minidom.parseString(svg)
body = text[text.index("<body>"):].replace("<br>", "<br/>")
body = re.sub(r"(<img [^>]*)>", r"\1/>", body).replace("</html>", "")
xml.dom.minidom.parseString(body)'

# --- where they may not go
cp s/out.pdf kept.pdf
build --html s/out.pdf
has "not onto the PDF" "$code $(cat err.txt)" "2 kumihan: two outputs"
build --html s/../s/out.pdf
has "however it is called" "$code $(cat err.txt)" "[app.output-twice]"
build --html h.html --text h.html
has "not onto each other" "$code $(cat err.txt)" "2 kumihan: two outputs"
rm s/out.pdf
build --text s/copy.md
has "not onto what the job reads" "$code $(cat err.txt)" "[app.output-is-input]"
equal "and then there is no PDF, either" "$(ls s/*.pdf 2>/dev/null)" ""
build --html nowhere/h.html
equal "into no folder that is not there" "$code" 3
printf older >t.txt
sed -i 's/{{total}}/{{none}}/' s/copy.md
build --text t.txt
equal "a job with errors leaves them as they were" "$code $(cat t.txt)" "1 older"

# --- pictures
full
build --png page --dpi 40 --html h.html
equal "pictures beside PDF and HTML" "$code $(ls page-* h.html | tr '\n' ' ')" "0 h.html page-1.png "
"$KUMIHAN" png s/job.ini -o alone --dpi 40 2>/dev/null
expect "as kumihan png draws them" cmp page-1.png alone-1.png
build --dpi 40
equal "--dpi alone means nothing" "$code" 2
build --package d --html h.html
equal "nor does --html with --package" "$code $(ls d 2>/dev/null)" "2 "

build --png out -o out-1.png
has "a picture is not put over the PDF" "$code $(cat err.txt)" "[app.output-twice]"
expect "which is there" qpdf --check out-1.png

# --- nothing is lost: labels, signs, wide tables, numbers behind words
small
cat >>s/job.ini <<'INI'
[style mark]
based-on = body
marker = ※
[block signs]
type = text
area = main
file = signs.md
style.li = mark
[style tiny]
based-on = body
size = 1Q
leading = 2Q
[block wide]
type = table
area = main
rows = wide
style = tiny
[block empty]
type = table
area = main
rows = none
head.名 = 名[^a]
head.差 = 差[^b]
[style note]
based-on = body
[block notes]
type = notes
area = main
[records none]
sql = SELECT 名, '' AS 差 FROM rows
INI
{
    printf '[records wide]\nsql = "SELECT 1 AS c0'
    for i in $(seq 69); do printf ", 'v$i' AS c$i" ; done
    printf ' FROM rows"\n'
} >>s/job.ini
printf -- '- 一つ\n- 二つ\n' >s/signs.md
printf '10{^6}個とCO{_2}。\n\n1. 甲\n2. ### 乙の見出し\n3. > 引いた丙\n\n[電話](tel:+81312345678)と[注の[^c]ある](https://example.jp/)、https://example.jp/a/long/address/that/does/not/fit/behind/words\n\n%s\n\n[^a]: あの注\n[^b]: > びの注\n[^c]: しの注\n' "$(printf 'x%.0s' $(seq 200))" >s/copy.md
build --html h.html --text t.txt
equal "it builds" "$code" 0
for part in '10^6個とCO2。' '1. 甲' '2. 乙の見出し' '3. > 引いた丙' '※ 一つ' 'c69 v69' '電話 <+81312345678>' \
    '*3. > びの注' '項目：名[*2] ／ 差[*3]' 'https://example.jp/a/long/address/that/does/not/fit/behind/words'; do
    has "the text has: $part" "$(cat t.txt)" "$part"
done
has "powers and indices stay what they are" "$(cat h.html)" '10<sup>6</sup>個とCO<sub>2</sub>。'
has "a sign of one's own is in HTML, too" "$(cat h.html)" '<span class="label">※</span>'
has "no link stands inside another" "$(cat h.html)" '>注の<sup>*1</sup>ある</a>'
equal "a long word is broken at 70 columns" "$(grep -c '^x\{70\}$' t.txt)" 2

# --- the brochure, on a telephone and on a desk, says what the PDF says
"$KUMIHAN" build "$ROOT/config/brochure.ini" -o b.pdf --html b.html --text b.txt
expect "the same figures in PDF, HTML and text" python3 - <<'PY'
import html, re, subprocess
def figures(text):
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", text))
page = open("b.html").read()
page = page[page.index("<body>"):]
alts = " ".join(re.findall(r'(?:alt|aria-label)="([^"]*)"', page))
words = html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<(svg) .*?</svg>", " ", page)) + " " + alts)
text = open("b.txt").read()
pdf = subprocess.run(["pdftotext", "b.pdf", "-"], capture_output=True, text=True).stdout
assert figures(words) == figures(text), figures(words) ^ figures(text)
assert figures(text) <= figures(pdf), figures(text) - figures(pdf)
for wanted in ("3,637", "6.2", "51,848", "155", "0.6"):
    assert wanted in figures(text), wanted
PY
"$KUMIHAN" build "$ROOT/config/specimen.ini" -o s.pdf --html s.html --text s.txt
for doc in b s; do
    equal "HTML and text say what the PDF's structure says: $doc" \
        "$(/usr/bin/python3 "$ROOT/tests/tools/check-reading.py" $doc.pdf $doc.html $doc.txt 2>&1)" ""
done
for width in 375 1280; do
    cat >probe.js <<JS
const root = document.documentElement;
root.style.width = "${width}px";
const all = [...document.querySelectorAll("main *")].filter(e => !e.closest(".table > *") && !e.closest("svg *"));
const over = all.filter(e => e.getBoundingClientRect().right > $width + 0.5);
const shown = [...document.querySelectorAll("svg,img")].filter(e => e.getBoundingClientRect().width > 20);
document.title = "over " + over.length + " pictures " + shown.length + " of " + (all.length > 100);
JS
    python3 -c '
page, script = open("b.html").read(), open("probe.js").read()
open("probe.html", "w").write(page.replace("</body>", "<script>" + script + "</script></body>"))'
    has "it fits $width pixels, with its pictures" \
        "$(timeout 120 chromium --headless --no-sandbox --disable-gpu --window-size=1280,900 \
            --dump-dom "file://$PWD/probe.html" 2>/dev/null | grep -o '<title>[^<]*')" \
        "<title>over 0 pictures 4 of true"
done

# --- the press release: a table called by its title, a chart that can be read
"$KUMIHAN" build "$ROOT/config/press.ini" -o r.pdf --html r.html
has "a table without caption is called as its title, without marks" "$(cat r.html)" \
    '<h2>■コントラクトMR等とCSOの活用</h2>
<div class="table" tabindex="0" role="region" aria-label="表：コントラクトMR等とCSOの活用">'
sed 's/^title = ■コントラクト.*//' "$ROOT/config/press.ini" >untitled.ini
mkdir untitled && cp -r "$ROOT/config" "$ROOT/data" "$ROOT/fonts" untitled/ && cp untitled.ini untitled/config/press.ini
"$KUMIHAN" build untitled/config/press.ini -o u.pdf --html u.html
has "one without either is called nothing" "$(cat u.html)" '<div class="table" tabindex="0"><table>'
python3 -c '
page = open("r.html").read()
script = """document.documentElement.style.width = "375px";
const svg = document.querySelector("svg"), box = svg.getBoundingClientRect();
const print = svg.viewBox.baseVal.width / 1000 / 25.4 * 96;
document.title = "column " + (box.width === svg.parentElement.getBoundingClientRect().width) + " larger " + (box.width > 1.3 * print);
document.documentElement.style.width = "1280px";
const wide = svg.getBoundingClientRect().width / print;
document.title += " wide " + (wide > 1.59 && wide < 1.61);"""
open("probe.html", "w").write(page.replace("</body>", "<script>" + script + "</script></body>"))'
has "a chart is as wide as the column, to 1.6 times its size in print" \
    "$(timeout 120 chromium --headless --no-sandbox --disable-gpu --window-size=1280,900 \
        --dump-dom "file://$PWD/probe.html" 2>/dev/null | grep -o '<title>[^<]*')" \
    "<title>column true larger true wide true"

# Characters that stand side by side in a vertical line have one reading.
small
cat >>s/job.ini <<'INI'
[style down]
based-on = body
direction = vertical
tate-chu-yoko = all
[area main]
direction = vertical
INI
sed -i '/^file = copy.md/s/$/\nstyle = down/' s/job.ini
printf '{東|とう|京|きょう}と{東京|とう|きょう}\n' >s/copy.md
build --text t.txt
equal "readings of what is combined are one" "$(cat t.txt)" "東京（とうきょう）と東京（とうきょう）"

# --- emphasis
small
printf '**大事な*ところ*です。**次は*点*と[**結び**](https://example.jp/)。\n' >s/copy.md
"$KUMIHAN" build --lang en s/job.ini -o em.pdf --html em.html 2>err.txt
has "what is important and what is stressed" "$? $(tr -d '\n' <em.html)" \
    '<strong>大事な<em>ところ</em>です。</strong>次は<em>点</em>と<a href="https://example.jp/"><strong>結び</strong></a>。'
