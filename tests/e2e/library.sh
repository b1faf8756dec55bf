# The example in the head of the public header compiles, links and works.
{
    echo '#include <stdio.h>'
    echo '#include <stdlib.h>'
    echo '#include "kumihan.h"'
    echo 'int main(void) {'
    sed -n '/struct kumihan \*k;/,/kumihan_free(k);/s/^ \*//p' \
        "$ROOT/include/kumihan.h"
    echo 'return r; }'
} >example.c
has "the example is there" "$(cat example.c)" kumihan_build
expect "it compiles and links" sh -c '
    cc -std=c17 -Wall -Wextra -Werror example.c -o example \
        $(PKG_CONFIG_PATH=$O pkg-config --cflags --libs kumihan)'
copy_project p
cp p/config/brochure.ini p/config/theme.ini .
cp -R p/data p/config .
sed -i 's/^project = ..$/project = ./' brochure.ini
expect "it makes the brochure" ./example
expect "a whole one" qpdf --check brochure.pdf
