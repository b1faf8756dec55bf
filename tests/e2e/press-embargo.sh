# Nothing for the public before the embargo, and what is made before says so.
UNTIL=2026-06-01T14:00+09:00
BEFORE=2026-06-01T13:59+09:00
AFTER=2026-06-01T05:00Z # the same minute elsewhere
press() {
    "$KUMIHAN" press --lang en "$ROOT/config/press.ini" "$@" 2>err.txt
    code=$?
}
held() {
    press --set document:embargo=$UNTIL "$@"
}
mark=-embargo-20260601-1400

held --out before
has "a kit under embargo, with a word about it" "$code $(cat err.txt)" \
    "0 --set: note: under embargo until 2026年6月1日（月）14時"
equal "all its files have the mark" "$(ls before | grep -v "$mark" | tr '\n' ' ')" "manifest.csv "
equal "nine of them, by hash" \
    "$(sed '1d; s/\r$//' before/manifest.csv | awk -F, '{print $2 "  " $1}' | (cd before && sha256sum -c 2>&1 | grep -c ': OK$'))" 9
line='解禁：2026年6月1日（月）14時 それまでは報道と公開をお控えください'
pdftotext -layout before/20230701-release$mark.pdf before.txt
has "the PDF says it" "$(squeeze <before.txt)" "$(echo "$line" | squeeze)"
has "the text says it" "$(squeeze <before/20230701-release$mark.txt)" "$(echo "$line" | squeeze)"
has "the HTML says it" "$(squeeze <before/20230701-release$mark.html)" "$(echo "$line" | squeeze)"
equal "the mail says it first, and its files have the mark" "$(/usr/bin/python3 - <<'PY'
import email, email.policy, glob
m = email.message_from_file(open(glob.glob("before/*.eml")[0]), policy=email.policy.default)
print(str(m["Subject"])[:24])
print([p.get_filename() for p in m.iter_attachments()])
PY
)" "【解禁 2026年6月1日（月）14時】【プレス
['20230701-release$mark.pdf', 'annual-brochure$mark.pdf']"
equal "nothing breaks PDF/UA-1 or PDF/A-3u" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-tags.py" before/20230701-release$mark.pdf 2>&1)" ""
held --out again
expect "the same bytes, whatever the clock says" diff -r before again
held --out early --now $BEFORE
expect "and when the time is told to be before" diff -r before early

# --- for the public
held --out public --public --now $BEFORE
has "a minute before: refused" "$code $(cat err.txt)" \
    "1 --set: error: the embargo ends $UNTIL, and it is $BEFORE"
equal "and nothing is written" "$(ls | grep -c public)" 0
press --set document:embargo=9999-01-01T00:00+09:00 --out public --public
has "the machine's clock is asked otherwise" "$code $(cat err.txt)" "[app.embargo]"
press --out none
held --out after --public --now $AFTER
equal "at its minute: without a word" "$code $(cat err.txt)" "0 "
expect "the kit of a release without an embargo" diff -r none after
held --out later --now $AFTER
expect "so it is when the time is told" diff -r none later
held --out real --public
expect "and by the machine's clock" diff -r none real

# --- other commands
build() {
    "$KUMIHAN" build --lang en "$@" 2>err.txt
    code=$?
}
copy_project p
sed -i "s/^date = 2023-07-01/&\nembargo = $UNTIL/" p/config/press.ini
build p/config/press.ini
equal "a build names its file" "$code $(ls p | grep pdf)" "0 release$mark.pdf"
has "with the embargo's place" "$(cat err.txt)" "p/config/press.ini:15:11: note:"
build p/config/press.ini --public --now $BEFORE -o r.pdf --html r.html
has "and is refused" "$code $(cat err.txt) $(ls | grep -c '^r\.')" "p/config/press.ini:15:11: error: the embargo"
build p/config/press.ini --public --now $AFTER
equal "until it is over" "$code $(ls p | grep -c '^release.pdf')" "0 1"
"$KUMIHAN" png --lang en p/config/press.ini --public --now $BEFORE -o x 2>err.txt
has "pictures, too" "$? $(cat err.txt)" "[app.embargo]"
sed -i '/^\[block embargo\]/,/^when/d' p/config/press.ini
build p/config/press.ini -o r.pdf
has "an embargo that no page tells of" "$code $(cat err.txt)" "1 p/config/press.ini:15:11: error: no page tells of the embargo"
build p/config/press.ini -o r.pdf --public --now $AFTER
equal "which nobody needs later" "$code $(cat err.txt)" "0 "
build "$ROOT/config/press.ini" --now tomorrow
equal "a time that is none" "$code $(grep -c 2026-06-01T14:00+09:00 err.txt)" "2 1"
build "$ROOT/config/press.ini" --set document:embargo=2026-06-01
has "an embargo without its hour" "$code $(cat err.txt)" "[config.moment]"
build "$ROOT/config/press.ini" --set document:embargo=$UNTIL --set document:lang=en -o en.pdf
has "in English" "$(pdftotext en.pdf - | tr '\n' ' ')" "14:00, Monday 1 June 2026 (UTC+09:00)"
equal "what is attached may be held longer" "$(
    rm -rf p && copy_project p
    sed -i "s/^\[document\]/&\nembargo = 2026-07-01T00:00+09:00/" p/config/brochure.ini
    "$KUMIHAN" press --lang en p/config/press.ini --out attached --public --now $AFTER 2>&1 | grep -c 'cannot be made: the embargo ends 2026-07-01T00:00'
    ls | grep -c attached)" "1
0"

rm -rf p && copy_project p
sed -i "s/^date = 2023-07-01/&\nembargo = $UNTIL/" p/config/press.ini
build p/config/press.ini -o full.pdf --set 'style embargo:digits=full'
equal "full-width digits tell it as well" "$code $(grep -c app.embargo-untold err.txt)" "0 0"
sed -i 's/^copy = "解禁：.*/copy = "解禁：2026年6月1日（月）14時30分"/' p/config/press.ini
build p/config/press.ini -o half.pdf
has "half an hour later is another time" "$code $(cat err.txt)" "[app.embargo-untold]"
sed -i 's/^copy = "解禁：.*/copy = "解禁：{{embargo}}"/; /^when = /d' p/config/press.ini
build p/config/press.ini -o over.pdf --public --now $AFTER
has "a line that would stay without its time is warned of" "$code $(cat err.txt)" "[content.embargo]"

# --- editions
small
printf '\n[batch]\nlist = list.csv\nkey = id\nname = {id}.pdf\n[block held]\ntype = text\narea = main\nwhen = "{{embargo}}"\ncopy = "解禁：{{embargo}}"\nstyle = body\n' >>s/job.ini
sed -i 's/^\[document\]/&\nembargo = {{until}}/' s/job.ini
printf 'id,until\n1,2026-06-01T14:00+09:00\n2,2026-06-02T14:00+09:00\n3,2026-06-01T14:00+09:00\n' >s/list.csv
batch() {
    "$KUMIHAN" batch --lang en s/job.ini --out o "$@" 2>err.txt
    code=$?
}
lines() {
    for i in 1 2 3; do pdftotext o/$i.pdf - 2>/dev/null | grep 解禁 || echo -; done | tr '\n' ' '
}
batch
equal "each edition has its own" "$code $(lines)" "0 解禁：2026年6月1日（月）14時 解禁：2026年6月2日（火）14時 解禁：2026年6月1日（月）14時 "
"$KUMIHAN" build s/job.ini --row 2 -o two.pdf 2>/dev/null
expect "as a build of its row" cmp two.pdf o/2.pdf
batch --resume --now $AFTER
equal "those that are over are made anew" "$code $(lines)" "0 - 解禁：2026年6月2日（火）14時 - "
rm -rf o
batch --public --now $AFTER
equal "for the public one is too early" "$code $(lines) $(grep -c app.embargo err.txt)" "1 - - -  1"
sed -i 's/{{until}}/2026-06-01T14:00+09:00/' s/job.ini
rm -rf o
batch --public --now $BEFORE
equal "an embargo of all is said once" "$code $(ls o 2>/dev/null) $(grep -c app.embargo err.txt)" "1  1"
printf 'id,embargo\n1,x\n' >s/list.csv
batch
has "a column of that name" "$code $(cat err.txt)" "[data.embargo-value]"
sed -i '/^embargo = /d' s/job.ini
rm -rf o
batch
equal "is only a column without one" "$code $(lines)" "0 解禁：x - - "
