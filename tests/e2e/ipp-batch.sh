# Printing a batch over IPP: in order, once each, whatever ends the program.
. "$ROOT/tests/lib/ipp.sh"
editions || exit 1

# --- a batch -------------------------------------------------------------------------
printer list
run_print --manifest batch/manifest.csv --to "$uri"
equal "a dry run of a batch" "$code $(ls batch | grep -c printed)" "0 0"
has "tells what the batch did not make" "$out" "1 more"
run_print --manifest batch/manifest.csv --to "$uri" --go
equal "all of a batch are printed" "$code
$(printed list)" "0
$all"
equal "in the order of the list" "$(cut -d' ' -f3 list/printed | tr '\n' ' ')" \
    "1.pdf 2.pdf 3.pdf 4.pdf 5.pdf 6.pdf "
cp batch/2.pdf keep.pdf
cp batch/3.pdf batch/2.pdf
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "a file that is not the manifest's: exit code 1" "$code" 1
cp keep.pdf batch/2.pdf
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "resume prints nothing twice" "$code
$(printed list)" "0
$all"

# --- one job after the other fails ----------------------------------------------------------
rm batch/printed.csv
printer broken abort=9
run_print --manifest batch/manifest.csv --to "$uri" --go
equal "after three jobs in a row the printer is given up" "$code $(states batch/printed.csv)" \
    "3 sending accepted sent aborted sending accepted sent aborted sending accepted sent aborted"
has "which is said" "$out" "print.gave-up"

# --- a full disk ----------------------------------------------------------------------
# The record has room for "sending", not for the job's number: no document may
# leave, and no job stay behind.
printer full
{
    echo 'row,key,file,sha256,printer,token,job_id,state,message,time'
    printf '"","","b.pdf","","","",1,printed,"%0220d",\n' 0
} >full.csv
out=$(trap '' XFSZ && ulimit -f 1 && timeout 60 "$KUMIHAN-print" a.pdf --lang en \
    --to "$uri" --go --record full.csv --resume 2>&1)
equal "a full disk: exit code" "$?" 3
has "a full disk is said" "$out" "print.record-unwritable"
equal "a full disk: nothing is printed" "$(states full.csv) $(printed full)" "printed sending "
equal "a full disk: the empty job is cancelled" "$(cat full/cancelled)" 1
run_print a.pdf --to "$uri" --go --record full.csv --resume
equal "with room again it is printed, once" "$code $(states full.csv) $(printed full)" \
    "0 printed sending accepted refused sending accepted sent completed 1 a.pdf"

# --- Ctrl-C, and a second program -----------------------------------------------------
rm batch/printed.csv
printer slow ms=3000
(
    trap - INT
    exec "$KUMIHAN-print" --lang en --manifest batch/manifest.csv --to "$uri" --go
) >slow.log 2>&1 &
pid=$!
for _ in $(seq 100); do
    grep -q ',sent,' batch/printed.csv 2>/dev/null && break
    sleep 0.1
done
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "a record in use is left alone" "$code" 3
has "and it is said" "$out" "print.record-locked"
kill -TERM "$pid"
wait "$pid"
equal "a stop is exit code 3" "$?" 3
has "and says that the printer keeps the job" "$(cat slow.log)" "print.stopped"
equal "the record tells how far it came" "$(states batch/printed.csv)" "sending accepted sent"

# A printer that is busy is waited for; Ctrl-C ends that, and is not its fault.
printer engaged busy=99
"$KUMIHAN-print" --lang en a.pdf --to "$uri" --go --record engaged.csv >engaged.log 2>&1 &
pid=$!
for _ in $(seq 100); do
    grep -q 'is busy' engaged.log && break
    sleep 0.1
done
kill -TERM "$pid"
wait "$pid"
equal "a stop while the printer is busy: exit code, record" "$? $(states engaged.csv)" "3 sending refused"
has "it is said that it was a stop" "$(cat engaged.log)" "print.interrupted"
equal "and not that the printer was too slow" "$(grep -c print.busy engaged.log)" 0

# A printer that reads no more, with half of the document: Ctrl-C is heard.
printer frozen send-freeze
"$KUMIHAN-print" --lang en large.pdf --to "$uri" --go --record frozen.csv >frozen.log 2>&1 &
pid=$!
for _ in $(seq 100); do
    grep -q ',accepted,' frozen.csv 2>/dev/null && break
    sleep 0.1
done
sleep 0.5
kill -TERM "$pid"
begun=$(date +%s)
wait "$pid"
equal "a stop of a frozen printer is exit code 3" "$?" 3
expect "and does not wait for it" [ $(($(date +%s) - begun)) -lt 10 ]
has "and says how to go on" "$(cat frozen.log)" "--resume"

# --- kill -9 at any moment ---------------------------------------------------------------
# The delays are in milliseconds and no multiples of each other.
rm batch/printed.csv
printer killed ms=100 read-ms=12
runs=0
for delay in 31 47 67 89 113 139 163 193 223 251 277 307 337 367 397 431 59 83 149 211 293 181 101 353; do
    "$KUMIHAN-print" --manifest batch/manifest.csv --to "$uri" --go --resume \
        >killed.log 2>&1 &
    pid=$!
    sleep "0.$(printf %03d "$delay")"
    kill -9 "$pid" 2>/dev/null && runs=$((runs + 1))
    wait "$pid" 2>/dev/null
done
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "after $runs kills each edition came out once" "$code
$(printed killed)" "0
$all"
for i in 1 2 3 4 5 6; do
    n=$(awk -v f="$i.pdf" '$3 == f { print $1 }' killed/printed)
    cmp -s "batch/$i.pdf" "killed/$n.pdf" || fail "edition $i came out whole"
done
