/* A number is read sign by sign.  What tells it from a date, a postal code or
 * an amount: it begins with 0 or +81, has ten digits (eleven for mobile, IP and
 * 0800), and its parts stand apart by one kind of sign.
 *
 * Whether it is that of a fax is known from the words met on the way to it: the
 * text is read once, from left to right. */
#include "inspect/phone.h"

#include "inspect/sign.h"

enum {
    DIGITS_MAX = 11, /* of a number, without the sign of the country */
    PARTS_MAX = 3,
    MIDDLE_DOT = 0x30FB,
    POSTAL = 0x3012 /* 〒 */
};

/* --- numbers -------------------------------------------------------------- */

struct number {
    char digit[DIGITS_MAX];
    size_t n;               /* digits */
    size_t part[PARTS_MAX]; /* their lengths */
    size_t n_parts;
    size_t least; /* digits of its first part */
    bool country; /* it begins with +81 */
};

static bool
take(struct str text, size_t *at, uint32_t wanted)
{
    size_t next = *at;
    if (sign_next(text, &next) != wanted)
        return false;
    *at = next;
    return true;
}

/* Takes the digits at *AT as a part of N.  False: none, or too many. */
static bool
take_part(struct str text, size_t *at, struct number *n)
{
    size_t before = n->n;
    if (n->n_parts == PARTS_MAX)
        return false;
    while (sign_is_digit(sign_at(text, *at))) {
        if (n->n == DIGITS_MAX)
            return false;
        n->digit[n->n++] = (char)sign_next(text, at);
    }
    if (n->n == before)
        return false;
    n->part[n->n_parts++] = n->n - before;
    return true;
}

/* 020, 050, 060, 070, 080, 090 and 0800 have eleven digits, all others ten. */
static bool
is_whole(const struct number *n)
{
    if (n->n < 3 || n->digit[0] != '0' || n->digit[1] == '0')
        return false;
    bool eleven = n->digit[2] == '0' && strchr("256789", n->digit[1]) != NULL;
    size_t last = n->part[n->n_parts - 1];
    return n->n == (eleven ? 11 : 10) && n->part[0] >= n->least && last >= 3 &&
           (n->n_parts != 2 || last >= 6);
}

/* A sign between the country and the number, or none. */
static void
take_gap_of_country(struct str text, size_t *at)
{
    static const uint32_t gaps[] = {'-', '.', ' ', MIDDLE_DOT};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (take(text, at, gaps[i]))
            return;
}

/* +81 and what may stand behind it; the 0 that it stands for is put. */
static bool
take_country(struct str text, size_t *at, struct number *n)
{
    if (!take(text, at, '+') || !take(text, at, '8') || !take(text, at, '1'))
        return false;
    n->country = true;
    (void)take(text, at, ')');
    take_gap_of_country(text, at);
    size_t zero = *at;
    if (take(text, &zero, '(') && take(text, &zero, '0') &&
        take(text, &zero, ')'))
        *at = zero;
    take_gap_of_country(text, at);
    if (sign_at(text, *at) == '0')
        return true; /* +81-03: often written, and understood */
    n->digit[n->n++] = '0';
    n->least = 1;
    return true;
}

/* What stands between two parts: blanks, the bracket around the middle one, or
 * *KIND, once it is known. */
static bool
take_gap(struct str text, size_t *at, uint32_t *kind)
{
    size_t from = *at;
    *at = sign_skip(text, *at);
    if (take(text, at, '(') || take(text, at, ')')) {
        if (!take(text, at, ' '))
            (void)take(text, at, '-');
        return true;
    }
    uint32_t c = sign_at(text, *at);
    if (c != '-' && c != '.' && c != MIDDLE_DOT)
        return *at > from;
    if (*kind != 0 && c != *kind)
        return false;
    *kind = c;
    (void)sign_next(text, at);
    *at = sign_skip(text, *at);
    return true;
}

/* Is a number at AT?  *END is then behind it; it is BARE when nothing but its
 * digits shows that it is one. */
static bool
number_at(struct str text, size_t at, size_t *end, bool *bare)
{
    struct number n = {.least = 2};
    uint32_t kind = 0;
    (void)take(text, &at, '(');
    if (sign_at(text, at) == '+' && !take_country(text, &at, &n))
        return false;
    (void)take(text, &at, '(');
    while (take_part(text, &at, &n)) {
        *end = at;
        *bare = n.n_parts == 1 && !n.country;
        bool goes_on =
            take_gap(text, &at, &kind) && sign_is_digit(sign_at(text, at));
        if (is_whole(&n))
            return !goes_on || sign_at(text, *end) != '-';
        if (!goes_on)
            return false;
    }
    return false;
}

/* May a number begin at AT?  Not within another one, nor a postal code. */
static bool
may_begin(struct str text, size_t at)
{
    uint32_t c = sign_at(text, at), before = sign_before(text, at);
    if (c != '0' && c != '+' && c != '(')
        return false;
    if (before == ' ' && sign_before(text, sign_back(text, at)) == POSTAL)
        before = POSTAL;
    if (before == '-' || before == '.' || before == ',')
        before = sign_before(text, sign_back(text, at));
    return !sign_is_digit(before) && before != '+' && before != POSTAL;
}

/* --- words ---------------------------------------------------------------- */

enum kind {
    KIND_NONE,
    KIND_FAX,
    KIND_PHONE,
    KIND_LINE,  /* of either: 直通, 代表; alone it is a telephone's */
    KIND_JOINT, /* between the two words for a number of both */
    KIND_OTHER  /* what has numbers that are none to call */
};

static const struct word {
    const char *text;
    enum kind kind;
} words[] = {{"fax", KIND_FAX}, {"telefax", KIND_FAX}, {"facsimile", KIND_FAX},
    {"ファクス", KIND_FAX}, {"ファックス", KIND_FAX},
    {"ファクシミリ", KIND_FAX}, {"ファックシミリ", KIND_FAX},
    {"ﾌｧｸｽ", KIND_FAX}, {"ﾌｧｯｸｽ", KIND_FAX}, {"ﾌｧｸｼﾐﾘ", KIND_FAX},
    {"℻", KIND_FAX}, {"📠", KIND_FAX}, {"f", KIND_FAX},
    {"telephone", KIND_PHONE}, {"cellphone", KIND_PHONE}, {"tel", KIND_PHONE},
    {"phone", KIND_PHONE}, {"mobile", KIND_PHONE}, {"cell", KIND_PHONE},
    {"電話", KIND_PHONE}, {"でんわ", KIND_PHONE}, {"携帯", KIND_PHONE},
    {"テレホン", KIND_PHONE}, {"テレフォン", KIND_PHONE},
    {"ダイヤル", KIND_PHONE}, {"ダイアル", KIND_PHONE},
    {"フリーコール", KIND_PHONE}, {"℡", KIND_PHONE}, {"☎", KIND_PHONE},
    {"☏", KIND_PHONE}, {"✆", KIND_PHONE}, {"📞", KIND_PHONE}, {"📱", KIND_PHONE},
    {"t", KIND_PHONE}, {"直通", KIND_LINE}, {"代表", KIND_LINE},
    {"連絡先", KIND_LINE}, {"および", KIND_JOINT}, {"及び", KIND_JOINT},
    {"ならびに", KIND_JOINT}, {"並びに", KIND_JOINT}, {"または", KIND_JOINT},
    {"又は", KIND_JOINT}, {"兼用", KIND_JOINT}, {"兼", KIND_JOINT},
    {"共通", KIND_JOINT}, {"番号", KIND_JOINT}, {"と", KIND_JOINT},
    {"か", KIND_JOINT}, {"and", KIND_JOINT}, {"or", KIND_JOINT},
    {"number", KIND_JOINT}, {"no", KIND_JOINT}, {"口座", KIND_OTHER},
    {"コード", KIND_OTHER}, {"jan", KIND_OTHER}, {"isbn", KIND_OTHER}};

/* T and F are words where they stand alone: not in 3F or F棟. */
static bool
stands_alone(struct str text, size_t at, size_t end)
{
    uint32_t before = sign_before(text, at), behind = sign_at(text, end);
    return !sign_is_digit(before) && !sign_is_noun(before) &&
           !sign_is_hiragana(before) && behind < 0x80 &&
           !sign_is_letter(behind) && (!sign_is_digit(behind) || behind == '0');
}

/* The kind of the word at AT; *END is then behind it. */
static enum kind
word_at(struct str text, size_t at, size_t *end)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct word *w = &words[i];
        if (!sign_begins(text, at, w->text, end))
            continue;
        bool latin = sign_is_letter((unsigned char)w->text[0]);
        if (latin && w->text[1] == '\0' && !stands_alone(text, at, *end))
            continue;
        if (latin && sign_is_letter(sign_before(text, at)))
            continue;
        return w->kind;
    }
    return KIND_NONE;
}

/* --- reading -------------------------------------------------------------- */

/* What was read on the way to a number. */
struct way {
    enum kind kind; /* of the last word: none, fax, telephone or line */
    bool fresh;     /* no number came since */
    bool joins;     /* nothing but what joins two words came since */
    bool turned;    /* a line began since */
    bool stacked;   /* both words stand one below the other */
    bool sentence;  /* what came since is more than nouns */
    bool dot;       /* the word is shortened: TEL. */
    int blanks;     /* since, without another sign; 2: they part words */
    int far;        /* signs since */
};

static void
take_label(struct way *way, enum kind kind)
{
    bool both = kind == KIND_FAX && way->kind == KIND_PHONE && way->fresh &&
                way->joins && way->blanks < 2;
    bool stacked = both && way->turned;
    *way = (struct way){.kind = both && !stacked ? KIND_PHONE : kind,
        .fresh = true,
        .joins = true,
        .stacked = stacked};
}

/* 代表 behind a word, fresh, only says which number of its kind. */
static void
take_line(struct way *way)
{
    bool alone = way->kind == KIND_NONE || !way->fresh;
    if (alone)
        take_label(way, KIND_LINE);
    way->far = 0;
    way->joins = false;
}

/* A new line begins: a word that ends the last one is that of a number here. */
static void
take_turn(struct way *way)
{
    if (way->kind == KIND_NONE || !way->fresh || way->sentence) {
        *way = (struct way){.kind = KIND_NONE};
        return;
    }
    if (way->stacked)
        way->kind = KIND_PHONE;
    way->stacked = false;
    way->turned = true;
    way->blanks = 0;
}

static void
take_sign(struct way *way, uint32_t c)
{
    static const char joints[] = "/&+,([<";
    way->far++;
    if (c == ' ') {
        way->blanks += way->dot ? 2 : 1;
        return;
    }
    way->blanks = 0;
    way->dot = c == '.';
    if (c == '.')
        return;
    if ((c < 0x80 && strchr(joints, (int)c) != NULL) || c == MIDDLE_DOT ||
        c == 0x3001)
        return;
    way->joins = false;
    way->sentence = way->sentence || sign_is_hiragana(c);
    bool goes_on = c < 0x80 && !sign_is_letter(c);
    if (way->turned && !goes_on)
        *way = (struct way){.kind = KIND_NONE}; /* 電話 / 総務部 ... */
}

/* Reads the word or the sign at *AT. */
static void
take_word(struct str text, size_t *at, struct way *way)
{
    size_t end;
    enum kind kind = word_at(text, *at, &end);
    if (kind == KIND_JOINT && !(way->joins && way->kind != KIND_NONE))
        kind = KIND_NONE;
    if (kind == KIND_NONE) {
        uint32_t c = sign_next(text, at);
        if (c == '\n')
            take_turn(way);
        else if (c == 0x3002) /* 。 */
            *way = (struct way){.kind = KIND_NONE};
        else
            take_sign(way, c);
        return;
    }
    *at = end;
    if (kind == KIND_OTHER)
        *way = (struct way){.kind = KIND_NONE};
    else if (kind == KIND_LINE)
        take_line(way);
    else if (kind == KIND_JOINT)
        way->blanks = 0, way->dot = false;
    else
        take_label(way, kind);
}

/* What the brackets right behind a number say of it: 03-0000-0000（FAX）;
 * KIND_NONE: nothing.  *AT is then behind them, unless they hold a number. */
static enum kind
said_behind(struct str text, size_t *at)
{
    enum kind said = KIND_NONE;
    size_t in = sign_skip(text, *at);
    if (!take(text, &in, '('))
        return KIND_NONE;
    for (;;) {
        size_t end = in;
        enum kind kind = word_at(text, in, &end);
        uint32_t c = sign_at(text, in);
        if (c == 0 || c == '\n' || c == '(' || sign_is_digit(c))
            return KIND_NONE;
        if (c == ')')
            break;
        if (kind == KIND_PHONE || (kind == KIND_FAX && said != KIND_PHONE) ||
            (kind == KIND_LINE && said == KIND_NONE))
            said = kind;
        if (kind == KIND_NONE)
            (void)sign_next(text, &in);
        else
            in = end;
    }
    *at = in;
    return said;
}

/* Does a number that WAY leads to count? */
static bool
counts(const struct way *way, bool bare, enum kind behind)
{
    enum { NEAR = 8 }; /* signs between 電話 and bare digits */
    enum kind kind =
        behind == KIND_NONE || behind == KIND_LINE ? way->kind : behind;
    if (kind == KIND_FAX)
        return false;
    return !bare || behind != KIND_NONE ||
           (kind != KIND_NONE && way->fresh && way->far <= NEAR);
}

bool
phone_is_in(struct str text)
{
    struct way way = {.kind = KIND_NONE};
    for (size_t at = 0; at < text.n;) {
        size_t end;
        bool bare;
        if (!may_begin(text, at) || !number_at(text, at, &end, &bare)) {
            take_word(text, &at, &way);
            continue;
        }
        at = end;
        if (counts(&way, bare, said_behind(text, &at)))
            return true;
        way.fresh = way.joins = false;
    }
    return false;
}
