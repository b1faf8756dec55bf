# --report: what a build did, as data.
for profile in web archive print proof; do
    expect "$profile: report" "$KUMIHAN" build "$ROOT/config/brochure.ini" \
        --profile "$profile" -o "$profile.pdf" --report "$profile.json"
    expect "$profile: JSON" jq -e . "$profile.json"
    equal "$profile: the file that was written" \
        "$(jq -r .output.sha256 "$profile.json")" \
        "$(sha256sum "$profile.pdf" | cut -d ' ' -f 1)"
    equal "$profile: the pages are those of dump" \
        "$(jq -r .dump_sha256 "$profile.json")" \
        "$("$KUMIHAN" dump "$ROOT/config/brochure.ini" | sha256sum | cut -d ' ' -f 1)"
done
equal "a hash a page" "$(jq -r '[.pages[].dump_sha256] | unique | length' web.json)" 2
equal "pages of every profile alike" \
    "$(jq -c '[.pages, .fonts, .notes]' web.json)" "$(jq -c '[.pages, .fonts, .notes]' print.json)"
equal "paper" "$(jq -c '[.pages[] | [.number, .width_mm, .height_mm]]' web.json)" \
    "[[1,210,297],[2,210,297]]"
equal "fonts are those of the file" \
    "$(jq -r '.fonts[].name' web.json | sort)" \
    "$(pdffonts web.pdf | awk 'NR > 2 { sub(/^[A-Z]*\+/, "", $1); sub(/-Identity-[HV]$/, "", $1); print $1 }' | sort -u)"
equal "inputs with their hashes" \
    "$(jq -r '.inputs[] | select(.file | endswith("data/members.csv")) | .sha256' web.json)" \
    "$(sha256sum "$ROOT/data/members.csv" | cut -d ' ' -f 1)"
equal "colours with their names" \
    "$(jq -r '[.colours[] | select(.names[0] == "ink")] | length' web.json)" 1
equal "notes" "$(jq -c '[.notes[].number]' web.json)" "[1,2,3,4,5,6,7,8]"
"$KUMIHAN" build "$ROOT/config/brochure.ini" -o web.pdf --report - >again.json
expect "to standard output, the same bytes" cmp web.json again.json

# What layout decided.
small
cat >>s/job.ini <<'INI'
fit = 80%
[area main]
padding = 0
INI
i=0
while [ $i -lt 60 ]; do
    printf 'この行は枠に入りきるまで小さくなります。人口は%s人でした。\n\n' $i
    i=$((i + 1))
done >>s/copy.md
expect "shrunk" "$KUMIHAN" build s/job.ini -o s/out.pdf --report s/r.json
equal "shrunk is told" "$(jq -r '.decisions[0] | [.kind, .block, .file, .line] | @tsv' s/r.json)" \
    "$(printf 'shrunk\tcopy\ts/job.ini\t%s' "$(grep -n '^\[block copy' s/job.ini | cut -d : -f 1)")"

small
cat >>s/job.ini <<'INI'
[style title]
based-on = body
size = 24pt
leading = 30pt
balance = yes
[style words]
based-on = body
size = 12pt
hyphenate = en-US
[colour house]
rgb = "#009fae"
cmyk = 100 0 30 0
spot = DIC 2389
[page two]
size = 80mm 160mm
columns = 1
row.1 = fill: narrow
[block w]
type = text
area = narrow
file = words.md
style = words
[block t]
type = text
area = narrow
copy = "人財の価値を高める取り組みと今後の展望をまとめて"
style = title
[block r]
type = rule
area = narrow
colour = house
INI
printf 'Internationally renowned typographers, extraordinarily, carefully say “international.”\n' >s/words.md
mkdir -p s/printers
sed -i 's/^rgb = "#102030"/&\ncmyk = 0 0 0 100/' s/job.ini
printf '[printer]\ntotal-ink = 300%%\n' >s/printers/p.ini
expect "words, titles and inks" "$KUMIHAN" build s/job.ini --profile print \
    --printer p --date 2026-04-01 -o s/out.pdf --report s/r.json
has "what is said of a profile that is built in has a place to mend it" \
    "$(jq -r '.messages[] | select(.id == "pdf.x4-profile") | .file' s/r.json)" "s/job.ini"
equal "divided words are told, without their marks" \
    "$(jq -c '[.decisions[] | select(.kind == "divided") | [.word, .page, .file, .line]]' s/r.json)" \
    '[["extraordinarily",2,"s/words.md",1]]'
equal "balanced titles" \
    "$(jq -c '[.decisions[] | select(.kind == "balanced") | [.lines, .page]]' s/r.json)" '[[7,2]]'
equal "the dictionary is an input" \
    "$(jq -r '.inputs[] | select(.file | endswith("hyph_en_US.dic")) | .sha256' s/r.json)" \
    "$(sha256sum /usr/share/hyphen/hyph_en_US.dic | cut -d ' ' -f 1)"
equal "and so is the printer's profile" \
    "$(jq -r '.inputs[] | select(.file | endswith("printers/p.ini")) | .sha256' s/r.json)" \
    "$(sha256sum s/printers/p.ini | cut -d ' ' -f 1)"
equal "a spot colour is an ink" "$(jq -c '[.inks[] | [.name, .spot, .most]]' s/r.json)" \
    '[["black",false,100],["DIC 2389",true,100]]'
"$KUMIHAN" build s/job.ini --profile print --set "profile print:spot=no" \
    --date 2026-04-01 -o s/out.pdf --report s/r.json 2>/dev/null
equal "or mixed of the others" "$(jq -c '[.inks[].name]' s/r.json)" '["cyan","yellow","black"]'

# Also when the build fails.
printf '合計は{{nothing}}です。\n' >s/copy.md
rm -f s/out.pdf
"$KUMIHAN" build s/job.ini -o s/out.pdf --report s/r.json 2>/dev/null
equal "a build with errors fails" "$?" 1
equal "and is reported" "$(jq -c '[.good, .output, .totals.errors]' s/r.json)" "[false,null,1]"
has "with what is wrong" "$(jq -r '.messages[0] | .file + .en + .ja' s/r.json)" "nothing"
printf '[nothing]\n' >s/bad.ini
"$KUMIHAN" build s/bad.ini -o s/out.pdf --report s/r.json 2>/dev/null
equal "a job that cannot be read is reported" "$(jq -c '[.good, .inputs[0].file]' s/r.json)" \
    '[false,"s/bad.ini"]'

# The report replaces no file of the build.
small
"$KUMIHAN" build s/job.ini -o s/out.pdf --report s/rows.csv 2>err.txt
equal "never onto an input" "$?" 1
has "which is said" "$(cat err.txt)" "app.output-is-input"
"$KUMIHAN" build s/job.ini -o s/out.pdf --report s/out.pdf 2>err.txt
equal "nor onto the PDF" "$?" 1
has "which is said too" "$(cat err.txt)" "app.output-twice"
expect "which is still a PDF" qpdf --check s/out.pdf
"$KUMIHAN" build s/job.ini -o s/out.pdf --report none/r.json 2>/dev/null
equal "no such folder" "$?" 3
