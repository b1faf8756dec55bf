/* UTF-8 is checked in place; the others go through iconv, whose tables follow
 * what Windows does (CP932, EUC-JP-MS: ～ is U+FF5E, NEC and IBM characters
 * such as 﨑 are there). */
#include "data/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"

enum { FAULTS_MAX = 10 /* said in one file */ };

DIAG_MESSAGE(bad_byte, "data.undecodable", DIAG_ERROR,
    "文字コード {1} として読めないバイト {2} "
    "があります。ファイルを保存し直すか encoding を直してください",
    "byte {2} is not valid {1}; save the file again or correct `encoding`");
DIAG_MESSAGE(nul_character, "data.nul", DIAG_ERROR,
    "NUL 文字（0x00）があります。CSV "
    "として保存し直してください（UTF-16 なら encoding = utf-16）",
    "there is a NUL character (0x00); save the file as CSV again (for UTF-16 "
    "say encoding = utf-16)");
DIAG_MESSAGE(ambiguous, "data.encoding-ambiguous", DIAG_WARN,
    "CP932 とも EUC-JP とも読めるファイルです。{1} として読みました。"
    "encoding に文字コードを書いてください",
    "the file can be read as CP932 and as EUC-JP; it was read as {1}; say "
    "which in `encoding`");
DIAG_MESSAGE(no_converter, "data.no-converter", DIAG_ERROR,
    "この環境には {1} を読む変換表がありません。UTF-8 で保存し直してください",
    "this system cannot convert {1}; save the file as UTF-8");

struct encoding {
    const char *key, *name, *iconv; /* iconv: NULL for UTF-8 */
};

static const struct encoding utf8 = {"utf-8", "UTF-8", NULL},
                             cp932 = {"cp932", "CP932", "CP932"},
                             euc_jp = {"euc-jp", "EUC-JP", "EUC-JP-MS"},
                             utf16_le = {"utf-16", "UTF-16", "UTF-16LE"},
                             utf16_be = {"utf-16", "UTF-16", "UTF-16BE"};

/* A reading of the file: its text and where it stopped being text. */
struct reading {
    const struct encoding *encoding;
    struct str text;           /* UTF-8 */
    size_t bad[FAULTS_MAX];    /* bytes of TEXT before each fault */
    uint16_t byte[FAULTS_MAX]; /* of UTF-16: a unit of two bytes */
    size_t n_bad;
    size_t n_long; /* characters of three bytes or more (UTF-8 only) */
};

static bool
starts(struct str s, const char *mark, size_t n)
{
    return s.n >= n && memcmp(s.p, mark, n) == 0;
}

static struct str
skip_bytes(struct str s, size_t n)
{
    return (struct str){s.p + n, s.n - n};
}

/* Keeps the first faults in order of their place. */
static void
note_fault(struct reading *r, size_t at, uint16_t byte)
{
    size_t i = r->n_bad < FAULTS_MAX ? r->n_bad : FAULTS_MAX;
    for (; i > 0 && r->bad[i - 1] > at; i--) {
        if (i == FAULTS_MAX)
            continue;
        r->bad[i] = r->bad[i - 1];
        r->byte[i] = r->byte[i - 1];
    }
    if (i < FAULTS_MAX) {
        r->bad[i] = at;
        r->byte[i] = byte;
    }
    r->n_bad++;
}

static void
read_utf8(struct str bytes, struct reading *r)
{
    r->text = bytes;
    for (size_t next, at = 0; at < bytes.n; at = next) {
        if (utf8_next(bytes, at, &next) == UTF8_BAD)
            note_fault(r, at, (unsigned char)bytes.p[at]);
        else
            r->n_long += next - at >= 3 ? 1 : 0;
    }
}

/* What glibc lets through although it stands for nothing: C1 controls (stray
 * bytes 0x80 ... 0x9F) and four bytes of CP932. */
static void
find_unassigned(struct reading *r)
{
    static const struct {
        uint32_t c;
        unsigned char byte;
    } none[] = {{0xA0, 0xA0}, {0xF8F0, 0xA0}, {0xF8F1, 0xFD}, {0xF8F2, 0xFE},
        {0xF8F3, 0xFF}};
    bool is_cp932 = r->encoding == &cp932;
    for (size_t next, at = 0; at < r->text.n; at = next) {
        uint32_t c = utf8_next(r->text, at, &next);
        if (c >= 0x80 && c <= 0x9F)
            note_fault(r, at, (uint16_t)c);
        for (size_t i = 0; is_cp932 && i < sizeof none / sizeof *none; i++)
            if (c == none[i].c)
                note_fault(r, at, none[i].byte);
    }
}

static bool
is_wide(const struct encoding *encoding)
{
    return encoding == &utf16_le || encoding == &utf16_be;
}

/* The byte, or of UTF-16 the unit, that S begins with; *N is its size. */
static uint16_t
first_unit(const struct encoding *encoding, struct str s, size_t *n)
{
    unsigned low = (unsigned char)s.p[0];
    *n = is_wide(encoding) && s.n > 1 ? 2 : 1;
    if (*n == 1)
        return (uint16_t)low;
    unsigned high = (unsigned char)s.p[1];
    return (
        uint16_t)(encoding == &utf16_le ? high << 8 | low : low << 8 | high);
}

/* Converts all of BYTES into TO (CAP bytes); a byte that does not fit is noted
 * and skipped, so that the next one is found too. */
static void
convert(iconv_t with, struct str bytes, char *to, size_t cap, struct reading *r)
{
    /* iconv takes the bytes it only reads by a pointer to char. */
    union {
        const char *in;
        char *p;
    } from = {.in = bytes.p};
    size_t left = bytes.n, room = cap;
    char *end = to;
    while (left > 0 && r->n_bad < FAULTS_MAX) {
        if (iconv(with, &from.p, &left, &end, &room) != (size_t)-1)
            break;
        size_t skip;
        note_fault(r, (size_t)(end - to),
            first_unit(r->encoding, (struct str){from.p, left}, &skip));
        from.p += skip;
        left -= skip;
        /* Something must stand there, for the columns behind it. */
        if (room > 0) {
            *end++ = '?';
            room--;
        }
    }
    r->text = (struct str){to, (size_t)(end - to)};
}

static enum err
read_iconv(struct arena *arena, struct diag *diag, const char *file,
    struct str bytes, struct reading *r)
{
    struct loc loc = {file, 0, 0};
    /* No byte of these encodings makes more than 3 bytes of UTF-8 (half-width
     * kana), save EUC and CP932 pairs, which make less than two each. */
    size_t cap = bytes.n * 3 + 4;
    char *to = arena_alloc(arena, cap + 1);
    if (to == NULL)
        return ERR_NOMEM;
    iconv_t with = iconv_open("UTF-8", r->encoding->iconv);
    if (with == (iconv_t)-1)
        return errno == ENOMEM
                   ? ERR_NOMEM
                   : DIAG(diag, loc, &no_converter, r->encoding->name);
    convert(with, bytes, to, cap, r);
    iconv_close(with);
    if (!is_wide(r->encoding))
        find_unassigned(r);
    return ERR_OK;
}

static enum err
read_as(struct arena *arena, struct diag *diag, const char *file,
    const struct encoding *encoding, struct str bytes, struct reading *r)
{
    *r = (struct reading){.encoding = encoding};
    if (encoding->iconv != NULL)
        return read_iconv(arena, diag, file, bytes, r);
    read_utf8(bytes, r);
    return ERR_OK;
}

/* Where byte AT of TEXT stands. */
static struct loc
place(const char *file, struct str text, size_t at)
{
    struct loc loc = {file, 1, 1};
    for (size_t next, i = 0; i < at; i = next) {
        uint32_t c = utf8_next(text, i, &next);
        bool in_pair = c == '\r' && next < text.n && text.p[next] == '\n';
        loc.col++;
        if (c == '\n' || (c == '\r' && !in_pair)) {
            loc.line++;
            loc.col = 1;
        }
    }
    return loc;
}

static enum err
say_faults(struct arena *arena, struct diag *diag, const char *file,
    const struct reading *r)
{
    int digits = is_wide(r->encoding) ? 4 : 2;
    for (size_t i = 0; i < r->n_bad && i < FAULTS_MAX; i++) {
        const char *byte =
            arena_printf(arena, "0x%.*X", digits, (unsigned)r->byte[i]);
        if (byte == NULL ||
            DIAG(diag, place(file, r->text, r->bad[i]), &bad_byte,
                r->encoding->name, byte) == ERR_NOMEM)
            return ERR_NOMEM;
    }
    return ERR_INPUT;
}

static bool
has_kana(struct str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, at, &at);
        if (c >= 0x3041 && c <= 0x30FA)
            return true;
    }
    return false;
}

/* Of two readings without a fault, the one that looks like Japanese: text in
 * one encoding read as the other has no full-width kana in most cases. */
static enum err
choose(struct diag *diag, const char *file, const struct reading *sjis,
    const struct reading *euc, struct reading *out)
{
    *out = !has_kana(sjis->text) && has_kana(euc->text) ? *euc : *sjis;
    return DIAG(
        diag, ((struct loc){file, 0, 0}), &ambiguous, out->encoding->name);
}

/* The reading that got furthest before its first fault. */
static void
furthest(struct reading *best, const struct reading *other)
{
    if (utf8_count((struct str){other->text.p, other->bad[0]}) >
        utf8_count((struct str){best->text.p, best->bad[0]}))
        *best = *other;
}

static enum err
detect(struct arena *arena, struct diag *diag, const char *file,
    struct str bytes, struct reading *out)
{
    struct reading sjis, euc;
    enum err err = read_as(arena, diag, file, &utf8, bytes, out);
    /* Three bytes that happen to be UTF-8 are rare in the others: more of
     * them than faults is a damaged UTF-8 file, not another encoding. */
    if (err != ERR_OK || out->n_bad == 0 ||
        (out->n_long > 0 && out->n_long >= out->n_bad))
        return err;
    err = read_as(arena, diag, file, &cp932, bytes, &sjis);
    if (err == ERR_OK)
        err = read_as(arena, diag, file, &euc_jp, bytes, &euc);
    if (err != ERR_OK)
        return err;
    if (sjis.n_bad == 0 && euc.n_bad == 0)
        return choose(diag, file, &sjis, &euc, out);
    if (sjis.n_bad > 0)
        furthest(out, &sjis);
    if (euc.n_bad > 0)
        furthest(out, &euc);
    if (sjis.n_bad == 0 || euc.n_bad == 0)
        *out = sjis.n_bad == 0 ? sjis : euc;
    return ERR_OK;
}

/* The encoding that a byte order mark or the key names; NULL: to be found. */
static const struct encoding *
named(const char *key, struct str *bytes)
{
    static const struct encoding *const all[] = {
        &utf8, &cp932, &euc_jp, &utf16_le};
    bool automatic = strcmp(key, "auto") == 0;
    bool wide = automatic || strcmp(key, utf16_le.key) == 0;
    if (starts(*bytes, "\xEF\xBB\xBF", 3) &&
        (automatic || strcmp(key, utf8.key) == 0)) {
        *bytes = skip_bytes(*bytes, 3);
        return &utf8;
    }
    if (wide &&
        (starts(*bytes, "\xFF\xFE", 2) || starts(*bytes, "\xFE\xFF", 2))) {
        bool little = bytes->p[0] == '\xFF';
        *bytes = skip_bytes(*bytes, 2);
        return little ? &utf16_le : &utf16_be;
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(key, all[i]->key) == 0)
            return all[i];
    return NULL;
}

enum err
decode_text(struct arena *arena, struct diag *diag, const char *file,
    const char *encoding, struct str bytes, struct str *out)
{
    struct reading r;
    *out = (struct str){"", 0};
    const struct encoding *name = named(encoding, &bytes);
    enum err err = name == NULL ? detect(arena, diag, file, bytes, &r)
                                : read_as(arena, diag, file, name, bytes, &r);
    if (err != ERR_OK)
        return err;
    if (r.n_bad > 0)
        return say_faults(arena, diag, file, &r);
    const char *nul = r.text.n == 0 ? NULL : memchr(r.text.p, 0, r.text.n);
    if (nul != NULL)
        return DIAG(diag, place(file, r.text, (size_t)(nul - r.text.p)),
            &nul_character, NULL);
    *out = r.text;
    return ERR_OK;
}
