# Plain text: signs of two languages, quotations, notes, what is never broken.
small
sed -i 's/^title = .*/title = Trial\nlang = en\nlatin-lang = en\nkeep = 株式会社, unbreakable words\nnotes = notes.md/' s/job.ini
cat >>s/job.ini <<'INI'
[style note]
based-on = body
[block table]
type = table
area = main
rows = cells
caption = Members
[records cells]
sql = "SELECT 'North' AS Region, 10 AS Number UNION ALL SELECT 'South', 20"
[block chart]
type = chart
area = main
rows = cells
label = Region
value = Number
height = 30mm
alt = Columns
[block list]
type = text
area = main
file = list.md
[block notes]
type = notes
area = main
INI
cat >s/copy.md <<'MD'
# One

## Two

### Three

{Kyoto|capital} follows[^1].

> Quoted words that are many enough to stand in several lines, as they would in a letter, all of them marked.
>
> - an item of theirs
>
> Their end.

- first
  > said inside an item, at some length, so that the line turns at least once
- second
MD
printf -- '- last\n' >s/list.md
printf '[^1]: A note.\n' >s/notes.md
build() {
    "$KUMIHAN" build --lang en s/job.ini -o s/out.pdf --text t.txt "$@" 2>err.txt
    code=$?
}
build
equal "Western text has Western signs" "$code
$(cat t.txt)" "$(cat <<'TEXT'
0
One

# Two

## Three

Kyoto (capital) follows[*1].

> Quoted words that are many enough to stand in several lines, as they
> would in a letter, all of them marked.

> - an item of theirs

> Their end.

- first
  > said inside an item, at some length, so that the line turns at
  > least once
- second

Members

Columns: Region / Number

- North: Number 10
- South: Number 20

[Figure] Columns: North 10, South 20

- last

*1. A note.
TEXT
)"

# --- what is never broken
far=https://example.jp/$(printf 'a-long/%.0s' $(seq 15))end
box=$(printf 'press.%.0s' $(seq 10))office@$(printf 'b-c.%.0s' $(seq 5))example.jp
lines() { # COPY: its lines of plain text
    printf '%s\n' "$1" >s/copy.md
    sed -i '/^\[block table\]/,$d' s/job.ini
    sed -i 's/^lang = en/lang = ja/; /^notes/d' s/job.ini
    build
    cat t.txt
}
equal "a long address stands on a line of its own" "$(lines "案内はこちら（$far）、続きです。")" "案内はこちら
（$far）、
続きです。"
equal "so does one right behind words, or behind a bullet" "$(lines "- 案内は${far}です")" "・案内は
  $far
  です"
equal "and one of mail" "$(lines "宛先は$(printf 'あ%.0s' $(seq 20))${box}です")" "宛先は$(printf 'あ%.0s' $(seq 20))
$box
です"
equal "a word is cut, an address behind it is not" "$(lines "$(printf 'x%.0s' $(seq 100)) $far")" \
    "$(printf 'x%.0s' $(seq 70))
$(printf 'x%.0s' $(seq 30))
$far"
equal "words to keep are kept" "$(lines "$(printf 'あ%.0s' $(seq 33))株式会社と、$(printf 'い%.0s' $(seq 23))unbreakable words")" \
    "$(printf 'あ%.0s' $(seq 33))
株式会社と、$(printf 'い%.0s' $(seq 23))
unbreakable words"
