# A batch that is killed, stopped, or runs out of disk loses nothing.
rm -rf s
batch_job A6 '' '{{name}} 様、番号{{id}}'
list() {
    awk -v n="$1" 'BEGIN { print "id,name"; for (i = 1; i <= n; i++) printf "%06d,客%d\n", i, i }'
}
list 300 >s/list.csv
batch() {
    "$KUMIHAN" batch --lang en s/job.ini "$@"
}
batch --out whole 2>/dev/null

# Killed at any moment, parent or worker, and gone on with, sixty times.
round=0 finished=0 torn=0
while [ $round -lt 60 ]; do
    round=$((round + 1))
    [ -d o ] || mkdir o
    "$KUMIHAN" batch --lang en s/job.ini --out o --resume 2>err.txt &
    pid=$!
    sleep "0.$(awk -v s=$round 'BEGIN { srand(s); printf "%03d", 5 + rand() * 150 }')"
    if [ $((round % 4)) = 0 ]; then
        pkill -KILL -P $pid 2>/dev/null
    fi
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    # What the manifest calls done is there, whole, at any time.
    awk -F, '/,done,/ { print $6 "  " $3 }' o/manifest.csv >sums 2>/dev/null
    (cd o && sha256sum --quiet -c ../sums >/dev/null 2>&1) || [ ! -s sums ] || torn=$((torn + 1))
    if [ "$(wc -l <sums)" -ge 300 ]; then
        finished=$((finished + 1))
        batch --out o --resume 2>/dev/null # once the orphans are gone
        rm -rf o
    fi
done
equal "killed 60 times: what is called done is whole" "$torn" 0
expect "most of them before the end" [ $finished -lt 50 ]
[ -d o ] || mkdir o
expect "gone on with to the end" batch --out o --resume
expect "it is what one run makes" diff -r o whole

# A worker that dies costs its row alone.
list 3000 >s/list.csv
rm -rf o whole
batch --out whole 2>/dev/null
"$KUMIHAN" batch --lang en s/job.ini --out o --jobs 2 2>err.txt &
pid=$!
sleep 0.3
pkill -SEGV -P $pid
wait $pid
equal "workers died: exit code" "$?" 1
expect "they cost at most the rows they were at" \
    [ "$(grep -c ',failed,' o/manifest.csv)" -le 2 ]
expect "the rest is there" [ "$(grep -c ',done,' o/manifest.csv)" -ge 2998 ]
has "and it is said" "$(cat err.txt)" "the worker died (signal 11)"
expect "they can be made again" batch --out o --resume
expect "as they would have been" diff -r o whole

# Stopped by hand: what is begun is finished, nothing is left over.
rm -rf o
"$KUMIHAN" batch --lang en s/job.ini --out o 2>err.txt &
pid=$!
sleep 0.3
kill -TERM $pid
wait $pid
equal "stopped: the shell sees the signal" "$?" 143
done=$(grep -c ',done,' o/manifest.csv)
expect "stopped: before the end" [ "$done" -lt 3000 ]
equal "stopped: the files are those of the manifest" "$(ls o | grep -c 'pdf$')" "$done"
equal "stopped: no part is left" "$(find o -name '.kumihan*')" ""
has "stopped: how to go on" "$(cat err.txt)" "--resume"
expect "gone on with" batch --out o --resume
expect "to the same end" diff -r o whole

# A full disk.
list 300 >s/list.csv
rm -rf whole
batch --out whole 2>/dev/null
full=$PWD/full
mkdir full
if mount -t tmpfs -o size=900k kumihan-test "$full" 2>/dev/null; then
    batch --out full/o 2>err.txt
    equal "full disk: exit code" "$?" 3
    has "full disk: said, with what to do" "$(cat err.txt)" "then go on with --resume"
    awk -F, '/,done,/ { print $6 "  " $3 }' full/o/manifest.csv >sums
    expect "full disk: some are done" [ -s sums ]
    expect "full disk: all of them whole" sh -c 'cd full/o && sha256sum --quiet -c ../../sums'
    equal "full disk: no part is left" "$(find full/o -name '.kumihan*')" ""
    mount -o remount,size=20m "$full"
    expect "with room it goes on" batch --out full/o --resume
    expect "to the same end" diff -r full/o whole
    umount "$full"
else
    echo "        (no tmpfs could be mounted: the full disk is not tried)"
fi
(
    trap '' XFSZ
    ulimit -f 8
    batch --out small 2>err.txt
)
equal "a file that may not grow: exit code" "$?" 3

# A hundred thousand rows: two thousandths of them made, all of them counted.
list 100000 >s/list.csv
batch --out many --shard 77/500 --format json >events.txt 2>err.txt
equal "of 100,000 rows every 500th" "$(tail -1 events.txt | jq -c '[.rows, .made]')" "[200,200]"
equal "from the 77th" "$(ls many | grep -m1 pdf)" "000077.pdf"
