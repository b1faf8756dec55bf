# Bad input is an error with its place, what was found and what to do; the exit
# code is 1 and an older output stays as it was.

small
expect "the small project is good" "$KUMIHAN" build s/job.ini -o s/out.pdf
equal "and says 30" "$("$KUMIHAN" dump --words s/job.ini | squeeze)" "合計は30です。"

small; printf '[blok x]\na = b\n' >>s/job.ini
bad "unknown section" s/job.ini:25: config.unknown-section
small; sed -i 's/^leading/leeding/' s/job.ini
bad "unknown key" s/job.ini:10: config.unknown-key
has "with the nearest name" "$en" "leading"
small; rm s/rows.csv
bad "missing file" s/job.ini:13: config.no-file
small; sed -i '2i include = ../theme.ini' s/job.ini; echo '[colour x]' >theme.ini
bad "include outside the project" s/job.ini:2: base.outside-project
small; sed -i '2i include = a.ini' s/job.ini
printf '[document]\ninclude = b.ini\n' >s/a.ini
printf '[document]\ninclude = a.ini\n' >s/b.ini
bad "circular include" s/b.ini:2: config.include-circle
small; printf '名,数\n\202,1\n' >s/rows.csv
bad "undecodable byte in CSV" s/rows.csv:2:1: data.undecodable
small; printf 'abc\377def\n' >s/copy.md
bad "undecodable byte in copy" s/copy.md:1:4: content.bad-byte
small; printf '名,数\n東,10,5\n' >s/rows.csv
bad "ragged row" s/rows.csv:2: data.ragged
small; sed -i 's/^column = 数/column = 教/' s/job.ini
bad "unknown column" s/job.ini:16: data.unknown-column
small; printf '合計は{{totle}}です。\n' >s/copy.md
bad "unknown value in copy" s/copy.md:1:4: data.unknown-value
has "with the nearest name" "$en" "total"
small; sed -i 's/^aggregate = sum/where = "数 = = 3"/' s/job.ini
bad "bad SQL" s/job.ini:17: data.bad-sql
small; sed -i 's/^size = 12Q/size = 12 furlongs/' s/job.ini
bad "unparsable length" s/job.ini:9: config.length
small; sed -i 's/^rgb = .*/rgb = "#12"/' s/job.ini
bad "unparsable colour" s/job.ini:4: config.rgb
small; printf '一二\U000131FF三\n' >s/copy.md
printf '一二𓇿三\n' >s/copy.md
bad "a character no font has" s/copy.md:1:3: font.no-glyph
has "named with its code point" "$en" "U+131FF"
small; sed -i 's/^row.1 = fill: main/row.1 = 8mm: main/' s/job.ini
for i in 1 2 3 4 5; do cat s/copy.md; echo; done >s/more && mv s/more s/copy.md
bad "text that does not fit" s/job.ini:21: layout.overflow
has "says by how much" "$en" "mm"
small; : >s/rows.csv
bad "an empty CSV" s/rows.csv data.empty
small; sed -i 's/^title/ｔitle/' s/job.ini
bad "a key in full-width letters" s/job.ini:2: config.full-width-key
small; printf 'size = 1\n' >>s/job.ini
bad "a key of another type" s/job.ini:25: config.other-type
small; printf '[style body]\nsize = 3mm\n' >>s/job.ini
bad "a section given twice" s/job.ini:25: config.section-twice
small; sed -i 's/^rgb = .*/rgb = #102030/' s/job.ini
bad "a colour without quotes" s/job.ini:4: config.comment-sign
small; { printf '[check x]\nvalue = total\nequals = 31\n'; } >>s/job.ini
bad "a claim that does not hold" s/job.ini:27: data.check-failed

small
sed -i 's/^leading/leeding/; s/^size = 12Q/size = 12 furlongs/; s/^rgb = .*/rgb = "#12"/' s/job.ini
printf '[blok x]\na = b\n' >>s/job.ini
out=$("$KUMIHAN" check --lang en s/job.ini 2>&1)
equal "several errors are all reported in one run" \
    "$(printf '%s\n' "$out" | grep -c ': error: ')" 4
small; printf '{{a}}\n\n{{b}}\n\n{{c}} 𓇿\n' >s/copy.md
out=$("$KUMIHAN" check --lang en s/job.ini 2>&1)
has "in copy too" "$(printf '%s\n' "$out" | grep -c ': error: ')" 3

json=$("$KUMIHAN" check --format json s/job.ini 2>&1 | head -1)
has "as JSON" "$json" '"line":1,"column":1'
out=$("$KUMIHAN" check no-such.ini 2>&1)
equal "a job that is not there" "$?" 1
out=$("$KUMIHAN" chekc 2>&1)
equal "an unknown command is a usage error" "$?" 2
has "with the nearest" "$out" "check"
out=$("$KUMIHAN" build --sett a s/job.ini 2>&1)
equal "an unknown option is a usage error" "$?" 2
small; sed -i 's/^row.1 = fill: main/row.1 = fill: main*2/' s/job.ini
bad "a grid that does not add up" s/job.ini:20: layout.row-words
equal "and its areas are not called unknown" \
    "$(printf '%s\n' "$en" | grep -c ': error: ')" 1
