# A hundred thousand rows, made whole to the end, and what that costs next to ten
# thousand.  It takes a minute: only SLOW=1 tries it.
if [ "${SLOW:-0}" != 1 ]; then
    echo "        (100,000 editions are made only with SLOW=1)"
    return 0
fi
batch_job '52mm 74mm' '' '{{name}} 様'
# peak PID: the most kB that a process had in memory, "" when it is gone
peak() {
    sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$1/status" 2>/dev/null
}
# most A B: the greater number, of which B may be missing
most() {
    [ "${2:-0}" -gt "$1" ] && echo "$2" || echo "$1"
}
# make_all ROWS: the editions in ./o; $parent and $worker are peaks in kB
make_all() {
    rm -rf o
    parent=0 worker=0
    awk -v n="$1" 'BEGIN { print "id,name"
        for (i = 1; i <= n; i++) printf "%06d,客%d\n", i, i }' >s/list.csv
    begun=$(date +%s%N)
    "$KUMIHAN" batch --lang en s/job.ini --out o 2>err.txt &
    pid=$!
    while kill -0 $pid 2>/dev/null; do
        parent=$(most $parent "$(peak $pid)")
        for child in $(cat "/proc/$pid/task/$pid/children" 2>/dev/null); do
            worker=$(most $worker "$(peak "$child")")
        done
        sleep 0.1
    done
    wait $pid
    equal "$1 rows: exit code" "$?" 0
    ms=$((($(date +%s%N) - begun) / 1000000))
    printf '        %s rows: %d editions a second; peak kB: parent %d, worker %d\n' \
        "$1" $(($1 * 1000 / ms)) $parent $worker
    awk -F, 'NR > 1 && $7 == "done" { print $6 "  " $3 }' o/manifest.csv >sums
    equal "$1 rows: all are in the manifest" "$(wc -l <sums)" "$1"
    equal "$1 rows: in the list's order" "$(tail -n +2 o/manifest.csv | cut -d, -f1 | sort -nc 2>&1)" ""
    expect "$1 rows: it is the folder, by hash" \
        sh -c 'cd o && sha256sum --quiet -c ../sums'
    equal "$1 rows: and nothing else is there" "$(ls -A o | grep -vc 'pdf$')" 2
}
make_all 10000
few_parent=$parent few_worker=$worker
make_all 100000
# The list is 1.9 MB of text; 16 bytes a row tell where its rows are, 16 more
# where the lines of the manifest are; the table is doubled as it grows.
expect "memory is measured" [ $few_parent -gt 0 ]
expect "the parent keeps little more than the list" \
    [ $((parent - few_parent)) -lt 14000 ]
# A worker also keeps what editions may have in common, up to a bound
# (src/pdf/memory.c).
expect "and a worker what editions have in common" [ $((worker - few_worker)) -lt 32000 ]
expect "all are kept" "$KUMIHAN" batch s/job.ini --out o --resume
expect "and combined" "$KUMIHAN" batch --combine o
