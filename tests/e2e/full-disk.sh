# A disk that is full is an error and leaves the older file as it was.
printf older >out.pdf
(
    ulimit -f 8
    "$KUMIHAN" build --lang en "$ROOT/config/brochure.ini" -o out.pdf
) >log 2>&1
equal "exit code 3" "$?" 3
equal "the older file is untouched" "$(cat out.pdf)" older
equal "nothing is left beside it" "$(ls)" "log
out.pdf"
has "the message names the file" "$(cat log)" '"out.pdf"'
out=$("$KUMIHAN" build --lang en "$ROOT/config/brochure.ini" -o none/out.pdf 2>&1)
equal "a folder that is not there: exit code 3" "$?" 3
out=$("$KUMIHAN" fonts 2>&1 >/dev/full)
equal "a list that cannot be printed: exit code 3" "$?" 3
