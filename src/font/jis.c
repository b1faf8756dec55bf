#include "font/jis.h"

#include <iconv.h>

#include "base/utf8.h"

DIAG_MESSAGE(no_table, "font.no-euc-jp", DIAG_ERROR,
    "C ライブラリーに EUC-JP の変換表がありません。"
    "gconv のモジュール（libc6）を入れてください",
    "the C library has no conversion table for EUC-JP; install its gconv "
    "modules (libc6)");

/* The character of the cell ROW, COLUMN (1 ... 94), or UTF8_BAD. */
static uint32_t
cell(iconv_t table, int row, int column)
{
    char euc[2] = {(char)(0xA0 + row), (char)(0xA0 + column)}, utf8[8];
    char *in = euc, *out = utf8;
    size_t in_left = sizeof euc, out_left = sizeof utf8, next;
    iconv(table, NULL, NULL, NULL, NULL);
    if (iconv(table, &in, &in_left, &out, &out_left) != 0 || in_left > 0)
        return UTF8_BAD;
    size_t n = sizeof utf8 - out_left;
    uint32_t c = utf8_next((struct str){utf8, n}, 0, &next);
    return next == n ? c : UTF8_BAD;
}

enum err
jis_x_0208(struct arena *arena, struct diag *diag, uint32_t **out)
{
    size_t n = 0;
    *out = arena_array(arena, JIS_X_0208_N, sizeof **out);
    if (*out == NULL)
        return ERR_NOMEM;
    iconv_t table = iconv_open("UTF-8", "EUC-JP");
    if (table != (iconv_t)-1) {
        for (int row = 1; row <= 84; row++)
            for (int column = 1; column <= 94; column++) {
                uint32_t c = cell(table, row, column);
                bool extension = row > 8 && row < 16; /* not of the standard */
                if (c != UTF8_BAD && !extension && n < JIS_X_0208_N)
                    (*out)[n++] = c;
            }
        iconv_close(table);
    }
    if (n == JIS_X_0208_N)
        return ERR_OK;
    *out = NULL;
    enum err err = DIAG(diag, LOC_NONE, &no_table, NULL);
    return err == ERR_INPUT ? ERR_ENVIRONMENT : err;
}
