# The figures of a release in its mail: pictures beside the HTML, for programs
# that show neither SVG nor data: URIs.  (The kit itself: press.sh.)
press() {
    "$KUMIHAN" press --lang en "$@" 2>err.txt
    code=$?
}
check() { # KIT: what check-mail.py says of pictures, and every fault
    /usr/bin/python3 "$ROOT/tests/tools/check-mail.py" "$1" 20230701-release 2>&1 | grep -v '^[FTBSDM]\|^application'
}
python3 "$ROOT/tests/tools/heavy-pictures.py" . /usr/share/color/icc/ghostscript/a98.icc
copy_project p
sed -i '/^rules = /d; /^\[attachment/,$d' p/config/press.ini && cp photo.jpg clear.png p/data/
{
    printf '\n[page photos]\nsize = A4\ncolumns = 1\nrow.1 = fill: photos\n'
    for picture in small:photo.jpg:50.8 large:photo.jpg:101.6 clear:clear.png:81.28; do
        echo "$picture" | sed 's/\(.*\):\(.*\):\(.*\)/\n[block \1]\ntype = image\narea = photos\nfile = data\/\2\nwidth = \3mm\nalt = 写真 "\1" <a>/'
    done
    printf '\n[block wide]\ntype = chart\narea = photos\nrows = rates\nlabel = 国\nvalue = アウトソーシング率\nformat = "0.0%%"\nheight = 30mm\nalt = 横に長い図\n'
} >>p/config/press.ini

press p/config/press.ini --out kit --set press:pdf-kilobytes=100000 --set press:mail-kilobytes=100000
equal "it is made without a word" "$code $(cat err.txt)" "0 "
equal "every figure is in the mail, each picture once" "$(check kit)" "picture: image/png figure-1.png
picture: image/jpeg figure-2.jpg
picture: image/png figure-3.png
picture: image/png figure-4.png"
equal "with its alt text, in its size, the bars in their colours" "$(/usr/bin/python3 "$ROOT/tests/tools/mail-pictures.py" kit/20230701-release.eml)" \
    "ffffff c3cdd3 1d2b36
figure-1.png 828 各国のアウトソーシング率の棒グラフ：イギ 414 230
figure-2.jpg - 写真 &quot;small&quot; 307 230
figure-2.jpg - 写真 &quot;large&quot; 600 450
figure-3.png 800 写真 &quot;clear&quot; 492 369
figure-4.png 1200 横に長い図：イギリス 10.0%、アメリ 600 100"
expect "a photograph is the very file" cmp figure-2.jpg photo.jpg
expect "and what is seen through" cmp figure-3.png clear.png
equal "the file of HTML has all inside, as before" \
    "$(grep -o 'cid:\|data:image/[a-z]*\|<svg ' kit/20230701-release.html | tr '\n' ' ')" \
    "<svg  data:image/jpeg data:image/jpeg data:image/png <svg  "
press p/config/press.ini --out again --set press:pdf-kilobytes=100000 --set press:mail-kilobytes=100000
equal "the same bytes twice" "$(diff -r kit again)" ""

# --- lighter ones, when the kit has them
press p/config/press.ini --out light
/usr/bin/python3 "$ROOT/tests/tools/mail-pictures.py" light/20230701-release.eml >shown.txt
equal "pictures that became lighter are so in the mail" "$code $(check light | grep -c picture) $(grep -o 'figure-3.png [0-9]*' shown.txt)" \
    "0 4 figure-3.png 480"
grep -o 'data:image/jpeg;base64,[A-Za-z0-9+/=]*' light/20230701-release.html | head -1 | cut -d, -f2 | base64 -d >inside.jpg
expect "as in the file" cmp figure-2.jpg inside.jpg

# --- what is not there, what is wrong
sed -i '/^key-visual/d; /^\[page photos\]/,$d; /^\[block chart\]/,/^$/d' p/config/press.ini
sed -i 's/ chart\*5/ .*5/' p/config/press.ini
press p/config/press.ini --out none
equal "no figures, no pictures" "$code $(check none)$(grep -c related none/20230701-release.eml)" "0 0"
press p/config/press.ini --out bad --set press:message-id=x
equal "a Message-ID that is none is said once" "$code $(grep -c error err.txt)" "1 1"
long=a@$(printf 'b%.0s' $(seq 60)).$(printf 'c%.0s' $(seq 60)).$(printf 'd%.0s' $(seq 60)).$(printf 'e%.0s' $(seq 60)).example
press "$ROOT/config/press.ini" --out far --set "press:message-id=$long"
equal "the longest domain of all" "$code $(check far | grep -v '^line: b. <[0-9a-f]*@b\|^line: b. <a@b')" "0 picture: image/png figure-1.png"
