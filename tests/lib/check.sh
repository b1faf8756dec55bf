# Sourced by every end-to-end test: ways to say what must hold.

pass() {
    printf 'pass %s\n' "$1" >>"$results"
    printf 'ok      %s: %s\n' "$name" "$1"
}

fail() {
    printf 'fail %s\n' "$1" >>"$results"
    printf 'FAILED  %s: %s\n' "$name" "$1"
    [ $# -lt 2 ] || printf '%s\n' "$2" | sed 's/^/        /' | head -20
}

# expect WHAT COMMAND...: the command succeeds.
expect() {
    what=$1
    shift
    if out=$("$@" 2>&1); then pass "$what"; else fail "$what" "$out"; fi
}

# equal WHAT FOUND WANTED
equal() {
    if [ "$2" = "$3" ]; then
        pass "$1"
    else
        fail "$1" "found: $2
wanted: $3"
    fi
}

# has WHAT TEXT PART: TEXT holds PART.
has() {
    case $2 in
    *"$3"*) pass "$1" ;;
    *) fail "$1" "wanted: $3
in: $2" ;;
    esac
}

# A copy of the project's inputs, to be changed at will.
copy_project() {
    mkdir -p "$1"
    cp -R "$ROOT/config" "$ROOT/data" "$1/"
}

# squeeze: all white space removed, ideographic too.
squeeze() {
    tr -d ' \t\n\r\f' | sed 's/　//g'
}

# small: a project of one page and one block of text in ./s.
small() {
    rm -rf s && mkdir -p s
    cat >s/job.ini <<'INI'
[document]
title = 試験
[colour ink]
rgb = "#102030"
[font gothic]
japanese = BIZ UDGothic Regular
[style body]
font = gothic
size = 12Q
leading = 20H
colour = ink
[source rows]
file = rows.csv
[value total]
source = rows
column = 数
aggregate = sum
[page one]
columns = 1
row.1 = fill: main
[block copy]
type = text
area = main
file = copy.md
INI
    printf '名,数\n東,10\n西,20\n' >s/rows.csv
    printf '合計は{{total}}です。\n' >s/copy.md
}

# batch_job SIZE NAME COPY: the job of a batch in ./s, of one page of SIZE with
# COPY, from s/list.csv; NAME is the pattern of names, "" for that of the key.
batch_job() {
    mkdir -p s
    {
        printf '[document]\ntitle = 試験\n[batch]\nlist = list.csv\n'
        [ -z "$2" ] || printf 'name = %s\n' "$2"
        cat <<INI
[font body]
japanese = BIZ UDGothic Regular
[style body]
font = body
size = 10pt
leading = 16pt
[page p]
size = $1
columns = 1
row.1 = fill: main
[block head]
type = text
area = main
copy = "$3"
INI
    } >s/job.ini
}

# bad WHAT PLACE ID: building ./s fails so, in both languages, and leaves
# the older output alone.
bad() {
    printf 'older' >s/out.pdf
    en=$("$KUMIHAN" build --lang en s/job.ini -o s/out.pdf 2>&1)
    code=$?
    ja=$("$KUMIHAN" build --lang ja s/job.ini -o s/out.pdf 2>&1)
    line=$(printf '%s\n' "$en" | grep -F "[$3]" | head -1)
    if [ "$code" -ne 1 ]; then
        fail "$1: exit code $code" "$en"
    elif [ "$(cat s/out.pdf)" != older ] || [ "$(ls s/*.part* 2>/dev/null)" ]; then
        fail "$1: the output was touched"
    elif [ "${line#"$2"}" = "$line" ]; then
        fail "$1: place or id" "wanted: $2 ... [$3]
$en"
    elif ! printf '%s\n' "$ja" | grep -qF "[$3]"; then
        fail "$1: not in Japanese" "$ja"
    else
        pass "$1"
    fi
}
