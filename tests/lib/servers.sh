# Sourced by the tests that talk to servers, on loopback only.  Every server that
# is started, its process in $pids, ends with the script; $folders go with it.

pids=
folders=
trap 'for p in $pids; do kill "$p" 2>/dev/null; done; rm -rf $folders' EXIT

# wait_for FILE: until it is there and not empty, ten seconds at most.
wait_for() {
    for _ in $(seq 100); do
        [ -s "$1" ] && return 0
        sleep 0.1
    done
    return 1
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
