# What is copied from a page is what was written, whoever reads it: no false
# space at a gap or in a stretched line, no word space lost, no reading and no
# mark among the words of another.

# joined: the lines as one; where two words meet a space stands between them.
joined() {
    tr -d '\f\r' | sed 's/^ *//; s/ *$//' | awk '
        $0 == "" { next }
        all ~ /[!-~]$/ && /^[!-~]/ { all = all " " }
        { all = all $0 }
        END { print all }'
}

# readings: the lines of hiragana alone; passages: all others.
hiragana='/^(\xe3\x81.|\xe3\x82[\x80-\x96]| )*$/'
readings() {
    LC_ALL=C sed -En "$hiragana p" | tr -d ' \n\f\r'
}
passages() {
    LC_ALL=C sed -E "$hiragana d"
}

# copied READER: the text of c/o.pdf.
copied() {
    case $1 in
    poppler) pdftotext c/o.pdf - ;;
    raw) pdftotext -raw c/o.pdf - ;;
    layout) pdftotext -layout c/o.pdf - ;;
    mupdf) mutool draw -q -F text c/o.pdf 2>/dev/null ;;
    ghostscript) gs -q -sDEVICE=txtwrite -o - c/o.pdf ;;
    esac
}

# page ALIGN WIDTH JAPANESE LATIN: builds c/copy.md so.
page() {
    cat >c/job.ini <<INI
[document]
title = 写し
notes = notes.md
note-mark = "*{n}"
[colour ink]
rgb = "#102030"
[font text]
japanese = $3
latin = $4
figures = $4
latin.scale = ${5-100%}
figures.scale = ${5-100%}
[style body]
font = text
size = 12Q
leading = 1.6em
colour = ink
align = $1
[source rows]
file = rows.csv
[page one]
size = A4
margin = 10mm
columns = 1
row.1 = fill: main
[block copy]
type = text
area = main
width = $2
file = copy.md
INI
}

build() {
    if ! out=$("$KUMIHAN" build --lang en c/job.ini -o c/o.pdf 2>&1); then
        fail "$1: it builds" "$out"
    fi
}

# same WHAT WANTED READER...: each reader copies WANTED.
same() {
    what=$1 wanted=$2
    shift 2
    wrong=
    for reader in "$@"; do
        found=$(copied "$reader" | passages | joined)
        [ "$found" = "$wanted" ] || wrong="$wrong
$reader: $found"
    done
    equal "$what ($*)" "$wrong" ""
}

mkdir c
printf '項目,数\n東京 Office 3F,"1,234.5"\nMSL と MR,99\nEuro圏のCSO,8\n' >c/rows.csv
printf '[^a]: 注のA text\n[^b]: 注のB text\n' >c/notes.md

cat >c/copy.md <<'MD'
日本CSO協会は2011年6月に“The CSO Association”として立ち上がり、MR（Medical Representative）とMSLの価値を高めるContract Salesの会社25社が集まる団体である。

Web APIやPDFなどのopen formatで公開する資料は、AdobeのReaderやMuPDFで開いてcopy and pasteしても、元のtextと1文字も違わない。会議は3月15日（金）10:30からRoom 201で開き、約120名がonlineでも参加した。議題は(1) annual report、(2) new members、(3) budget 2026の3つ。

The quick brown fox jumps over the lazy dog.そのあとA4の紙にB5のpageを重ね、size 12Qのtypeで組むとき、Latinと和文のあいだは四分アキとなる。Proportionalな英字は、justifyされた行でもword spaceのところだけ空白としてcopyされるべきで、余分なspaceが入ってはいけない。

売上は1,234.5億円で前年比＋12.3%、Euroでは€8.5 billionとなり、CO2の排出はΔT=1.5℃のscenarioに沿う。Ωmega、Москва、naïve、Äpfelも「A」「B」、（C）・（D）。と並べる。値」「値、「data「値」of・set（sum）も。
MD
written=$(joined <c/copy.md)
for width in 61mm 77mm 95mm 118mm 150mm; do
    for align in justify start spread; do
        page $align $width "BIZ UDGothic Regular" "Inter Regular" 98%
        build "Inter"
        same "$align, $width, Inter" "$written" poppler raw layout mupdf
    done
    page justify $width "BIZ UDMincho Regular" "Roboto Regular"
    build "Roboto"
    same "justify, $width, Roboto" "$written" poppler raw layout mupdf
    page justify $width "Noto Sans CJK JP Regular" "Noto Sans CJK JP Regular"
    build "Noto"
    same "justify, $width, Noto" "$written" poppler raw layout mupdf ghostscript
done
for more in "tracking = 0.1em" "condense = 80%" "reduction = jisx4051" \
    "line-end = hang" "figures = tabular"; do
    page justify 83mm "BIZ UDGothic Regular" "Inter Regular" 98%
    sed -i "s/^align.*/&\n$more/" c/job.ini
    build "$more"
    same "$more" "$written" poppler raw layout mupdf
done

# Ruby, note marks, emphasis dots.  Lines of readings alone are passed over: none
# of their characters may be left among the words, and dots nowhere.
cat >c/copy.md <<'MD'
{未来|あした}のCSO[^a]と{東|とう|京|きょう}のMR[^b]、{編集者|へん|しゅう|しゃ}のDTPは、ruby付きでも本文を乱さない。**MSL**と{医薬品|いやくひん}のMarketは{2026年|らいねん}に*10%*を*こえ*る、{昨日|きのう}のA社も{明日|あす}のB社も、{百合|ゆり}のlogoを{出|だ}すCampaignに加わった。
MD
written="未来のCSO*1と東京のMR*2、編集者のDTPは、ruby付きでも本文を乱さない。MSLと医薬品のMarketは2026年に10%をこえる、昨日のA社も明日のB社も、百合のlogoを出すCampaignに加わった。*1. 注のA text *2. 注のB text"
readings="あしたとうきょうへんしゅうしゃいやくひんらいねんきのうあすゆりだ"
for width in 66mm 84mm 120mm 180mm; do
    for align in justify spread; do
        page $align $width "BIZ UDGothic Regular" "Inter Regular" 98%
        printf '[block n]\ntype = notes\narea = main\n' >>c/job.ini
        build "ruby"
        same "ruby, $align, $width" "$written" raw mupdf
        for reader in raw mupdf; do
            equal "the readings, $align, $width ($reader)" \
                "$(copied $reader | readings)" "$readings"
        done
    done
done

# Cells are texts of their own.
page justify 80mm "BIZ UDGothic Regular" "Inter Regular" 98%
sed -i '/^\[block/,$d' c/job.ini
cat >>c/job.ini <<'INI'
[block t]
type = table
area = main
width = 120mm
rows = rows
INI
build "a table"
equal "cells (mupdf)" "$(copied mupdf | tr -d '\f' | sed '/^$/d')" "項目
数
東京 Office 3F
1,234.5
MSL と MR
99
Euro圏のCSO
8"
equal "cells (layout)" "$(copied layout | sed 's/   */|/g; s/^ *//; s/\f//; /^$/d')" \
"項目|数
東京 Office 3F|1,234.5
MSL と MR|99
Euro圏のCSO|8"

# What is wider has not become ill: readers take the fonts, /W agrees with them.
expect "qpdf finds no fault" qpdf --check c/o.pdf
equal "Ghostscript draws without a word" \
    "$(gs -q -sDEVICE=nullpage -dNOPAUSE -dBATCH c/o.pdf 2>&1)" ""
