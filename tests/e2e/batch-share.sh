# What editions share never shows: each is what a build of its own makes.
small
cat >>s/job.ini <<'INI'
[batch]
list = list.csv
[style note]
based-on = body
[style narrow]
based-on = body
fit-content = no
INI
sed -i '/^fit-content/d' s/job.ini
cat >>s/job.ini <<'INI'
[value share]
ratio = total, all
format = 0.0%
[value all]
number = 120
[page two]
columns = 4
flow = yes
row.1 = auto: head*4
row.2 = fill: left*2 right*2
row.3 = auto: notes*4
[area left]
next = right
[area right]
next = left
[block title]
type = text
area = head
copy = "{{name}} 様"
style = body
[block early]
type = text
area = head
when = {{kind}} == a
copy = 早い注[^c]のあるブロック
[block static]
type = text
area = left
file = static.md
title = 動かない見出し
[block own]
type = text
area = left
copy = "{{text}}"
fit = 60%
[block shown]
type = table
area = left
when = {{kind}} != b
rows = rows
caption = "{{name}}の表[^b]"
[block chart]
type = chart
area = right
rows = rows
label = 名
value = 数
unit = "個[^a]"
alt = "{{name}}のグラフ"
[block chart2]
type = chart
area = right
rows = rows
label = 名
value = 数
[block big]
type = figures
area = right
values = total, share
label.total = "{{name}}の数"
[block n]
type = notes
area = notes
style = note
[block late]
type = text
area = main
copy = "終わり[参考](https://example.jp/{{id}})、[^b]"
[block m]
type = notes
area = main
style = note
INI
{
    i=0
    while [ $i -lt 12 ]; do
        echo "静かな段落の$i番目は、どの版でも同じ文章です。[^a]と[^b]の注、[案内書](https://example.jp/)、{未来|あした}。"
        echo
        i=$((i + 1))
    done
    printf '[^a]: 甲の注。\n[^b]: 乙の注[参照](https://example.jp/b)。\n[^c]: 丙の注。\n'
} >s/static.md
long=$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "長い文章が続きます。" }')
cat >s/list.csv <<CSV
id,name,kind,n,text
1,山田商事,a,12,短い
2,髙橋,b,1200,
3,佐藤,c,-,${long}
4,鈴木工業株式会社,a,…,${long}${long}
5,山田商事,a,12,短い
6,Smith & Sons,b,3,English words here and there
7,吉野家,c,x,髙﨑
8,あ,a,1,いろは
9,山田商事,b,12,短い
CSV
"$KUMIHAN" batch s/job.ini --out o --jobs 1 --name '{id}.pdf' 2>err.txt
equal "all can be made" "$? $(head -1 err.txt)" "0 made 9"
for row in 1 2 3 4 5 6 7 8 9; do
    "$KUMIHAN" build s/job.ini --row $row -o one.pdf 2>err.txt
    expect "row $row" cmp one.pdf o/$row.pdf
done
equal "rows differ" "$(sha256sum o/*.pdf | cut -d ' ' -f 1 | sort -u | wc -l)" 9
for row in 1 3 4; do
    equal "row $row breaks no rule" \
        "$(/usr/bin/python3 "$ROOT/tests/tools/check-tags.py" o/$row.pdf 2>&1)" ""
done
"$KUMIHAN" batch s/job.ini --out p --jobs 3 --profile archive --name '{id}.pdf' 2>err.txt
for row in 2 4 7; do
    "$KUMIHAN" build s/job.ini --row $row --profile archive -o one.pdf 2>err.txt
    expect "row $row for an archive" cmp one.pdf p/$row.pdf
done

# Notes of a row's own copy, and files of notes that use it: nothing is shared.
printf '[^a]: 甲の注、{{name}}様。\n[^b]: 乙。\n[^c]: 丙。\n' >s/notes.md
sed -i '/^\[^/d' s/static.md
sed -i 's/^title = 試験/&\nnotes = notes.md/' s/job.ini
rm -rf o
"$KUMIHAN" batch s/job.ini --out o --jobs 1 --name '{id}.pdf' 2>err.txt
for row in 1 2 4; do
    "$KUMIHAN" build s/job.ini --row $row -o one.pdf 2>err.txt
    expect "row $row, with notes of its own" cmp one.pdf o/$row.pdf
done
has "which it shows" "$(pdftotext o/2.pdf - | tr -d ' \n')" "甲の注、髙橋様。"

# The brochure for each member company, for the screen and for the press.
for profile in web print; do
    "$KUMIHAN" batch "$ROOT/config/editions.ini" --out e-$profile --profile $profile \
        --date 2026-04-01 2>err.txt
    for row in 1 4; do
        "$KUMIHAN" build "$ROOT/config/editions.ini" --row $row --profile $profile \
            --date 2026-04-01 -o one.pdf 2>err.txt
        expect "$profile: edition $row of the brochure" cmp one.pdf e-$profile/annual-00$row.pdf
    done
done
equal "a brochure's edition breaks no rule" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-tags.py" e-web/annual-003.pdf 2>&1)" ""

# Figures of a row, and keys that only some rows give.
same_as_builds() { # WHAT ROWS
    for jobs in 1 2; do
        rm -rf o
        "$KUMIHAN" batch s/job.ini --out o --jobs $jobs --name '{id}.pdf' 2>err.txt
        row=1
        while [ $row -le "$2" ]; do
            "$KUMIHAN" build s/job.ini --row $row -o one.pdf 2>err.txt
            expect "$1: row $row of $jobs workers" cmp one.pdf o/$row.pdf
            row=$((row + 1))
        done
    done
}
small
cat >>s/job.ini <<'INI'
[batch]
list = list.csv
[value x]
number = {{n}}
[block st]
type = text
area = main
copy = "静的な段落{{x}}。"
INI
printf 'id,n\n1,10\n2,-5\n3,5\n' >s/list.csv
same_as_builds "a figure made of a field" 3
small
cat >>s/job.ini <<'INI'
[batch]
list = list.csv
[style big]
based-on = body
size = 20pt
leading = 24pt
[block st]
type = text
area = main
copy = 静的な段落。
[block st2]
type = text
area = main
copy = もう一つ。
INI
printf 'id,set:block st:copy,set:block st2:style,set:document:note-mark\n1,,,\n2,変えた,,\n3,,big,\n4,,,\n5,換,,\n' >s/list.csv
same_as_builds "keys that some rows give" 5
cp s/rows.csv s/rows2.csv
sed -i 's/10/77/' s/rows2.csv
printf 'id,set:source rows:file\n1,\n2,rows2.csv\n3,\n' >s/list.csv
same_as_builds "data that some rows choose" 3

# What all editions draw alike stands beside what they do not: on copies of a
# page, under headings of other levels, in vertical lines.
small
sed -i '/^\[page one\]/,$d' s/job.ini
cat >>s/job.ini <<'INI'
[batch]
list = list.csv
[style down]
based-on = body
direction = vertical
[page one]
columns = 2
size = A5
flow = yes
row.1 = auto: head*2
row.2 = fill: left right
[page two]
columns = 2
size = A5
row.1 = 80mm: tall*2
row.2 = fill: last*2
[area left]
next = right
[area right]
next = left
[area tall]
direction = vertical
[block running]
type = text
area = head
copy = "## 各ページの見出し\n\nどのページにもある文[案内](https://example.jp/)。"
[block own]
type = text
area = left
copy = "{{text}}"
[block top]
type = text
area = left
when = {{top}} == yes
copy = "# 版だけの見出し"
[block static]
type = text
area = left
file = static.md
bookmark = 動かない章
[block rows]
type = table
area = left
rows = some
caption = 動かない表
[block v]
type = text
area = tall
style = down
copy = "縦の動かない文章、2024年の12社。\n\n### 縦の見出し"
[block w]
type = text
area = tall
style = down
copy = "{{id}}の版、{{top}}"
[block end]
type = text
area = last
copy = "# 終わりの見出し\n\n動かない終わり。"
[records some]
sql = SELECT 名, 数 FROM rows
INI
{
    printf '見出しの前の文。\n\n### 動かない見出し\n\n'
    i=0
    while [ $i -lt 25 ]; do
        printf '動かない段落の%d番目です。**強い**ところと[案内書](https://example.jp/%d)。\n\n' $i $i
        i=$((i + 1))
    done
    printf '#### 下の見出し\n\n終わり。\n'
} >s/static.md
long=$(awk 'BEGIN { for (i = 0; i < 90; i++) printf "長い文章が続きます。" }')
printf 'id,top,text\n1,no,短い\n2,yes,短い\n3,no,%s\n4,yes,%s%s\n5,no,短い\n6,no,二\n' \
    "$long" "$long" "$long" >s/list.csv
same_as_builds "beside what differs" 6
equal "pages of each" "$(for i in 1 3 4; do pdfinfo o/$i.pdf | sed -n 's/^Pages: *//p'; done | tr "\n" " ")" "2 3 4 "

# A block that only some rows have may bring notes of its own: they are of that
# row alone, whatever rows come before it.
batch_job '100mm 80mm' '' 'x{{id}}'
cat >>s/job.ini <<'INI'
[style note]
based-on = body
[block own]
type = text
area = main
when = {{r}} == y
file = own.md
[block n]
type = notes
area = main
INI
printf '文[^z]。\n\n[^z]: 注の本文\n' >s/own.md
printf 'id,r\n1,n\n2,y\n3,n\n4,y\n5,y\n6,n\n' >s/list.csv
same_as_builds "beside notes of some rows" 6
printf '文[^z]。\n' >s/own.md
rm -rf o
"$KUMIHAN" batch --lang en s/job.ini --out o --jobs 1 2>err.txt
equal "a note that is not defined fails the rows that have it" \
    "$(cut -d, -f1,7 o/manifest.csv | sed 1d | tr '\n' ' ')" \
    "1,done 2,failed 3,done 4,failed 5,failed 6,done "

# What a row sets is gone with it: the copy of the job takes no fields for
# Markdown, conditions stay conditions.
batch_job '100mm 80mm' '' '名は{{name}}です'
cat >>s/job.ini <<'INI'
[block b]
type = text
area = main
when = {{r}} == east
copy = 東
INI
cat >s/list.csv <<'CSV'
id,name,r,set:block head:copy,set:block b:when
1,甲*乙*丙,east,,
2,x,west,別の文,{{id}} == 2
3,甲*乙*丙,,,
4,[^n] {{x,east,,
CSV
same_as_builds "behind rows that set copy and conditions" 4
