# --resume with a list that is no longer what it was: rows that are called
# otherwise, that moved, that came, that went.  What the manifest owns is tidied
# up, whenever a run was killed; nothing else is touched.
rm -rf s
batch_job '52mm 74mm' '{file}.pdf' '{{name}} 様'
# list N PREFIX: names of files begin with PREFIX
list() {
    awk -v n="$1" -v p="$2" 'BEGIN { print "id,name,file"
        for (i = 1; i <= n; i++) printf "%d,客%d,%s%d\n", i, i, p, i }'
}
batch() { # OUT OPTION...
    out=$1
    shift
    "$KUMIHAN" batch --lang en s/job.ini --out "$out" "$@" 2>err.txt
    code=$?
}
pdfs() {
    (cd "$1" && ls | grep 'pdf$' | tr '\n' ' ')
}
# fresh: what a new run in a folder of its own makes of the list
fresh() {
    rm -rf whole
    "$KUMIHAN" batch s/job.ini --out whole "$@" 2>/dev/null
}

# The moment between the manifest and the tidying up, made by hand.
list 3 a >s/list.csv
batch o
cp -R o before
list 3 b >s/list.csv
batch o --resume
equal "renamed" "$code $(pdfs o)" "0 b1.pdf b2.pdf b3.pdf "
tail -n +2 o/manifest.csv >new
cat before/manifest.csv new >o/manifest.csv
cp before/a*.pdf o
echo mine >o/mine.pdf
cp o/a3.pdf o/a4.pdf # as if somebody had made it
echo more >>o/a2.pdf # and changed that one
batch o --resume
equal "killed before it was tidied up: the next run does it" "$code $(pdfs o)" \
    "0 a2.pdf a4.pdf b1.pdf b2.pdf b3.pdf mine.pdf "
has "a file that was changed stays, and is told" "$(cat err.txt)" \
    '"a2.pdf" is the edition of a row that is called otherwise now'
rm o/a2.pdf o/a4.pdf o/mine.pdf
fresh
expect "it is what a new run makes" diff -r o whole
batch o --resume
equal "nothing is said twice" "$code $(cat err.txt)" "0 made 0  kept 3"

# The moment between the new names and the lines that tell of them, by hand: the
# journal has the lines, and those that hold are taken over.
rm -rf o && list 3 a >s/list.csv
batch o
unfinished() {
    mv o/manifest.csv o/manifest.journal
    head -1 o/manifest.journal >o/manifest.csv
}
unfinished
batch o --resume
equal "killed before the manifest was told: nothing is made twice" \
    "$code $(cat err.txt)" "0 made 0  kept 3"
unfinished
echo more >>o/a3.pdf
list 3 b >s/list.csv
batch o --resume
equal "and what was made is owned" "$code $(pdfs o)" "0 a3.pdf b1.pdf b2.pdf b3.pdf "
rm o/a3.pdf
fresh
expect "the journal is gone" diff -r o whole
printf 'no journal\n' >o/manifest.journal
batch o --resume
equal "what is none tells of nothing" "$code $(cat err.txt)" "0 made 0  kept 3"

# The same for real: the manifest may grow no more when files have their names.
rm -rf o && list 33 a >s/list.csv
batch o
list 45 a >s/list.csv
size=$(wc -c <o/manifest.csv)
(
    trap '' XFSZ
    ulimit -f $((size / 512 + 1))
    batch o --resume
    exit $code
)
equal "the manifest cannot grow" "$?" 3
expect "files have names that it does not tell" \
    [ "$(ls o | grep -c 'pdf$')" -gt "$(grep -c ,done, o/manifest.csv)" ]
list 45 b >s/list.csv
batch o --resume
fresh
expect "the next run knows of them" diff -r o whole

list 3 b >s/list.csv
rm -rf o && batch o
# A new name that differs in case alone, where the bytes are the same: on some
# file systems the old name is the new file.
list 3 B >s/list.csv
batch o --resume
equal "other letters" "$code $(cat err.txt)" "0 made 3"
fresh
expect "and a new run makes the same" diff -r o whole
# Two rows change names.
printf 'id,name,file\n1,客1,B2\n2,客2,B1\n3,客3,B3\n' >s/list.csv
batch o --resume
fresh
expect "two rows that changed names" diff -r o whole

# What only looks like ours is left alone.
touch o/manifest.csv.parts o/manifest.csv.part-list o/manifest.ini.part0x \
    o/.kumihan-0.part o/.kumihan-1.part.txt o/.kumihan-01.part
batch o --resume
equal "names like ours stay" "$(ls -A o | grep -c part)" 6
rm o/*part* o/.kumihan*
touch o/manifest.csv.part0 o/.kumihan-2.part
batch o --resume
equal "what a crash left goes" "$(ls -A o | grep -c part)" 0

# A list that grows, whose rows move, go and come.
list 6 b >s/list.csv
rm -rf o && batch o
list 9 b >s/list.csv
batch o --resume
equal "rows at the end" "$code $(cat err.txt)" "0 made 3  kept 6"
fresh
expect "are made as in a new run" diff -r o whole
sed -i '3s/客2/新/; 4i 99,途中,b99' s/list.csv
batch o --resume
equal "one changed, one in the middle" "$code $(cat err.txt)" "0 made 2  kept 8"
fresh
expect "rows behind it are known by their keys" diff -r o whole
sed -i '/^5,/d' s/list.csv
batch o --resume
equal "one that went" "$code $(cat err.txt)" "0 made 0  kept 9"
equal "takes its file along" "$(ls o | grep -c '^b5')" 0
fresh
expect "and the rest is a new run's" diff -r o whole
{
    head -1 s/list.csv
    tail -n +2 s/list.csv | tac
} >l && mv l s/list.csv
batch o --resume
equal "in another order" "$code $(cat err.txt)" "0 made 0  kept 9"
fresh
expect "the manifest has that order" diff -r o whole
list 3 c | sed 's/^\([0-9]\)/x\1/' >s/list.csv
cp -R o before2
batch o --resume
equal "a list of other keys altogether" "$code" 2
has "is refused" "$(cat err.txt)" deliver.other-list
expect "and nothing is touched" diff -r o before2

# Shards in one folder.
rm -rf o && list 10 a >s/list.csv
for i in 1 2 3; do batch o --shard $i/3; done
list 12 b >s/list.csv
sed -i '2s/b1$/a2/' s/list.csv # the name of another shard's older file
batch o --resume --shard 1/3
equal "a shard tidies up its own alone" "$(pdfs o)" \
    "a2.pdf a3.pdf a5.pdf a6.pdf a8.pdf a9.pdf b10.pdf b4.pdf b7.pdf "
"$KUMIHAN" batch --lang en --combine o 2>err.txt
has "shards of two states are not combined" "$(cat err.txt)" deliver.combine-other
batch o --resume --shard 2/3
batch o --resume --shard 3/3
fresh
rm whole/manifest*
mkdir -p m && mv o/manifest* m
expect "all of them: what one run makes" diff -r o whole
mv m/* o
"$KUMIHAN" batch --lang en --combine o 2>err.txt
equal "combined" "$? $(cat err.txt)" \
    "0 rows 12  done 12  failed 0  holes 0  doubles 0  lost 0"
# A row in the middle: rows behind it are another shard's now.
sed -i '4i 77,途中,b77' s/list.csv
for i in 1 2 3; do batch o --resume --shard $i/3; done
"$KUMIHAN" batch --lang en --combine o 2>err.txt
equal "a row in the middle of shards" "$? $(cat err.txt)" \
    "0 rows 13  done 13  failed 0  holes 0  doubles 0  lost 0"
fresh
rm whole/manifest* o/manifest*
expect "and no file is lost" diff -r o whole

# Rows that change shards and names while shards are cut off: what one made for a
# row that is now another's stays owned until that one has it.
rm -rf o && list 6 a >s/list.csv
batch o --shard 1/2
batch o --shard 2/2
{
    head -1 s/list.csv
    tail -n +2 s/list.csv | tac # every row is the other shard's
} >l && mv l s/list.csv
batch o --shard 1/2 --resume
equal "rows of the other shard keep their files" "$(pdfs o)" \
    "a1.pdf a2.pdf a3.pdf a4.pdf a5.pdf a6.pdf "
equal "and are owned" "$(grep -c '^0,' o/manifest-1-of-2.journal)" 3
equal "apart from the manifest" "$(cut -d, -f1 o/manifest-1-of-2.csv | tr '\n' ' ')" \
    "row 1 3 5 "
list 6 b >s/list.csv
batch o --shard 1/2 --resume
batch o --shard 2/2 --resume
equal "until the name is nobody's" "$(pdfs o)" \
    "b1.pdf b2.pdf b3.pdf b4.pdf b5.pdf b6.pdf "
equal "then they are not" "$(ls o | grep -c journal)" 0

# Two rows of two shards change names: one is owned until the other is made.
rm -rf o && list 4 a >s/list.csv
batch o --shard 1/2
batch o --shard 2/2
sed -i 's/,a1$/,A/; s/,a2$/,a1/; s/,A$/,a2/' s/list.csv
batch o --shard 1/2 --resume
equal "a row that changes names" "$(cat err.txt)" "made 1  kept 1"
batch o --shard 1/2 --resume
equal "is known by its own line" "$(cat err.txt)" "made 0  kept 2"
sed -i '2i 9,新,a9' s/list.csv
for i in 2 1 2; do batch o --shard $i/2 --resume; done
fresh
rm whole/manifest* o/manifest*.csv o/manifest*.ini
expect "at the end all is as it should be" diff -r o whole

# What is combined is proven by its bytes, and a torn line is a hole.
rm -rf o p && list 7 a >s/list.csv
batch o --shard 1/2
batch p --shard 2/2
printf x | dd of=o/a3.pdf bs=1 seek=20 conv=notrunc 2>/dev/null
"$KUMIHAN" batch --lang en --combine o p --out o 2>err.txt
equal "a file of the same size and other bytes" "$? $(tail -1 err.txt)" \
    "1 rows 7  done 7  failed 0  holes 0  doubles 0  lost 1"
has "is told" "$(cat err.txt)" "a3.pdf\" of row 3 is not what the manifest's hash tells"
batch o --shard 1/2 --resume
equal "its shard makes it again" "$(cat err.txt)" "made 1  kept 3"
n=$(wc -c <p/manifest-2-of-2.csv)
head -c $((n - 9)) p/manifest-2-of-2.csv >t && cp t p/manifest-2-of-2.csv
"$KUMIHAN" batch --lang en --combine o p ./o o/../p --out o 2>err.txt
equal "a torn line is a hole" "$? $(tail -1 err.txt)" \
    "1 rows 7  done 6  failed 0  holes 1  doubles 0  lost 0"
has "is told" "$(cat err.txt)" deliver.torn-line
has "with its row" "$(cat err.txt)" "rows 6 to 6 of the list are in no manifest"
equal "and left as it is" "$(cmp t p/manifest-2-of-2.csv && echo same)" same

# Heads with line ends, quotes and the signs of our own files.
printf '"i\nd","a\\n= ""b"""\n"1\n1",甲\n2,乙\n' >s/list.csv
sed '/^name/d; s/^copy = .*/copy = 本文/' s/job.ini >s/heads.ini
for resume in '' --resume; do
    "$KUMIHAN" batch --lang en s/heads.ini --out h $resume --name '{a\n= "b"}.pdf' 2>err.txt
    equal "a head of two lines $resume" "$? $(pdfs h)" "0 乙.pdf 甲.pdf "
done
equal "can be gone on with" "$(cat err.txt)" "made 0  kept 2"

# Killed at any moment while all rows get new names, forty times over.
rm -rf o && list 120 r0- >s/list.csv
batch o
echo mine >o/r1-1.txt
round=0 cut=0
while [ $round -lt 40 ]; do
    round=$((round + 1))
    # Rows go at the head and come at the end; all are renamed now and then.
    list $((120 + round)) "r$((round / 4))-" | sed "2,$((round + 1))d" >s/list.csv
    "$KUMIHAN" batch s/job.ini --out o --resume --jobs 2 2>err.txt &
    pid=$!
    sleep "0.$(awk -v s=$round 'BEGIN { srand(s); printf "%03d", 8 + rand() * 70 }')"
    kill -KILL $pid 2>/dev/null && cut=$((cut + 1))
    wait $pid 2>/dev/null
done
expect "killed in the middle ($cut times)" [ $cut -gt 10 ]
batch o --resume
equal "gone on with to the end" "$code" 0
fresh
equal "what is not the batch's stays" "$(cat o/r1-1.txt)" mine
rm o/r1-1.txt
expect "the folder is what a new run makes" diff -r o whole

# To look whether a batch is whole leaves it alone: who is at work keeps its
# lock, its manifest its lines.
editions 2>/dev/null || true
batch_job '60mm 40mm' '' '{{id}}'
{ echo id; seq 1 400; } >s/list.csv
rm -rf o p && "$KUMIHAN" batch s/job.ini --out o 2>/dev/null
before=$(stat -c %i o/manifest.csv)
"$KUMIHAN" batch --lang en --combine o 2>err.txt
equal "a whole batch is found whole" "$? $(cat err.txt)" \
    "0 rows 400  done 400  failed 0  holes 0  doubles 0  lost 0"
equal "and its manifest is the file that it was" "$(stat -c %i o/manifest.csv)" "$before"
cp -r o p
cp o/manifest.csv kept
"$KUMIHAN" batch --lang en --combine p o --out o 2>err.txt
has "nor is it written over where others are combined" "$? $(cat err.txt)" \
    "deliver.combine-onto"
expect "not a line" cmp kept o/manifest.csv
