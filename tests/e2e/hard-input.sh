# Input that nobody means to give: it must not crash, hang, lose text or eat
# files.

font='s/^japanese = .*/japanese = /'
small; sed -i '/^font = gothic/d' s/job.ini
bad "a style without a font" s/job.ini:7:1: set.no-font
# missing NAME ID: the fault is the machine's: 3, and never a crash.
missing() {
    out=$("$KUMIHAN" build --lang en s/job.ini -o s/out.pdf 2>&1)
    code=$?
    case $code in 1 | 3) ;; *) fail "$1: exit code $code" "$out" ;; esac
    has "$1" "$out" "$2"
}
small; sed -i "${font}Helvetica Neue/" s/job.ini
missing "an unknown face" "s/job.ini:6:12: error: unknown face"
small; sed -i "${font}f.ttf/" s/job.ini
missing "a font file that is not there" "s/job.ini:6:12: error: "
for bytes in '' garbage '\000\001\000\000\377\377\377\377'; do
    small; sed -i "${font}f.ttf/" s/job.ini; printf "$bytes" >s/f.ttf
    missing "a font file of '$bytes'" "s/job.ini:6:12: error: "
done
