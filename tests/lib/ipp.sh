# Sourced by the tests that print over IPP.
. "$ROOT/tests/lib/servers.sh"
unset CUPS_SERVER

# printer NAME [FAULT ...]: a new faulty printer; its address is in $uri.
printer() {
    dir=$1
    shift
    mkdir "$dir"
    python3 "$ROOT/tests/tools/faulty-ipp.py" "$dir" "$@" 2>"$dir/log" &
    pids="$pids $!"
    wait_for "$dir/port" || fail "a printer starts" "$(cat "$dir/log")"
    uri=ipp://127.0.0.1:$(cat "$dir/port")/ipp/print
}

# run_print ARGUMENT ...: output in $out, exit code in $code; a minute at most.
run_print() {
    out=$(timeout 60 "$KUMIHAN" print --lang en --wait 20 "$@" 2>&1)
    code=$?
}

# states FILE: the states of a record in order, in one line.
states() {
    sed 1d "$1" | grep -oE ',(sending|accepted|sent|completed|aborted|canceled|refused|printed|again),' |
        tr -d '\n' | sed 's/,,/ /g; s/^,//; s/,$//'
}

printed() { # DIR: what came out, each file with its number of jobs
    [ -f "$1/printed" ] || return 0
    cut -d' ' -f3- "$1/printed" | sort | uniq -c | sed 's/^ *//'
}

# answers URI: the printer answers within ten seconds.
answers() {
    for _ in $(seq 50); do
        "$KUMIHAN" print a.pdf --to "$1" >/dev/null 2>&1 && return 0
        sleep 0.2
    done
    return 1
}

# What comes out when each edition of ./batch is printed once.
all='1 1.pdf
1 2.pdf
1 3.pdf
1 4.pdf
1 5.pdf
1 6.pdf'

# editions: a.pdf, large.pdf, and ./batch of six with a manifest.  All but a.pdf
# are larger than what a socket holds, so that they can be cut in half.
editions() {
    small
    mkdir batch
    "$KUMIHAN" build s/job.ini -o a.pdf || return 1
    head -c 300000 /dev/urandom >noise
    qpdf a.pdf --add-attachment noise -- large.pdf
    for i in 1 2 3 4 5 6; do
        echo "$i" >number
        qpdf large.pdf --add-attachment number -- "batch/$i.pdf"
    done
    {
        echo 'row,key,file,pages,bytes,sha256,status,message,input'
        for i in 3 1 2 4 5 6; do # as workers end
            sum=$(sha256sum "batch/$i.pdf" | cut -d' ' -f1)
            echo "$i,支店$i,$i.pdf,1,1,$sum,done,,"
        done
        echo '7,支店7,7.pdf,0,0,,failed,ない,'
    } >batch/manifest.csv
}
