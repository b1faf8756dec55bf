# kumihan batch: an edition for each row of a list, each as a build of its own.
editions() {
    rm -rf s && mkdir -p s
    cat >s/job.ini <<'INI'
[document]
title = "{{name}}様 ご案内"
[batch]
list = list.csv
key = id
name = {id}_{name}.pdf
[font body]
japanese = BIZ UDGothic Regular
[colour ink]
rgb = "#102030"
[style body]
font = body
size = 10pt
leading = 16pt
colour = ink
[source rows]
file = rows.csv
[records some]
sql = SELECT 名, 数 FROM rows WHERE 地 = :region
[value total]
source = some
column = 数
aggregate = sum
[page p]
size = A5
columns = 1
row.1 = fill: main
[block head]
type = text
area = main
copy = "{{name}} 御中（{{region}}、{{n|#,##0}}社）　合計{{total}}、番号{{id}}"
[block east]
type = text
area = main
when = {{region}} == 関東, 東北
copy = 東の皆様へ
[block big]
type = text
area = main
when = {{n}} >= 1000 and {{region}} != 関西
copy = 多数
[block own]
type = text
area = main
file = copy-{{region}}.md
INI
    printf '名,数,地\n東,10,関東\n西,20,関西\n北,5,関東\n' >s/rows.csv
    printf '関東の文です。\n' >s/copy-関東.md
    printf '関西の*文*です。\n' >s/copy-関西.md
    cat >s/list.csv <<'CSV'
id,name,region,n,set:style body:size
001,山田商事,関東,1234,
002,髙橋工業,関西,12,12pt
003,"佐藤、""本店""",関東,9,
004,"二行の
名前",関東,2000,
CSV
}
batch() {
    "$KUMIHAN" batch --lang en s/job.ini --out o "$@" 2>err.txt
    code=$?
}
# The manifest's files are those of the folder, by hash.
whole() {
    awk -F, 'NR > 1 && /,done,/ { print $6 "  " $3 }' o/manifest.csv >sums
    equal "$1: the manifest is the folder" \
        "$(cd o && sha256sum --quiet -c ../sums 2>&1; ls | grep -c 'pdf$')" \
        "$(wc -l <sums)"
    equal "$1: and nothing else is there" "$(find o -name '.kumihan*')" ""
}

editions
sed -i '/^004/,$d' s/list.csv
batch
equal "good rows" "$code" 1
has "one with a sign that is none for a file fails alone" "$(cat err.txt)" \
    "s/list.csv:4: error: \"003_佐藤、\"本店\".pdf\" cannot be the name of a file"
sed -i 's/""本店""/本店/' s/list.csv
batch --resume
equal "corrected, it is made" "$code $(cat err.txt)" "0 made 1  kept 2"
whole "three rows"
for row in 1 2 3; do
    file=$(cd o && ls | sed -n "${row}p")
    "$KUMIHAN" build s/job.ini --row $row -o one.pdf
    expect "row $row is what a build of its own makes" cmp one.pdf "o/$file"
done
has "values, SQL and conditions are the row's" "$(pdftotext o/001_山田商事.pdf -)" \
    "山田商事 御中（関東、1,234社）　合計15、番号001
東の皆様へ
多数
関東の文です。"
equal "and another's" "$("$KUMIHAN" dump --words s/job.ini --row 2)" \
    "髙橋工業 御中（関西、12社）　合計20、番号002
関西の文です。"
has "titles too" "$(pdfinfo o/002_髙橋工業.pdf)" "髙橋工業様 ご案内"
for row in 1 2; do
    "$KUMIHAN" dump s/job.ini --row $row | grep -q ' 152400 ' && echo $row
done >twelve
equal "a column that sets a key, in its rows alone" "$(cat twelve)" 2
for jobs in 1 3; do
    rm -rf o && batch --jobs $jobs && mv o/manifest.csv m$jobs && mv o o$jobs
done
expect "the same manifest with any number of workers" cmp m1 m3
expect "and the same files" diff -r o1 o3
rm -rf o1 o3

# One row's faults are its own.
editions
cat >s/list.csv <<'CSV'
id,name,region,n,set:style body:size
1,甲,関東,1,
2,乙,九州,1,
3,丙,関東,x,
4,丁,関東,1,9Qx
5,戊,関東
6,己,北海道,1,
7,庚,関西,1,
CSV
sed -i 's/aggregate = sum/aggregate = count/' s/job.ini
rm -rf o && batch
equal "bad rows: exit code" "$code" 1
equal "the others are made" "$(ls o | grep pdf)" "1_甲.pdf
7_庚.pdf"
equal "and all are in the manifest" "$(cut -d, -f1,7 o/manifest.csv | tail -n +2)" \
    "1,done
2,failed
3,failed
4,failed
5,failed
6,failed
7,done"
said=$(cat err.txt)
has "a file that is not there: the cell" "$said" "s/list.csv:3:5: error: cannot read \"s/copy-九州.md\""
has "no number: the condition" "$said" "s/job.ini:40:8: error: \"x\" is no number"
has "no length: the cell" "$said" "s/list.csv:5:10: error: \"size\" is \"9Qx\""
has "too few fields: the row" "$said" "s/list.csv:6: error: this row has 3 fields"
whole "bad rows"

# What is wrong with the list as a whole is said before the first page.
refuse() {
    rm -rf o
    batch
    equal "$1: exit code" "$code" "$4"
    has "$1" "$(cat err.txt)" "$2"
    has "$1: where" "$(cat err.txt)" "$3"
    equal "$1: nothing is made" "$(ls o 2>/dev/null)" ""
}
printf 'id,name,region,n\n1,甲,関東,1\n1,乙,関東,1\n' >s/list.csv
refuse "two rows of one key" deliver.same-key "s/list.csv:3" 1
printf 'id,name,region,n\na,甲,関東,1\nA,甲,関東,1\n' >s/list.csv
refuse "keys that differ in case alone" deliver.same-key "s/list.csv:3" 1
sed -i 's/^name = .*/name = {name}.pdf/' s/job.ini
printf 'id,name,region,n\n1,甲,関東,1\n2,甲,関東,1\n' >s/list.csv
refuse "two rows of one file name" deliver.same-file "s/list.csv:3" 1
printf 'id,name,region,n\n' >s/list.csv
refuse "a list without rows" data.list-empty "s/list.csv" 1
printf 'id,name,region,id\n1,2,3,4\n' >s/list.csv
refuse "two columns of one head" data.list-head-twice "s/list.csv:1:16" 1
printf 'id,name,region,n\n1,"甲,関東,1\n2,乙,関東,2\n' >s/list.csv
refuse "a quote that is never closed" data.list-open-quote "s/list.csv:2" 1
printf 'id,name,region,n\n1,\377\376,関東,1\n' >s/list.csv
refuse "bytes that are no text" "s/list.csv:2:3" "data." 1
printf 'id,name,region,n\n1,甲,関東,1\n' >s/list.csv
sed -i 's/^name = .*/name = {nam}.pdf/' s/job.ini
refuse "a pattern without its column" deliver.column "s/job.ini:6" 1
sed -i 's/^name = .*/name = {name}.pdf/; s/^key = .*/key = nr/' s/job.ini
refuse "a key without its column" deliver.column "nr" 1
printf 'id,total,region,n,name\n1,甲,関東,1,乙\n' >s/list.csv
sed -i 's/^name = .*/name = {id}.pdf/; s/^key = .*/key = id/' s/job.ini
rm -rf o && batch
has "a column called like a figure" "$(cat err.txt)" data.row-value

# The list's encoding, and names for it on the command line.
editions
sed -i '/^004/,$d; s/""本店""/本店/' s/list.csv
sed -i 's/髙橋/高橋/' s/list.csv
iconv -f UTF-8 -t CP932 s/list.csv >other.csv
rm -rf o && batch --each other.csv --name 'n-{id}.pdf'
equal "CP932, named on the command line" "$code $(ls o | grep pdf | tr '\n' ' ')" \
    "0 n-001.pdf n-002.pdf n-003.pdf "
has "its text" "$(pdftotext o/n-002.pdf -)" "高橋工業 御中"

# Going on: what is the same is kept, what is not is made again.
events() {
    batch --each other.csv --name 'n-{id}.pdf' --resume --format json >events.txt
    jq -r 'select(.event == "edition") | "\(.row) \(.status)"' events.txt
}
batch --each other.csv --name 'n-{id}.pdf'
equal "an older manifest is never mixed with a new run" "$code" 2
has "which is said" "$(cat err.txt)" deliver.manifest-exists
batch --each other.csv --name 'm-{id}.pdf' --resume
equal "nor are other names" "$code" 2
has "which is said, too" "$(cat err.txt)" deliver.other-batch
equal "nothing to do" "$(events | sort)" "1 kept
2 kept
3 kept"
equal "the last event" "$(tail -1 events.txt | jq -c '[.event, .made, .kept, .failed]')" \
    '["end",0,3,0]'
printf x >>o/n-001.pdf
rm o/n-003.pdf
equal "files that are not what they were" "$(events | sort)" "1 done
2 kept
3 done"
printf '関西は新しい文です。\n' >s/copy-関西.md
equal "a file that a row names" "$(events | sort)" "1 kept
2 done
3 kept"
printf '名,数,地\n東,11,関東\n西,20,関西\n' >s/rows.csv
equal "a file that all need" "$(events | sort)" "1 done
2 done
3 done"
sed 's/^003/009/' other.csv >o.csv && mv o.csv other.csv
equal "another row: its new name" "$(events | sort)" "1 kept
2 kept
3 done"
equal "and the older file is gone" "$(ls o | grep pdf | tr '\n' ' ')" \
    "n-001.pdf n-002.pdf n-009.pdf "
whole "gone on"
printf '4,broken' >>o/manifest.csv
equal "a torn last line is cut off" "$(events | sort)" "1 kept
2 kept
3 kept"
printf '"nonsense"\n' >>o/manifest.csv
batch --each other.csv --name 'n-{id}.pdf' --resume
has "a damaged line is said" "$(cat err.txt)" "o/manifest.csv:5"

# Only one batch at a time.
rm -rf o && mkdir o && : >o/manifest.csv
(flock 9 && sleep 5) 9>>o/manifest.csv &
sleep 1
batch --resume
equal "another batch is at work" "$code" 3
has "which is said" "$(cat err.txt)" deliver.manifest-busy
wait

# Shards, and all of them together.
editions
{
    echo 'id,name,region,n'
    i=1
    while [ $i -le 10 ]; do
        echo "$i,客$i,関東,$i"
        i=$((i + 1))
    done
} >s/list.csv
combine() {
    "$KUMIHAN" batch --lang en --combine "$@" 2>err.txt
    code=$?
}
rm -rf o p && mkdir p
for i in 1 2 3; do
    "$KUMIHAN" batch s/job.ini --out p/$i --shard $i/3 2>/dev/null
done
equal "every third row" "$(ls p/2)" "2_客2.pdf
5_客5.pdf
8_客8.pdf
manifest-2-of-3.csv
manifest-2-of-3.ini"
combine p/1 p/2 p/3 --out p
equal "together they are whole" "$code $(cat err.txt)" \
    "0 rows 10  done 10  failed 0  holes 0  doubles 0  lost 0"
equal "in the list's order, files as seen from there" \
    "$(cut -d, -f1,3 p/manifest.csv | sed -n '2,4p' | tr '\n' ' ')" \
    "1,1/1_客1.pdf 2,2/2_客2.pdf 3,3/3_客3.pdf "
combine p/1 p/3 --out p
equal "a hole is an error" "$code" 1
has "and said" "$(cat err.txt)" "rows 2 to 2 of the list are in no manifest"
cp -R p/1 p/4
combine p/1 p/2 p/3 p/4 --out p
has "a double" "$(cat err.txt)" "row 1 is in \"p/1/manifest-1-of-3.csv\" and in \"p/4"
rm -r p/4 p/2/5_客5.pdf
combine p/1 p/2 p/3 --out p
has "a file that is lost" "$(cat err.txt)" "of row 5 is not there"
echo '11,客,関東,1' >>s/list.csv
"$KUMIHAN" batch s/job.ini --out q --shard 2/3 2>/dev/null
combine p/1 q p/3 --out p
has "a shard of another list" "$(cat err.txt)" deliver.combine-other
combine s
has "a folder without any" "$(cat err.txt)" deliver.combine-none
rm -rf q
SLURM_ARRAY_TASK_ID=13 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_STEP=1 \
    SLURM_ARRAY_TASK_COUNT=4 "$KUMIHAN" batch s/job.ini --out q 2>/dev/null
equal "an array task of Slurm" "$(ls q | grep pdf | tr '\n' ' ')" "4_客4.pdf 8_客8.pdf "
rm -rf q
JOB_COMPLETION_INDEX=0 "$KUMIHAN" batch s/job.ini --out q --shard /6 2>/dev/null
equal "an indexed Job" "$(ls q | grep pdf | tr '\n' ' ')" "1_客1.pdf 7_客7.pdf "
JOB_COMPLETION_INDEX=0 "$KUMIHAN" batch s/job.ini --out r 2>err.txt
equal "which does not tell how many there are" "$?" 2
"$KUMIHAN" batch s/job.ini --out r --shard 4/3 2>err.txt
equal "a shard beyond the last" "$?" 2

rm -rf q
"$KUMIHAN" batch s/job.ini --out q --shard 1/2 2>/dev/null
"$KUMIHAN" batch --lang en s/job.ini --out q 2>err.txt
equal "a folder is divided in one way" "$?" 2
has "which is said" "$(cat err.txt)" deliver.other-batch
equal "and left as it was" "$(ls q | grep -v pdf | tr '\n' ' ')" \
    "manifest-1-of-2.csv manifest-1-of-2.ini "

# Words that the command does not know, or lacks.
"$KUMIHAN" batch s/job.ini 2>err.txt
equal "no folder" "$?" 2
small
"$KUMIHAN" batch --lang en s/job.ini --out r 2>err.txt
equal "no list" "$?" 1
has "which is said" "$(cat err.txt)" app.batch-list
"$KUMIHAN" build --lang en s/job.ini --row 2 -o r.pdf 2>err.txt
equal "a row of no list" "$?" 2

# What a folder holds is not overwritten, nor does one bad name stop all.
editions
sed -i 's/^key = .*/key = id/; s/^name = .*/name = {id}/' s/job.ini
printf 'id,name,region,n\nmanifest.csv,甲,関東,1\nx,乙,関東,2\nlist.csv,丙,関東,3\n' >s/list.csv
"$KUMIHAN" batch --lang en s/job.ini --out s 2>err.txt
equal "names of the batch's own and of files that the job reads" "$?" 1
equal "fail their rows alone" "$(cut -d, -f1,2,7 s/manifest.csv | tail -n +2)" "1,manifest.csv,failed
2,x,done
3,list.csv,failed"
equal "and the list is as it was" "$(wc -l <s/list.csv)" 4
editions
sed -i '/^003/,$d' s/list.csv
rm -rf o && mkdir -p o/002_髙橋工業.pdf
batch
equal "a folder of that name fails its row alone" "$code $(grep -c ,done, o/manifest.csv)" "1 1"
rm -rf o p && batch --shard 1/2 --name '{id}.pdf'
"$KUMIHAN" batch s/job.ini --out p --shard 2/2 --name '{id}.pdf' 2>/dev/null
"$KUMIHAN" batch --combine o p 2>/dev/null
batch --resume --name '{id}.pdf'
equal "a combined manifest is not gone on with" "$code" 2
equal "and the other folder keeps its files" "$(ls p | grep pdf)" "002.pdf"

# A column that is meant to set a key and cannot is said once, at its head.
editions
sed -i '1s/n,.*/n,SET:style body:size/; /^003/,$d' s/list.csv
refuse "a column that sets nothing" config.row-column-form "s/list.csv:1:16: error" 1
sed -i '1s/SET:.*/set:style bodi:size/' s/list.csv
refuse "a column of no section" config.row-section "s/list.csv:1:16: error" 1
equal "once" "$(grep -c row-section err.txt)" 1
sed -i '1s/set:.*/set:batch:name/' s/list.csv
refuse "a column of the batch itself" config.row-key "s/list.csv:1:16: error" 1
"$KUMIHAN" check --lang en s/job.ini 2>err.txt
has "a check says it too" "$(cat err.txt)" "s/list.csv:1:16: error"

# A pattern that gives no row a name is said once, where it stands.
editions
for name in 'sub/{id}.pdf' '.{id}.pdf' 'manifest-{id}.pdf'; do
    sed -i "s|^name = .*|name = $name|" s/job.ini
    refuse "the pattern $name" deliver.name-pattern "s/job.ini:6:8: error" 1
    equal "once: $name" "$(wc -l <err.txt)" 1
done
printf 'id,name,region,n\n1,Straße,関東,1\n2,STRASSE,関東,2\n' >s/list.csv
sed -i "s|^name = .*|name = {name}.pdf|" s/job.ini
refuse "names that some file systems take for one" deliver.same-file "s/list.csv:3" 1

# --- what is wrong with the sheets of all rows is said once
rm -rf o && batch --out o --impose saddle --sheet A9
equal "sheets that hold no page: exit code" "$code" 1
equal "said once" "$(grep -c 'error' err.txt)" 1
equal "before the first page" "$(ls o 2>/dev/null)" ""
