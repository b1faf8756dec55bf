# Commands beside build and check.
has "explain lists the kinds" "$("$KUMIHAN" explain --lang en)" "style"
has "explain explains a key" "$("$KUMIHAN" explain --lang en style:leading)" "leading"
has "explain speaks Japanese" "$("$KUMIHAN" explain --lang ja style:leading)" "行送り"
out=$("$KUMIHAN" explain --lang en leeding 2>&1)
equal "explain knows when it does not know" "$?" 1
has "and suggests" "$out" "leading"
fonts=$("$KUMIHAN" fonts)
has "fonts lists the default face" "$fonts" "BIZ UDGothic"
has "fonts says what may be embedded" "$fonts" "embed"
has "help" "$("$KUMIHAN" help)" "build"
has "version" "$("$KUMIHAN" --version)" "kumihan 0.1"
expect "the manual is current (English)" \
    sh -c '"$KUMIHAN" manual --lang en | cmp - "$ROOT/docs/job-file.md"'
expect "the manual is current (Japanese)" \
    sh -c '"$KUMIHAN" manual --lang ja | cmp - "$ROOT/docs/job-file.ja.md"'
expect "pictures are drawn" "$KUMIHAN" png "$ROOT/config/brochure.ini" -o p.png --dpi 40
equal "one a page" "$(ls p-*.png | tr '\n' ' ')" "p-1.png p-2.png "
