# Input that nobody means to give: it must not crash, hang, lose text or eat
# files.

font='s/^japanese = .*/japanese = '
small; sed -i '/^font = gothic/d' s/job.ini
bad "a style without a font" s/job.ini:7:1: set.no-font
# missing NAME ID: the fault is the machine's: 3, and never a crash.
missing() {
    out=$("$KUMIHAN" build --lang en s/job.ini -o s/out.pdf 2>&1)
    code=$?
    case $code in 1 | 3) ;; *) fail "$1: exit code $code" "$out" ;; esac
    has "$1" "$out" "$2"
}
small; sed -i "${font}Helvetica Neue/" s/job.ini
missing "an unknown face" "s/job.ini:6:12: error: unknown face"
small; sed -i "${font}f.ttf/" s/job.ini
missing "a font file that is not there" "s/job.ini:6:12: error: "
for bytes in '' garbage '\000\001\000\000\377\377\377\377'; do
    small; sed -i "${font}f.ttf/" s/job.ini; printf "$bytes" >s/f.ttf
    missing "a font file of '$bytes'" "s/job.ini:6:12: error: "
done

# The output is never a file that the job reads, by any name.
for file in job.ini rows.csv copy.md ../s/copy.md link; do
    small; ln s/copy.md s/link
    before=$(cat s/job.ini s/rows.csv s/copy.md)
    out=$("$KUMIHAN" build --lang en s/job.ini -o "s/$file" 2>&1)
    equal "-o $file is refused" "$? $(printf '%s\n' "$out" | grep -c app.output-is-input)" "1 1"
    equal "and $file is as it was" "$(cat s/job.ini s/rows.csv s/copy.md)" "$before"
done
small; sed -i '/^\[colour ink\]/,/^rgb/d; s/^title/include = theme.ini\ntitle/' s/job.ini
printf '[colour ink]\nrgb = "#102030"\n' >s/theme.ini
out=$("$KUMIHAN" build --lang en s/job.ini -o s/theme.ini 2>&1)
equal "an include is an input too" "$? $(head -1 s/theme.ini)" "1 [colour ink]"
small; mkfifo s/pipe
out=$("$KUMIHAN" build --lang en s/job.ini -o s/pipe 2>&1)
equal "a pipe is not replaced" "$? $(test -p s/pipe && echo pipe)" "3 pipe"
out=$("$KUMIHAN" build --lang en s/job.ini -o s 2>&1)
equal "nor a folder" "$? $(test -d s && echo folder)" "3 folder"
out=$("$KUMIHAN" build --lang en s/job.ini -o s/no/such/out.pdf 2>&1)
has "a missing folder is named" "$out" 'the folder for "s/no/such/out.pdf" does not exist'

# What would print over itself or over the edge is lost to the reader.
small; sed -i 's/^size = 12Q/&\ntracking = -5em/' s/job.ini
bad "characters on top of each other" s/job.ini:10:12: set.overlap
small; sed -i 's/^leading = .*/leading = 0.01mm/' s/job.ini
bad "lines on top of each other" s/job.ini:10:11: set.overlap
small; sed -i 's/^size = 12Q/&\nindent = 500mm/' s/job.ini
bad "an indent wider than the line" s/copy.md:1:1: text.too-wide
small; printf '{東|%s}\n' "$(printf 'とう%.0s' $(seq 200))" >s/copy.md
bad "a reading wider than the line" s/copy.md:1:1: text.too-wide

# A fault is said where it is.
small; printf '名,数\n東,10\n西,abc\n' >s/rows.csv
bad "a word among figures" s/rows.csv:3:3: data.value-text
small
cat >>s/job.ini <<'INI'
[block t]
type = table
area = main
rows = rows
columns = 名, 数
format.数 = "zz"
INI
bad "a number format of a table" s/job.ini:30:13: data.format
equal "said once" "$(printf '%s\n' "$en" | grep -c 'data.format')" 1

# The command line.
equal "help behind a command" "$("$KUMIHAN" build --help)" "$("$KUMIHAN" help)"
equal "and in short" "$("$KUMIHAN" -h)" "$("$KUMIHAN" help)"
equal "explain knows a section's full name" \
    "$("$KUMIHAN" explain 'style body:size')" "$("$KUMIHAN" explain style:size)"
equal "a kind by its section" "$("$KUMIHAN" explain 'style body')" "$("$KUMIHAN" explain style)"
equal "and a type of block" "$("$KUMIHAN" explain 'block chart')" "$("$KUMIHAN" explain chart)"
for job in "$PWD/空 白/設定 の/job.ini" "空 白/設定 の/job.ini"; do
    small; rm -rf "空 白"; mkdir -p "空 白"; mv s "空 白/設定 の"
    expect "folders with blanks and kanji" "$KUMIHAN" build "$job"
    expect "the PDF stands beside the job" test -s "空 白/設定 の/job.pdf"
done

# Links lead to the world, not into the reader's machine.
for url in 'javascript:alert(1)' 'file:///etc/passwd' 'JavaScript:x'; do
    small; printf '[語](%s)\n' "$url" >s/copy.md
    bad "a link to $url" s/copy.md:1:1: content.link-scheme
done
small; printf '[語](HTTPS://例.jp/a:b)と<mailto:a@b.jp>\n' >s/copy.md
expect "links that are meant" "$KUMIHAN" build s/job.ini -o s/out.pdf
