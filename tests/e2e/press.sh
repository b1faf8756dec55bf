# The press release: one page, the brochure's figures, in PDF, HTML and text.
"$KUMIHAN" build --lang en "$ROOT/config/press.ini" -o r.pdf --html r.html \
    --text r.txt 2>err.txt
equal "it builds without a word" "$? $(cat err.txt)" "0 "
equal "one page of A4" \
    "$(pdfinfo r.pdf | sed -n 's/^Pages: *//p; s/^Page size: *//p' | tr '\n' ' ')" \
    "1 595.276 x 841.89 pts (A4) "
equal "nothing breaks PDF/UA-1 or PDF/A-3u" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-tags.py" r.pdf 2>&1)" ""
equal "HTML and text say what the PDF says" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-reading.py" r.pdf r.html r.txt 2>&1)" ""
has "to whom" "$(head -3 r.txt)" "報道関係者各位"
has "who answers, by telephone and mail" "$(squeeze <r.txt)" \
    "報道関係者のお問い合わせ先日本CSO協会広報・マーケティング運営委員会"
has "the address is a link" "$(cat r.html)" '<a href="mailto:info@jcsoa.gr.jp">'
has "and the number" "$(cat r.html)" '<a href="tel:+81300000000">03-0000-0000</a>'
has "where there is no figure, its sign stands as figures do" "$(cat r.html)" '<td class="number">…</td>'
for value in mr mr-growth rate rate-points companies mr-all; do
    shown=$("$KUMIHAN" trace --lang en "$ROOT/config/brochure.ini" $value | head -1)
    equal "$value comes the same way as in the brochure" \
        "$("$KUMIHAN" trace --lang en "$ROOT/config/press.ini" $value | head -1)" "$shown"
done
pdftoppm -r 60 -gray -singlefile r.pdf gray
# Squares of one shade are inside bars; letters and rules are thinner.
equal "black and white keeps the bars, and the one that is meant apart" "$(python3 - <<'PY'
import re
data = open("gray.pgm", "rb").read()
w, h = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)", data).groups())
rows = [data[len(data) - w * (h - y):][:w] for y in range(h)]
solid = set()
for y in range(0, h - 8, 4):
    for x in range(0, w - 8, 4):
        square = set(b"".join(row[x:x + 8] for row in rows[y:y + 8]))
        if len(square) == 1:
            solid |= square
solid = sorted(solid)
print(len(solid), solid[-1], solid[1] - solid[0] > 100, solid[-1] - solid[1] > 30)
PY
)" "3 255 True True"

# --- the kit
press() {
    "$KUMIHAN" press --lang en "$@" 2>err.txt
    code=$?
}
press "$ROOT/config/press.ini" --out kit
equal "a kit is made without a word" "$code $(cat err.txt)" "0 "
equal "of these files" "$(ls kit | tr '\n' ' ')" \
    "20230701-release-1.png 20230701-release.eml 20230701-release.html 20230701-release.pdf 20230701-release.txt annual-brochure.pdf by-country.csv key-visual.png manifest.csv survey.csv "
equal "the manifest has all of them by hash" \
    "$(sed '1d; s/\r$//' kit/manifest.csv | awk -F, '{print $2 "  " $1}' | (cd kit && sha256sum -c 2>&1 | grep -c ': OK$'))" 9
expect "the release is what build makes" cmp kit/20230701-release.pdf r.pdf
expect "in HTML" cmp kit/20230701-release.html r.html
expect "in text" cmp kit/20230701-release.txt r.txt
"$KUMIHAN" build "$ROOT/config/brochure.ini" -o b.pdf
expect "the brochure goes with it" cmp kit/annual-brochure.pdf b.pdf
equal "data are UTF-8 with a mark, lines end with CR LF" \
    "$(od -An -tx1 -N3 kit/survey.csv | tr -d ' ') $(grep -c "$(printf '\r')" kit/survey.csv)" "efbbbf 3"
equal "the same figures in data, text, HTML and both PDFs" "$(
    for f in 20230701-release annual-brochure; do pdftotext -layout kit/$f.pdf $f.words; done
    /usr/bin/python3 - <<'PY'
import csv, re
def rows(name):
    return list(csv.DictReader(open(f"kit/{name}.csv", encoding="utf-8-sig")))
def squeeze(path):
    return re.sub(r"<[^>]*>|\s", "", open(path).read())
def shown(row, *heads):
    return [f"{int(row[h]):,}" if row[h].isdigit() else row[h] for h in heads if row[h] != "…"]
survey = [v for row in rows("survey") for v in shown(row, *list(row)[1:])]
country = [v for row in rows("by-country") for v in shown(row, "アウトソーシング率")]
for path in ("kit/20230701-release.txt", "kit/20230701-release.html", "20230701-release.words"):
    words = squeeze(path)
    print([v for v in survey + country if v not in words and v.rstrip("%") not in words])
words = squeeze("annual-brochure.words")
print([v for v in shown(rows("survey")[0], "稼働人数（人）", "アウトソーシング率", "全MR数（人）", "活用企業数（社）") if v not in words])
PY
)" "[]
[]
[]
[]"
equal "pictures are 1200 pixels wide" "$(for f in kit/*.png; do
    od -An -tu1 -j16 -N4 "$f" | awk '{print $1 * 16777216 + $2 * 65536 + $3 * 256 + $4}'
done | sort -u)" 1200
equal "the mail, as Python reads it" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-mail.py" kit 20230701-release 2>&1)" \
    "picture: image/png figure-1.png
application/pdf 20230701-release.pdf 20230701-release.pdf 
application/pdf annual-brochure.pdf annual-brochure.pdf 日本CSO協会 年次案内.pdf
From: 日本CSO協会 広報・マーケティング運営委員会 <info@jcsoa.gr.jp>
To: 報道各社 ご担当者 <press@example.jp>
Bcc: 山田 太郎（見本） <taro@example.jp>, \"Sample, Desk\" <desk@example.com>
Subject: 【プレスリリース】コントラクトMR等の稼働人数とアウトソーシング率（2022年度）
Date: Sat, 01 Jul 2023 10:00:00 +0900
Message-ID: <20230701-release@jcsoa.gr.jp>"

# --- again, and not over anything else
cp -r kit first
press "$ROOT/config/press.ini" --out kit
equal "a kit is replaced" "$code $(diff -r first kit)" "0 "
printf x >>kit/survey.csv
press "$ROOT/config/press.ini" --out kit
has "but not one that somebody changed" "$code $(cat err.txt)" "2 error: \"survey.csv\""
cp -r first other && printf x >other/letter.txt
press "$ROOT/config/press.ini" --out other
has "nor one with something else in it" "$code $(cat err.txt)" "[app.press-foreign]"
mkdir mine && printf x >mine/letter.txt
press "$ROOT/config/press.ini" --out mine
has "nor any other folder" "$code $(cat err.txt) $(cat mine/letter.txt)" "[app.press-foreign]"
press "$ROOT/config/press.ini" --out b.pdf
has "nor a file" "$code $(cat err.txt)" "[app.press-not-folder]"

mkdir own && printf 'my,own\n' >own/manifest.csv
press "$ROOT/config/press.ini" --out own
has "nor a manifest of somebody's own" "$code $(cat err.txt own/manifest.csv)" "[app.press-foreign]"
cp -r first edited && printf 'note,x\r\n' >>edited/manifest.csv
press "$ROOT/config/press.ini" --out edited
has "nor a manifest that was edited" "$code $(cat err.txt)" "[app.press-changed]"
copy_project e
: >e/data/empty.bin
printf '\n[attachment z]\nfile = data/empty.bin\n' >>e/config/press.ini
press e/config/press.ini --out void
equal "an attachment of no bytes" "$code $(cat err.txt) $(stat -c %s void/empty.bin)" "0  0"
rm void/empty.bin && ln -s /etc/hostname void/empty.bin
press e/config/press.ini --out void
has "which is not a link" "$code $(cat err.txt) $(readlink void/empty.bin)" "[app.press-changed]"

# --- what must not be in a mail
copy_project p
wrong() { # WHAT PART OF THE MESSAGE
    press p/config/press.ini --out new
    has "$1" "$code $(cat err.txt) $(ls new 2>/dev/null)" "$2"
    rm -rf p new && copy_project p
}
printf 'kind,name,mail\nto,"a\nBcc: x@example.com",y@example.jp\n' >p/data/press-recipients.csv
wrong "a line end in a name" "error: the name \"a"
printf 'kind,name,mail\nto,a,"y@example.jp\nBcc: x@example.com"\n' >p/data/press-recipients.csv
wrong "a line end in an address" "1 p/data/press-recipients.csv:2:6: error:"
printf 'kind,name,mail\nto,a,y@例え.jp\nto,b,@example.jp\nto,c,y@x..jp\n' >p/data/press-recipients.csv
wrong "addresses that are none" "press-recipients.csv:4:6: error: \"y@x..jp\" is no mail address"
printf 'kind,name,mail\ncco,a,y@example.jp\n' >p/data/press-recipients.csv
wrong "a kind that is none" "press-recipients.csv:2:1: error: the kind of a recipient"
printf 'kind,name\nto,a\n' >p/data/press-recipients.csv
wrong "a column that is missing" "no column \"mail\""
sed -i '/^to\|^bcc/d' p/data/press-recipients.csv && echo 'cc,,y@example.jp' >>p/data/press-recipients.csv
press p/config/press.ini --out new
equal "cc alone is somebody" "$code" 0
rm -rf new
wrong2() {
    press p/config/press.ini --out new --set "$1"
    has "$2" "$code $(cat err.txt) $(ls new 2>/dev/null)" "$3"
}
wrong2 "$(printf 'press:subject=a\nBcc: x@example.com')" "a line end in the subject" "[config.control]"
wrong2 "$(printf 'press:from=a\r\nBcc: x <y@example.jp>')" "a line end in the sender" "[config.control]"
wrong2 "$(printf 'attachment brochure:title=a\r\nX: y.pdf')" "a line end in a title" "[config.control]"
wrong2 'press:message-id=x' "a Message-ID that is none" "[mail.message-id]"
wrong2 'press:data=none' "data that is not there, with each name told once" "activities, fields, rates, results"
wrong2 'press:mail-date=2023-07-01' "a date without time" "[config.moment]"
wrong2 'press:mail-date=2023-13-01T10:00+09:00' "a month that is none" "[config.moment]"
press p/config/press.ini --out new --set 'press:data=results,,rates,'
equal "empty names in a list are passed over" "$code $(ls new | grep -c csv)" "0 3"
rm -rf new
wrong2 'profile web:password-file=data/copy/notes.md' "an encrypted release" "app.press"
press p/config/press.ini --out new --set 'press:picture-width=10000' --set 'press:key-visual=rubric'
equal "a wide picture" "$code $(cat err.txt)" "0 "
rm -rf new
wrong2 'press:name=リリース' "a name that is not ASCII" "[app.press-name]"
wrong2 'attachment brochure:name=rates.csv' "a PDF that looks like data" "\"rates.csv\" is to end with \".pdf\""
wrong2 'attachment brochure:title=年次案内' "a title that nothing opens" "end it with \".pdf\""
wrong2 'attachment brochure:title=../年次案内.pdf' "a title with folders" "[app.press-attachment-title]"
wrong2 'press:subject=' "no subject" "[mail.subject]"
wrong2 "$(printf 'attachment brochure:title=\342\200\256fdp.pdf')" "a title that turns its direction" "[mail.control]"
wrong2 'attachment brochure:name=20230701-release.pdf' "two files of one name" "[app.press-name-twice]"
wrong2 'press:pdf-kilobytes=150' "a PDF that is too heavy" "annual-brochure.pdf takes 181 KB in the mail (132 KB as a file), more than the 150 KB"
sed -i 's/^equals = 6.2%/equals = 6.3%/' p/config/figures.ini
press p/config/press.ini --out new
equal "figures that do not hold" "$code $(ls new 2>/dev/null)" "1 "
rm -rf p && copy_project p
sed -i 's/^\[block aims\]/[block aims]\nnokey = 1/' p/config/brochure.ini
wrong2 'press:name=release' "what is attached cannot be made" "\"p/config/brochure.ini\", which is to be attached, cannot be made"
rm -rf p && copy_project p
press p/config/press.ini --out new --set 'press:compatible-names=yes'
has "old programs get the name, too" "$(tr -d '\r' <new/20230701-release.eml)" ' name="=?UTF-8?B?'
id=$(printf 'r%.0s' $(seq 56))@mail.example.jp
: >p/data/sheet.xlsx
printf '\n[attachment sheet]\nfile = data/sheet.xlsx\n' >>p/config/press.ini
press p/config/press.ini --out wide --set "press:message-id=$id"
equal "a long Message-ID or type stands on the next line" \
    "$code $(/usr/bin/python3 "$ROOT/tests/tools/check-mail.py" wide 20230701-release 2>&1 | grep -v '^[FTBSD]')" \
    "0 picture: image/png figure-1.png
application/pdf 20230701-release.pdf 20230701-release.pdf 
application/pdf annual-brochure.pdf annual-brochure.pdf 日本CSO協会 年次案内.pdf
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet sheet.xlsx sheet.xlsx 
Message-ID: <$id>"
long=20230701-$(printf 'n%.0s' $(seq 45))
press p/config/press.ini --out named --set "press:name=$long"
press p/config/press.ini --out named --set "press:name=$long"
equal "a kit of the longest name is replaced, too" "$code $(cat err.txt)" "0 "
equal "and its mail has no longer lines" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-mail.py" named "$long" 2>&1 | grep '^line')" ""
wrong2 "press:name=n$long" "a longer name" "54 at most"
wrong2 "attachment brochure:name=0123456789$long.pdf" "a longer name of an attachment" "64 at most"
equal "a job without [press]" "$("$KUMIHAN" press --lang en "$ROOT/config/brochure.ini" --out none 2>&1 | grep -c app.press-section)" 1
(
    ulimit -f 100
    "$KUMIHAN" press --lang en "$ROOT/config/press.ini" --out full
) 2>err.txt
equal "a full disk: exit code, and nothing is left" "$? $(ls | grep -c full)" "3 0"

# --- recipients as in the header of a mail
rm -rf p && copy_project p
heads() { # ENDING TEXT: a file of that text
    printf "$2" >"p/data/list.$1"
    rm -rf new
    press p/config/press.ini --out new --set "press:recipients=data/list.$1"
}
heads txt 'To: 山田 太郎 <taro@example.jp>, "Sample, \\"Desk\\"" <desk@example.com>,\n  plain@example.jp\nBcc: =?UTF-8?B?5bGx55Sw?= <y@example.jp>\r\n\n'
equal "a header file is read" "$code $(/usr/bin/python3 - <<'PY'
import email, email.header
m = email.message_from_file(open("new/20230701-release.eml"))
for field in ("To", "Cc", "Bcc"):
    print(field, email.header.make_header(email.header.decode_header(m[field])) if m[field] else None)
PY
)" '0 To 山田 太郎 <taro@example.jp>, "Sample, \"Desk\"" <desk@example.com>, plain@example.jp
Cc None
Bcc 山田 <y@example.jp>'
heads txt 'to: a@example.jp\nSubject: x\n'
has "other fields are told" "$code $(cat err.txt)" "1 p/data/list.txt:2:1: error: the line \"Subject: x\""
heads txt 'To: a@example.jp,\n "山田 <b@example.jp>\n'
has "quotes that are not closed" "$code $(cat err.txt)" "1 p/data/list.txt:2:2: error: \" is not closed"
heads txt 'To: 山田 <a@example.jp, b@example.jp\n'
has "brackets that are not closed" "$code $(cat err.txt)" "1 p/data/list.txt:1:5: error: < is not closed"
heads txt 'To: a@example.jp, 山田 b@example.jp\n'
has "an address without brackets" "$code $(cat err.txt)" "1 p/data/list.txt:1:19: error: \"山田 b@example.jp\" cannot be read"
heads txt ' To: a@example.jp\n'
has "a line that goes on from nothing" "$code $(cat err.txt)" "1 p/data/list.txt:1:1: error: the line"
heads txt '\n'
has "nobody" "$code $(cat err.txt)" "[mail.nobody]"
heads csv 'kind,name,mail\nTo,a,a@example.jp\nbcc,b,A@Example.JP\n'
has "somebody twice" "$code $(cat err.txt)" "1 p/data/list.csv:3:7: error: the recipient \"A@Example.JP\" is listed twice"
press p/config/press.ini --out new --set 'press:from="会, 広報" <info@example.jp>'
equal "a sender with a comma" "$code $(cat err.txt)" "0 "
rm -rf new
press p/config/press.ini --out new --set 'press:from=a <a@example.jp>, b@example.jp'
has "two senders" "$code $(cat err.txt)" "[app.press-from]"
printf 'kind,name,mail\nbcc,,a@example.jp\n' >p/data/list.csv
printf 'plain' >p/data/a.txt
printf '\202\240' >p/data/b.txt
printf 'x' >p/data/c.docx
printf '\n[attachment a]\nfile = data/a.txt\n[attachment b]\nfile = data/b.txt\n[attachment c]\nfile = data/c.docx\n' >>p/config/press.ini
rm -rf new
press p/config/press.ini --out new --set 'press:recipients=data/list.csv'
equal "types, and a draft to nobody in sight" "$code $(tr -d '\r' <new/20230701-release.eml | grep '^To:\|^X-Unsent\|^Content-Type: \(text/pl\|app\)\|^ app' | sort | uniq -c | sed 's/^ *//')" \
    "0 1  application/vnd.openxmlformats-officedocument.wordprocessingml.document;
1 Content-Type: application/octet-stream;
2 Content-Type: application/pdf;
1 Content-Type: text/plain;
1 Content-Type: text/plain; charset=utf-8
1 To: undisclosed-recipients:;
1 X-Unsent: 1"
printf '\n[page strip]\nsize = 10mm 2000mm\nmargin = 0\ncolumns = 1\nrow.1 = fill: strip\n[block strip]\ntype = text\narea = strip\ncopy = 長い\n' >>p/config/press.ini
rm -rf new
sed -i '/^rules = /d' p/config/press.ini
press p/config/press.ini --out new
has "a page that is too high for a picture" "$code $(cat err.txt)" "1200 pixels wide, would be more than 30000 pixels high"

# --- data: what is asked for, clean; nothing else that the job reads
equal "the PDF has the kit's data alone" "$(
    pdfdetach -list first/20230701-release.pdf | sed 's/^[0-9]*: //'
    pdfdetach -savefile survey.csv -o own.csv first/20230701-release.pdf && cmp own.csv first/survey.csv && echo same)" \
    "2 embedded files
by-country.csv
survey.csv
same"
rm -rf p new && copy_project p
printf '名,数,比,印\n" 東京 ",１２３４,"1,234",5*\n=1+1,▲3.1%%,-2,…\n' >p/data/odd.csv
printf '\n[source odd]\nfile = data/odd.csv\n' >>p/config/press.ini
press p/config/press.ini --out new --set 'press:data=odd'
equal "numbers are plain, formulas are told" "$code $(grep -c 'odd.csv:3:1: warning: .*=1+1' err.txt) $(tail -n +2 new/odd.csv | tr -d '\r' | tr '\n' ';')" \
    "0 1 東京,1234,1234,5*;=1+1,-3.1%,-2,…;"
sed 's/155/160/' p/data/contract-mr.csv >p/data/new-mr.csv
sed -i 's/^equals = 155/equals = 160/' p/config/figures.ini
rm -rf new
press p/config/press.ini --out new --set 'source contract-mr:file=data/new-mr.csv' --set 'check companies-as-published:equals=160'
has "other figures in what is attached are told" "$code $(cat err.txt)" "[app.press-attachment-job]"
sed -i '/^\[check companies/,/^message/d' p/config/figures.ini
press p/config/press.ini --out new --set 'source contract-mr:file=data/new-mr.csv'
has "each by its name" "$code $(cat err.txt)" \
    '1 p/config/press.ini:298:7: error: the value "companies" is 160 in this release and 155 in "p/config/brochure.ini"'

# --- what a killed run leaves
rm -rf new kit kit.part*
"$KUMIHAN" press "$ROOT/config/press.ini" --out kit 2>/dev/null &
run=$!
for _ in $(seq 200); do
    [ -e kit.part0/annual-brochure.pdf ] && break
    sleep 0.01
done
kill -KILL $run
wait $run 2>/dev/null
equal "a killed run leaves its folder aside" "$(ls -d kit*)" "kit.part0"
mkdir kit.part1 && printf x >kit.part1/own.txt
press "$ROOT/config/press.ini" --out kit
equal "which the next one takes away, but nobody's own" "$code $(ls -d kit* | tr '\n' ' ')$(cat kit.part1/own.txt)" "0 kit kit.part1 x"
equal "and nothing of it is in the kit" "$(ls -A kit | grep -c '^\.')" 0
press "$ROOT/config/press.ini" --out kit --set press:mail-date=2023-07-02T10:00+09:00
has "a mail of another day is told" "$code $(cat err.txt)" "[app.press-day]"
