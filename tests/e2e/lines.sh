# `kumihan lines` tells what composition did, exactly; its options are the keys
# of a style.

# lines COPY OPTION...: the rows of COPY without those that name columns.
lines() {
    copy=$1
    shift
    printf '%s\n' "$copy" | "$KUMIHAN" lines "$@" 2>&1 | grep -v '^# '
}

# columns: the rows of clusters as `text x advance before`, joined by commas.
columns() {
    awk -F'\t' '!/^#/ { printf "%s%s %s %s %s", sep, $2, $4, $5, $6; sep = ", " }'
}

# steps: the `#line` rows as `final step name hang`, joined by commas.
steps() {
    awk -F'\t' '/^#line/ { printf "%s%s %s %s", sep, $3, $5, $6; sep = ", " }'
}

tab=$(printf '\t')
equal "rows of a line that is squeezed" \
    "$(lines '日本語の「組版」は、「国」で' --measure 13em | head -16)" \
    "#para${tab}1${tab}body${tab}10${tab}130
1${tab}日${tab}cl-19${tab}0${tab}1000${tab}0
1${tab}本${tab}cl-19${tab}1000${tab}1000${tab}0
1${tab}語${tab}cl-19${tab}2000${tab}1000${tab}0
1${tab}の${tab}cl-15${tab}3000${tab}1000${tab}0
1${tab}「${tab}cl-01${tab}4375${tab}500${tab}375
1${tab}組${tab}cl-19${tab}4875${tab}1000${tab}0
1${tab}版${tab}cl-19${tab}5875${tab}1000${tab}0
1${tab}」${tab}cl-02${tab}6875${tab}500${tab}0
1${tab}は${tab}cl-15${tab}7750${tab}1000${tab}375
1${tab}、${tab}cl-07${tab}8750${tab}500${tab}0
1${tab}「${tab}cl-01${tab}9625${tab}500${tab}375
1${tab}国${tab}cl-19${tab}10125${tab}1000${tab}0
1${tab}」${tab}cl-02${tab}11125${tab}500${tab}0
1${tab}で${tab}cl-15${tab}12000${tab}1000${tab}375
#line${tab}13500${tab}13000${tab}-5${tab}punctuation${tab}0${tab}1"

equal "a word space is a row of its own; one that vanishes is none" \
    "$(lines 'aa bb cc' --measure 3em --align start | columns)" \
    "a 0 500 0, a 500 500 0,   1000 333 0, b 1333 500 0, b 1833 500 0, c 0 500 0, c 500 500 0"
equal "indents and heads show in x" \
    "$(lines '「国」' --indent 1em --line-head half | columns)" \
    "「 500 500 0, 国 1000 1000 0, 」 2000 500 0"
equal "and centring" "$(lines '国' --measure 4em --align centre | columns)" \
    "国 1500 1000 0"
equal "what hangs is told" \
    "$(lines 'あいうえおかきくけ、こさしすせそ。' --measure 9em --line-end hang | steps)" \
    "9000 line-end 500, 6500 none 0"
equal "ruby is told" "$(lines '{未来|あした}と*点*' | grep '^#ruby')" \
    "#ruby${tab}1${tab}あした${tab}83${tab}1833${tab}未来
#ruby${tab}1${tab}•${tab}3375${tab}250${tab}点"
equal "letter space is in the gaps" \
    "$(lines 'いい' --tracking 0.1em | columns)" "い 0 1000 0, い 1100 1000 100"
equal "a line runs across unless it is said otherwise" \
    "$(lines '国の「国」' --direction h)" "$(lines '国の「国」')"
equal "a paragraph follows, its lines are counted on" \
    "$(lines '一

二' | grep -v '^#')" "1${tab}一${tab}cl-19${tab}0${tab}1000${tab}0
2${tab}二${tab}cl-19${tab}0${tab}1000${tab}0"

# x + advance + the next before is the next x, in every line of a long copy.
sums='!/^#/ { if ($1 == line && end + $6 != $4) print; line = $1; end = $4 + $5; n++ }
    END { print (n > 1000 ? "all" : n) }'
body() { # OPTION...: the rows of the brochure's copy
    cat "$ROOT"/data/copy/[a-m]*.md "$ROOT"/data/copy/[o-z]*.md |
        "$KUMIHAN" lines --job "$ROOT/config/brochure.ini" "$@" 2>&1
}
for measure in 11em 17.3em 90mm 201H; do
    body --measure "$measure" --size 9.3pt >rows
    equal "the rows add up at $measure" "$(awk -F'\t' "$sums" rows)" all
done
equal "the same input gives the same bytes" \
    "$(body --measure 201H --size 9.3pt | cksum)" "$(cksum <rows)"

small
equal "styles and values of a job" \
    "$(lines '{{total}}人' --job s/job.ini --measure 30H | columns)" \
    "3 0 500 0, 0 500 500 0, 人 1250 1000 250"
has "in the size of its style" "$(lines '人' --job s/job.ini)" "body${tab}8.504"
sed -i '2a keep = 三四五' s/job.ini
equal "the keep list of a job" \
    "$(lines '一二三四五' --job s/job.ini --measure 4em --align start | steps)" \
    "2000 none 0, 3000 none 0"
expect "a font section, or a face, for a job" sh -c \
    'echo 人 | "$KUMIHAN" lines --job s/job.ini --font gothic &&
    echo 人 | "$KUMIHAN" lines --job s/job.ini --font "BIZ UDMincho Regular"'

# wrong CODE WHAT COPY OPTION...: the command fails so.
wrong() {
    code=$1 what=$2 message=$3 copy=$4
    shift 4
    en=$(printf "$copy" | "$KUMIHAN" lines --lang en "$@" 2>&1 >/dev/null)
    equal "$what fails" "$?" "$code"
    has "$what is said" "$en" "$message"
}
wrong 1 "an unknown key" "[config.unknown-key]" '人' --set speling=1
has "its nearest name" "$en" "\"speling\""
wrong 1 "a bad length" "[config.length]" '人' --size 12furlongs
wrong 1 "no measure" "--measure: error" '人' --measure 0
wrong 1 "an unknown style" "[app.no-style]" '人' --job s/job.ini --style bodi
has "its nearest name" "$en" "[style body]"
wrong 1 "a bad byte" "<stdin>:1:2: error" 'あ\377'
wrong 1 "a value that is not there" "<stdin>:2:1: error" 'あ\n{{x}}\n'
wrong 1 "an unknown face" "font." '人' --font Nosuchface
wrong 2 "another form" "tsv" '人' --format xml
wrong 2 "a key without value" "KEY=VALUE" '人' --set size
wrong 1 "a message in JSON" '{"file":"<stdin>"' 'あ\377' --format json --format tsv
wrong 1 "a line that is too wide" "[text.too-wide]" '国国' --measure 0.5em
equal "but is told" "$(lines '国国' --measure 0.5em | grep -c '^#line')" 2

# House rules: the four tables of pairs, as keys and as a file.
equal "a space of the tables is changed" \
    "$(lines '「国」の' --set spacing.cl-02.cl-15=0 | columns)" \
    "「 0 500 0, 国 500 1000 0, 」 1500 500 0, の 2000 1000 0"
equal "at a line's head" "$(lines '「国' --set spacing.head.cl-01=1/2 | columns)" \
    "「 500 500 0, 国 1000 1000 0"
equal "how far it shrinks" \
    "$(lines '「日」本国。の人' --measure 5em --set reduction.cl-02.cl-19=1/2 \
        --set spacing.cl-06.end=1/8 | steps)" "5000 line-end 0, 2000 none 0"
equal "how far it grows" \
    "$(lines '日の日（本本' --measure 4em --set expansion.cl-19.cl-15=7/8 | columns)" \
    "日 0 1000 0, の 1778 1000 778, 日 3000 1000 222, （ 0 500 0, 本 500 1000 0, 本 1500 1000 0"
equal "where a line may end" \
    "$(lines '日本人々の' --measure 3em --set separation.cl-19.cl-09=free | steps)" \
    "3000 none 0, 2000 none 0"
printf 'table,before,after,value\r\nspacing,cl-02,cl-15,1/4\r\n' >house.csv
equal "a file of tables" \
    "$(lines '「国」の' --set tables=house.csv | columns)" \
    "「 0 500 0, 国 500 1000 0, 」 1500 500 0, の 2250 1000 250"
equal "keys win over it" \
    "$(lines '「国」の' --set spacing.cl-02.cl-15=0 --set tables=house.csv | columns)" \
    "「 0 500 0, 国 500 1000 0, 」 1500 500 0, の 2000 1000 0"
wrong 1 "an amount that is none" "[config.amount]" '人' --set spacing.cl-02.cl-19=1/3
wrong 1 "a class that is none" "[set.no-class]" '人' --set spacing.cl-02.cl-99=0
wrong 1 "a pair that cannot act" "[set.no-pair]" '人' --set separation.cl-27.cl-27=free
printf 'table,before,after,value\nspacing,cl-02,cl-15,wide\n' >house.csv
wrong 1 "a fault of the file" "house.csv:2:21: error" '人' --set tables=house.csv
small
sed -i 's/^leading = .*/&\nspacing.cl-19.cl-19 = 1\/4/' s/job.ini
expect "a job with house rules is built" "$KUMIHAN" build s/job.ini -o s/out.pdf

out=$(printf 'あ' | "$KUMIHAN" lines --kinsoku 5 --lang en 2>&1)
has "a bad value is said where it was given" "$out" '--kinsoku: error: "kinsoku" is "5"'
