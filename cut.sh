# Tags are cheap: a hundred pages of tables, tagged and (for print) not.
small
{
    echo '名,甲,乙,丙,丁,戊'
    awk 'BEGIN { srand(1); for (i = 0; i < 4250; i++)
        printf "項目%d,%d,%d,%.1f,%d,%d\n", i, rand() * 99999,
            rand() * 99999, rand() * 100, rand() * 9999, rand() * 999 }'
} >s/table.csv
cat >>s/job.ini <<'INI'
[style table]
based-on = body
size = 9Q
leading = 13H
[source table]
file = table.csv
[records table]
source = table
[page tables]
columns = 1
flow = yes
row.1 = fill: tables
[area tables]
next = tables
[block t]
type = table
area = tables
rows = table
row-height = 6mm
INI
sed -i 's/^rgb = "#102030"/rgb = "#000000"/' s/job.ini
"$KUMIHAN" build s/job.ini --set "profile web:attachments=no" -o tagged.pdf
"$KUMIHAN" build s/job.ini --profile print -o plain.pdf
