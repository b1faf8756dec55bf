# Sourced by every end-to-end test: ways to say what must hold.

pass() {
    echo "pass $1" >>"$results"
    echo "ok      $name: $1"
}

fail() {
    echo "fail $1" >>"$results"
    echo "FAILED  $name: $1"
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
