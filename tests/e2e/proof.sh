# --profile proof, --against and --changes.
rows() { # of a list of changes, without its head
    tail -n +2 "$1" | tr -d '\r'
}
copy_project old
copy_project new
"$KUMIHAN" dump old/config/brochure.ini >old.dump

# The same edition.
for old in old/config/brochure.ini old.dump; do
    expect "an unchanged edition against $old" "$KUMIHAN" build \
        new/config/brochure.ini --profile proof --against "$old" --changes c.csv -o p.pdf
    equal "has no changes" "$(rows c.csv)" ""
done
expect "the proof is a PDF" qpdf --check p.pdf
equal "of as many pages" "$(pdfinfo p.pdf | sed -n 's/^Pages: *//p')" 2
equal "which are higher than wide, and wider than the paper" \
    "$(pdfinfo p.pdf | sed -n 's/^Page size: *\([0-9.]*\) x \([0-9.]*\).*/\1 \2/p')" "799.37 841.89"
text=$(pdftotext -raw p.pdf - | squeeze)
has "blocks are named with their places" "$text" "rates-chartbrochure.ini:"
has "the copy is on it" "$text" "日本CSO協会"

# One number.
sed -i 's/6000,10.0%/7123,10.0%/' new/data/countries.csv
expect "a new figure" "$KUMIHAN" build new/config/brochure.ini \
    --profile proof --against old/config/brochure.ini --changes c.csv -o p.pdf
equal "is one change" "$(rows c.csv | cut -d , -f 1-3,6-9)" \
    'text,"rates",1,"6,000","7,123"'
has "and the sources of both" "$(rows c.csv)" 'old/config/figures.ini'
expect "as JSON" "$KUMIHAN" build new/config/brochure.ini --against old.dump --changes c.json -o w.pdf
equal "the same" "$(jq -r '.[] | [.kind, .block, .page, .old, .new] | @tsv' c.json)" \
    "$(printf 'text\trates\t1\t6,000\t7,123')"
has "the proof lists it" "$(pdftotext -raw p.pdf - | squeeze)" "「6,000」→「7,123」"

# Figures in prose, in a table and in a chart: everywhere, and nowhere else.
small
cat >>s/job.ini <<'INI'
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
height = 40mm
INI
i=0
while [ $i -lt 12 ]; do
    printf '\n第%s段落です。この段落は動いても変わりません。\n' $i >>s/copy.md
    i=$((i + 1))
done
cp -R s t
sed -i 's/^西,20$/西,37/' t/rows.csv
expect "a figure in three places" "$KUMIHAN" build t/job.ini --against s/job.ini --changes c.json -o t.pdf
equal "three changes and the sum" \
    "$(jq -r '.[] | [.kind, .block, .old, .new] | @tsv' c.json)" \
    "$(printf 'text\tcopy\t30\t47\ntext\ttable\t20\t37\ntext\tchart\t20\t37')"

# What only moves is no change; what turns differently is none.
cp s/rows.csv t/rows.csv
{
    printf 'まえがきを一段落、前に足しました。これで後のすべての行が下がります。\n\n'
    cat s/copy.md
} >t/copy.md
expect "a paragraph more" "$KUMIHAN" build t/job.ini --against s/job.ini --changes c.json -o t.pdf
equal "is one addition" "$(jq -r '.[] | [.kind, .block, .new] | @tsv' c.json)" \
    "$(printf 'added\tcopy\tまえがきを一段落、前に足しました。これで後のすべての行が下がります。')"
cp s/copy.md t/copy.md
sed 's/^size = 12Q/size = 11Q/' s/job.ini >t/job.ini
expect "another size" "$KUMIHAN" build t/job.ini --against s/job.ini --changes c.json -o t.pdf
equal "changes no word" "$(jq -r '[.[] | select(.kind != "picture")] | length' c.json)" 0

# Pictures, blocks and pages.
sed 's/^height = 40mm/height = 40mm\ncolour = ink/' s/job.ini >t/job.ini
expect "a chart in another colour" "$KUMIHAN" build t/job.ini --against s/job.ini --changes c.json -o t.pdf
equal "is another picture" "$(jq -r '.[] | [.kind, .block] | @tsv' c.json)" "$(printf 'picture\tchart')"
sed -e 's/^\[block table\]/[block figures]/' s/job.ini >t/job.ini
expect "another block" "$KUMIHAN" build t/job.ini --against s/job.ini --changes c.json -o t.pdf
equal "is new, the old one gone" "$(jq -r '.[] | [.kind, .block, .whole] | @tsv' c.json)" \
    "$(printf 'added\tfigures\ttrue\nremoved\ttable\ttrue')"
{
    sed -e '/^\[block chart\]/,$d' s/job.ini
    printf '[page two]\ncolumns = 1\nrow.1 = fill: other\n'
    sed -n '/^\[block chart\]/,$p' s/job.ini | sed 's/^area = main/area = other/'
} >t/job.ini
expect "another page" "$KUMIHAN" build t/job.ini --against s/job.ini --changes c.json -o t.pdf
equal "is told once" "$(jq -r '.[] | [.kind, .block, .page, .old_page] | @tsv' c.json)" \
    "$(printf 'moved\tchart\t2\t1')"

# Faults of layout are shown, and remain faults.
sed 's/^row.1 = fill/row.1 = 20mm/' s/job.ini >t/job.ini
"$KUMIHAN" build t/job.ini --profile proof -o t-proof.pdf 2>err.txt
equal "copy that does not fit fails" "$?" 1
expect "but there is a proof" qpdf --check t-proof.pdf
has "that says it" "$(pdftotext -raw t-proof.pdf - | squeeze)" "[layout.overflow]"
rm -f t.pdf
"$KUMIHAN" build t/job.ini -o t.pdf 2>err.txt
equal "there is no other file" "$(ls t.pdf 2>/dev/null)" ""

# More remarks than the margin holds come behind the last page.
i=0
while [ $i -lt 120 ]; do
    printf '%s番目の段落を書き換えました。\n\n' $i
    i=$((i + 1))
done >s/copy.md
sed 's/段落を/段落は/' s/copy.md >t/copy.md
sed 's/^size = 12Q/size = 6Q/;s/^leading = 20H/leading = 8H/;/^\[block table/,$d' s/job.ini >t/job.ini
cp t/job.ini s/job.ini
expect "many changes" "$KUMIHAN" build t/job.ini --profile proof --against s/job.ini --changes c.json -o t.pdf
equal "all listed" "$(jq length c.json)" 120
has "also the last, on a page behind" "$(pdftotext -f 2 -raw t.pdf - | squeeze)" "120"

# What cannot be compared.
printf 'page 1 10 10\nnonsense\n' >bad.dump
"$KUMIHAN" build t/job.ini --against bad.dump --changes c.csv -o t.pdf 2>err.txt
equal "no dump" "$?" 1
has "which is said with its line" "$(cat err.txt)" "line 2: nonsense"
"$KUMIHAN" build t/job.ini --against none.dump --changes c.csv -o t.pdf 2>err.txt
equal "no such file" "$?" 1
"$KUMIHAN" build t/job.ini --against t.pdf --changes c.csv -o t.pdf 2>err.txt
has "a PDF is no edition" "$(cat err.txt)" "compare.no-dump"
printf '[nothing]\n' >s/bad.ini
"$KUMIHAN" build t/job.ini --against s/bad.ini --changes c.csv -o t.pdf 2>err.txt
has "nor is a job with faults" "$(cat err.txt)" "app.against"
"$KUMIHAN" build t/job.ini --against s/job.ini -o t.pdf 2>err.txt
equal "a comparison that nothing shows" "$?" 2
"$KUMIHAN" build t/job.ini --changes c.csv -o t.pdf 2>err.txt
equal "a list of nothing" "$?" 2

# What a printer does not take.
"$KUMIHAN" build old/config/brochure.ini --profile proof --printer newspaper -o n.pdf --report n.json 2>err.txt
equal "pages for another printer" "$?" 1
expect "have a proof" qpdf --check n.pdf
has "which shows what is wrong, in its language" "$(pdftotext -raw n.pdf - | squeeze)" "[inspect.line]"
equal "all that is said" \
    "$(pdftotext n.pdf - | squeeze | grep -o '\[inspect\.[a-z-]*\]' | wc -l)" \
    "$(grep -c '\[inspect\.' err.txt)"
"$KUMIHAN" build old/config/brochure.ini --profile print --printer newspaper -o n2.pdf 2>err.txt
equal "they are not written for print" "$? $(ls n2.pdf 2>/dev/null)" "1 "
"$KUMIHAN" build old/config/brochure.ini --profile proof --printer nobody -o n2.pdf 2>err.txt
equal "a printer that nobody knows" "$?" 2
