# One PDF of all editions of a batch: each is a record of it, looks as it does
# alone, and what they have in common is there once.
project() {
    small
    cat >>s/job.ini <<'INI'
[batch]
list = list.csv
key = id
name = {id}.pdf
merge-columns = id, 宛名
[profile press]
type = print
marks = no
intent-profile = press.icc
[block who]
type = text
area = main
when = {{id}} != 0004
copy = "{{宛名}} 様"
INI
    sed -i 's/^rgb = .*/&\ncmyk = 60 40 20 40/; s/^title = .*/&\ndate = 2026-04-01/' s/job.ini
    cp /usr/share/color/icc/ghostscript/default_cmyk.icc s/press.icc
    {
        printf 'id,宛名\n'
        for i in 1 2 3 4 5 6 7; do printf '000%s,山田%s商事\n' $i "$(printf '青赤白黒金銀東' | cut -c$((i * 3 - 2))-$((i * 3)))"; done
    } >s/list.csv
}
batch() {
    "$KUMIHAN" batch --lang en s/job.ini "$@" 2>err.txt
    code=$?
}
merge() {
    "$KUMIHAN" merge --lang en "$@" 2>err.txt
    code=$?
}

project
batch --out o --merge all.pdf
equal "a batch is merged behind its last edition" "$code" 0
has "and says so" "$(cat err.txt)" "all.pdf: editions 7  pages 7"
expect "the file is sound" qpdf --check all.pdf
expect "for MuPDF, too" mutool info all.pdf
for i in 1 4 7; do
    pdftoppm -r 50 -f $i -l $i -singlefile all.pdf merged
    pdftoppm -r 50 -singlefile o/000$i.pdf alone
    expect "edition $i looks as it does alone" cmp merged.ppm alone.ppm
done
equal "all texts, in order" "$(pdftotext all.pdf - | grep -c 商事)" 6
equal "a title that all have is that of the file" \
    "$(pdfinfo all.pdf | sed -n 's/^Title: *//p')" 試験
records() {
    qpdf --json "$1" | jq -c '.qpdf[1] as $o |
        def at(r): $o["obj:" + r].value;
        at(at(at($o.trailer.value["/Root"])["/DPartRoot"])["/DPartRootNode"])
        ["/DParts"][][] as $r | at($r) |
        [.["/DPM"]["/CIP4_Root"]["/CIP4_Recipient"][]]'
}
equal "a record tells row, key, file and the columns asked for" \
    "$(records all.pdf | sed -n 2p)" \
    '["u:0002.pdf","u:0002",2,"u:0002","u:山田赤商事"]'
bytes=$(cat o/*.pdf | wc -c)
expect "what is shared is there once" test "$(wc -c <all.pdf)" -lt $((bytes / 3))

batch --out named --set 'document:author={{宛名}}' --set document:subject=案内 --merge named.pdf
equal "what one edition says of itself is not said of all" \
    "$(pdfinfo named.pdf | sed -n 's/^\(Author\|Subject\): *//p')" 案内

# --- the same bytes, however it was made
batch --out o1 --jobs 1 --merge one.pdf
batch --out o4 --jobs 4 --merge four.pdf
expect "one worker or four" cmp one.pdf four.pdf
expect "and the first time" cmp one.pdf all.pdf
rm o/0003.pdf
batch --out o --resume --merge again.pdf
expect "resumed" cmp again.pdf all.pdf
merge o -o by-hand.pdf --columns id,宛名 --each s/list.csv --title 試験
expect "by hand, of the folder" cmp by-hand.pdf all.pdf

# --- shards, combined
mkdir sh
for i in 1 2 3; do
    batch --out sh/$i --shard $i/3 --merge sh/$i.pdf
done
equal "a shard is merged by itself" \
    "$(pdftotext sh/2.pdf - | grep -o '山田.商事' | tr '\n' ' ')" \
    "山田赤商事 山田金商事 "
"$KUMIHAN" batch --lang en --combine sh/1 sh/2 sh/3 --out sh --merge whole.pdf \
    2>err.txt
equal "shards combined are merged" "$?" 0
equal "in the order of the list" \
    "$(pdftotext whole.pdf - | grep -o '山田.商事')" \
    "$(pdftotext all.pdf - | grep -o '山田.商事')"
has "with their rows" "$(records whole.pdf | sed -n 5p)" '"u:0005",5'

"$KUMIHAN" batch --lang en --combine sh/1 sh/2 sh/3 --out sh --merge told.pdf \
    --columns nope --each s/list.csv 2>err.txt
has "a wrong column is said before anything is read" "$? $(cat err.txt)" "1 --columns"
"$KUMIHAN" batch --lang en --combine sh/1 sh/2 sh/3 --out sh --merge told.pdf \
    --columns id,宛名 --each s/list.csv --title 試験 2>err.txt
expect "and what is asked for" cmp told.pdf all.pdf
"$KUMIHAN" batch --lang en --combine sh --out sh 2>err.txt
has "what was combined is no shard" "$(cat err.txt)" deliver.combine-none
cp -r o elsewhere
"$KUMIHAN" batch --lang en --combine sh/1 sh/2 sh/3 --out elsewhere 2>err.txt
has "nor is another batch written over" "$(cat err.txt)" deliver.combine-onto
expect "whose manifest is as it was" cmp o/manifest.csv elsewhere/manifest.csv
for wrong in '--columns id' '--each s/list.csv' '--resume' '--set a:b=c' \
    '--encoding cp932' '--shard 1/3'; do
    "$KUMIHAN" batch --combine sh/1 --merge x.pdf $wrong 2>err.txt
    equal "goes not with --combine: $wrong" "$?" 2
done
for wrong in '--title x' '--columns id' '--row 2'; do
    batch --out x $wrong
    equal "goes not with a batch: $wrong" "$code $(ls x 2>/dev/null)" "2 "
done

# --- columns and titles of all kinds
{
    printf '"id","宛名","Name, Inc","%s"\n' "$(printf '長%.0s' $(seq 50))"
    sed '1d; s/$/,"A, B",C/' s/list.csv
} | iconv -f UTF-8 -t CP932 >s/wide.csv
batch --out w --each s/wide.csv --encoding cp932 --merge w.PDF --title 宛名の本 \
    --columns "\"Name, Inc\", $(printf '長%.0s' $(seq 50))"
equal "a head with a comma, in another encoding" \
    "$code $(records w.PDF | sed -n 2p)" \
    '0 ["u:0002.pdf","u:0002","u:A, B",2,"u:C"]'
equal "a long head is cut to what a name may have" \
    "$(qpdf --json w.PDF | grep -o '"/長*"' | head -1 | tr -dc 長 | wc -c)" 120
equal "the title of the command" "$(pdfinfo w.PDF | sed -n 's/^Title: *//p')" 宛名の本
merge w -o UPPER.PDF
equal "else the file's, without its ending" \
    "$(pdfinfo UPPER.PDF | sed -n 's/^Title: *//p')" UPPER
merge o -o x.pdf --title "$(printf 'a\377')"
equal "a title is UTF-8" "$code" 2
merge o -o x.pdf --title "$(printf 'a\nb')"
equal "and a line" "$code" 2
merge named -o "$(printf 'x\377.pdf')"
has "a file's name, too, where it is the title" "$(cat err.txt)" "[app.merge-title]"
printf 'open-me\nown-me\n' >s/p
batch --out locked --set 'profile web:type=web' --set 'profile web:password-file=p'
merge locked -o x.pdf
equal "an encrypted edition is said in one line" \
    "$code $(wc -l <err.txt) $(grep -c 'merge.encrypted' err.txt)" "1 1 1"

# --- for the press
batch --out press --profile press --merge press.pdf
equal "PDF/X-4 makes PDF/VT-1" "$code" 0
expect "sound" qpdf --check press.pdf
equal "of PDF 1.6" "$(pdfinfo press.pdf | sed -n 's/^PDF version: *//p')" 1.6
xmp=$(pdfinfo -meta press.pdf)
has "PDF/X-4 in its metadata" "$xmp" "<pdfxid:GTS_PDFXVersion>PDF/X-4</"
has "PDF/VT-1, too" "$xmp" "<pdfvtid:GTS_PDFVTVersion>PDF/VT-1</"
equal "one output intent, one profile" \
    "$(qpdf --json press.pdf | jq '[.qpdf[1][].stream?.dict["/N"]? | select(. == 4)] | length')" 1
batch --out x --profile press --set 'profile press:pdfx=X-1a' --merge x.pdf
equal "PDF/X-1a: exit code" "$code" 1
has "PDF/X-1a is refused" "$(cat err.txt)" "[app.merge-x1a]"
equal "before the first page" "$(ls x 2>/dev/null)" ""
batch --out x --merge nowhere/x.pdf
equal "a folder that is not there: exit code" "$code" 3
has "is said at once" "$(cat err.txt)" "[app.merge-folder]"
batch --out x --merge x.pdf --set 'batch:merge-columns=ID'
has "a column that is not there" "$(cat err.txt)" "[app.merge-columns]"
equal "nothing was made" "$(ls x x.pdf 2>/dev/null)" ""


# --- a merge writes over nothing that is read, and into no folder of editions
for place in fresh/all.pdf ./fresh/all.pdf fresh/../fresh/0001.pdf; do
    batch --out fresh --merge $place
    has "not into the folder of the editions: $place" "$(cat err.txt)" "[app.merge-inside]"
done
equal "before the first page" "$(ls fresh 2>/dev/null)" ""
before=$(cat o/* | sha256sum)
batch --out o --resume --merge o/0001.pdf
has "nor one that is there" "$(cat err.txt)" "[app.merge-inside]"
for input in job.ini list.csv copy.md rows.csv press.icc; do
    cp s/$input kept
    batch --out o --resume --merge s/$input
    has "not onto what the job reads: $input" "$(cat err.txt)" "[app.output-is-input]"
    expect "which is as it was: $input" cmp s/$input kept
done
mkdir -p adir
for place in '' adir /dev/null; do
    batch --out x --merge "$place"
    has "nor where no file can be: '$place'" "$(cat err.txt)" "[app.merge-file]"
done
for target in manifest.csv manifest.ini manifest-new.pdf; do
    merge o -o o/$target
    has "nor onto a manifest, by hand: $target" "$(cat err.txt)" "[app.merge-within]"
done
merge o -o s/list.csv --each s/list.csv --columns id
has "nor onto the list, by hand" "$(cat err.txt)" "[app.merge-onto]"
"$KUMIHAN" batch --lang en --combine sh/1 sh/2 sh/3 --out sh \
    --merge sh/2/manifest-2-of-3.csv 2>err.txt
has "nor into a shard's folder" "$(cat err.txt)" "[app.merge-inside]"
mkfifo pipe
timeout -k 1 5 "$KUMIHAN" merge --lang en pipe -o few.pdf 2>err.txt
has "a pipe is no manifest, and is not waited for" \
    "$? $(cat err.txt)" "[app.merge-manifest]"
mkdir piped && mkfifo piped/manifest.csv
timeout -k 1 5 "$KUMIHAN" batch --lang en --combine piped 2>err.txt
equal "nor combined" "$?" 1
rm -rf few && batch --out few --shard 9/9
merge few/manifest-9-of-9.csv -o few.pdf
has "a shard without rows has nothing to merge" \
    "$code $(cat err.txt)" "[app.merge-empty]"
rm -rf ./-o && batch --out -o --merge -all.pdf
equal "names that begin as options do" "$code $(ls ./-all.pdf)" "0 ./-all.pdf"
"$KUMIHAN" merge --format json o -o full.pdf >/dev/full 2>err.txt
equal "what was merged cannot be said" "$?" 3
equal "the editions are as they were" "$(cat o/* | sha256sum)" "$before"

# --- what is not whole is not merged
printf older >older.pdf
sed 's/^0003,/000\/3,/' s/list.csv >s/bad.csv
batch --each s/bad.csv --out bad --merge older.pdf
equal "a failed row: exit code" "$code" 1
equal "the file is as it was" "$(cat older.pdf)" older
merge bad -o older.pdf
has "by hand: the row is named" "$(cat err.txt)" \
    "bad/manifest.csv: error: the edition of row 3 is not made yet"
cp -r o torn && sed -i '/^5,/d' torn/manifest.csv
merge torn -o older.pdf
has "a row that the manifest lacks" "$(cat err.txt)" "the edition of row 5"
cp -r o short && sed -i '$d' short/manifest.csv
merge short -o older.pdf
has "the last one" "$(cat err.txt)" "the edition of row 7"
cp -r o changed && printf x >>changed/0002.pdf
merge changed -o older.pdf
has "a file that changed" "$(cat err.txt)" \
    "changed/0002.pdf: error: is not the file that the manifest has"
cp -r o lost && rm lost/0006.pdf
merge lost -o older.pdf
has "a file that is gone" "$(cat err.txt)" "lost/0006.pdf"
merge o -o o/0001.pdf
has "an edition is not written over" "$(cat err.txt)" "[app.merge-within]"
for target in sh/2/manifest-2-of-3.csv sh/2/manifest-2-of-3.ini sh/3/new.pdf; do
    merge sh -o $target
    has "nor anything where a shard's editions are: $target" "$(cat err.txt)" "[app.merge-within]"
done
for target in '' sh /dev/null; do
    merge o -o "$target"
    has "nor where no file can be, by hand: '$target'" "$(cat err.txt)" "[app.merge-out]"
done
merge o -o older.pdf --each s/list.csv
equal "a list that is not looked at" "$code" 2
merge o -o older.pdf --each s/list.csv --columns ' , '
equal "columns without a name" "$code" 2
merge o -o older.pdf --columns id
has "columns want a list" "$(cat err.txt)" "[app.merge-list]"
{ head -1 s/list.csv; sed 1d s/list.csv | tac; } >turned.csv
merge sh -o older.pdf --columns 宛名 --each turned.csv
has "nor another order, where shards were combined" "$(cat err.txt)" "turned.csv: error: is not the list"
merge sh -o right.pdf --columns 宛名 --each s/list.csv
has "the right one tells who" "$(records right.pdf | sed -n 2p)" "山田赤商事"
printf 'id,x\n9,9\n' >other.csv
merge o -o older.pdf --columns x --each other.csv
has "nor another list" "$(cat err.txt)" "other.csv: error: is not the list"
sed 's/山田/山口/' s/list.csv >mended.csv
merge o -o older.pdf --columns 宛名 --each mended.csv
has "nor one of the same keys" "$(cat err.txt)" "[app.merge-changed]"
cp -r o half && sed -i '/^list = /d' half/manifest.ini
merge half -o older.pdf
has "nor what a run did not end" "$(cat err.txt)" "[app.merge-running]"
batch --out half --resume
merge half -o half.pdf --columns id,宛名 --each s/list.csv --title 試験
expect "but when it did" cmp half.pdf all.pdf
cp -r o bare && rm bare/manifest.ini
merge bare -o older.pdf
has "a manifest without its claim" "$(cat err.txt)" "[app.merge-claim]"
for edit in 's/^rows = 7/rows = -7/' 's/^shard = 1/shard = 2/' '/^key/d' \
    's/^input = ./input = x/'; do
    cp o/manifest.ini bare && sed -i "$edit" bare/manifest.ini
    merge bare -o older.pdf
    has "or with one that was edited: $edit" "$(cat err.txt)" \
        "bare/manifest.ini: error: is not as kumihan batch writes it"
done
sed 's/^rows = 7/rows = 6/' o/manifest.ini >bare/manifest.ini
merge bare -o older.pdf
has "or that tells of fewer rows" "$(cat err.txt)" "bare/manifest.csv:8"
sed 's/^rows = 7/rows = 8/' o/manifest.ini >bare/manifest.ini
merge bare -o older.pdf
has "or of more" "$(cat err.txt)" "the edition of row 8 is not made yet"
merge nothing -o older.pdf
has "a folder without a manifest" "$(cat err.txt)" "[app.merge-manifest]"
equal "the file is as it was all the time" "$(cat older.pdf)" older
(
    trap '' XFSZ
    ulimit -f 2
    "$KUMIHAN" merge --lang en o -o older.pdf
) 2>err.txt
equal "a full disk: exit code" "$?" 3
has "and the file is named" "$(cat err.txt)" '"older.pdf"'
equal "the file is as it was then, too" "$(cat older.pdf)" older
equal "and nothing is left beside" "$(ls | grep -c 'part\|xref')" 0

# --- memory does not grow with the editions
for n in 300 3000; do
    {
        printf 'id,宛名\n'
        i=0
        while [ $i -lt $n ]; do
            printf '%05d,%s%d商事\n' $i 山田 $i
            i=$((i + 1))
        done
    } >s/list.csv
    batch --out many-$n
done
peak() {
    python3 - "$KUMIHAN" "$@" <<'PY'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PY
}
few=$(peak merge many-300 -o few.pdf)
many=$(peak merge many-3000 -o many.pdf)
equal "3000 records" "$(qpdf --show-npages many.pdf)" 3000
expect "sound" qpdf --check many.pdf
expect "ten times the editions, the same memory ($few, $many KB)" \
    test "$many" -lt $((few + 2048))
"$KUMIHAN" merge many-3000 -o stopped.pdf 2>err.txt &
sleep 0.3
kill -TERM $!
wait $!
equal "a signal ends it" "$?" 143
equal "and leaves nothing" "$(ls | grep -c stopped)" 0
