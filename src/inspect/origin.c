#include "inspect/origin.h"

#include "inspect/sign.h"

#define N_OF(list) (sizeof(list) / sizeof *(list))

enum { FULL_STOP = 0x3002 /* 。 */ };

/* Does one of N WORDS stand at AT?  *END is then behind it. */
static bool
any_at(
    struct str text, size_t at, const char *const *words, size_t n, size_t *end)
{
    for (size_t i = 0; i < n; i++)
        if (sign_begins(text, at, words[i], end))
            return true;
    return false;
}

static bool
any_in(struct str text, const char *const *words, size_t n)
{
    for (size_t at = 0, end; at < text.n; (void)sign_next(text, &at))
        if (any_at(text, at, words, n, &end))
            return true;
    return false;
}

/* Does one of N WORDS end at AT? */
static bool
any_before(struct str text, size_t at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(words[i]), end;
        if (at >= length && sign_begins(text, at - length, words[i], &end) &&
            end == at)
            return true;
    }
    return false;
}

/* Is C one of SIGNS? */
static bool
is_one_of(uint32_t c, const char *signs)
{
    const struct str all = str_of(signs);
    for (size_t at = 0; at < all.n;)
        if (sign_next(all, &at) == c)
            return true;
    return false;
}

static bool
is_end(uint32_t c)
{
    return c == 0 || c == '\n' || c == FULL_STOP;
}

/* The sentence of TEXT that begins at AT, without its end. */
static struct str
sentence_at(struct str text, size_t at)
{
    size_t end = at;
    while (!is_end(sign_at(text, end)))
        (void)sign_next(text, &end);
    return (struct str){text.p + at, end - at};
}

/* --- labels of sources ---------------------------------------------------- */

/* Is what stands at AT, behind a word for sources, none? */
static bool
is_denied(struct str text, size_t at)
{
    static const char *const later[] = {
        "後日", "追って", "to follow", "to be "};
    static const char *const none[] = {"なし", "無し", "ナシ", "ありません",
        "不明", "不詳", "未詳", "未定", "未記載", "未公表", "未確認", "準備中",
        "確認中", "調査中", "作成中", "非公開", "非公表", "省略", "unknown",
        "none", "n/a", "tbd"};
    size_t end;
    if (any_at(text, at, later, N_OF(later), &end))
        return true;
    if (!any_at(text, at, none, N_OF(none), &end))
        return false;
    /* A longer word may begin with one: 不明者... */
    uint32_t behind = sign_at(text, end);
    return !sign_is_noun(behind) || sign_is_letter(behind);
}

/* 出典は...: a sentence about the source, which may say that there is none, or
 * ask those who use the figure to name it. */
static bool
is_said_to_lack(struct str text, size_t at)
{
    static const char *const particles[] = {"は", "を", "が", "の", "も", "に"};
    static const char *const lacks[] = {"ません", "ない", "なし", "後日",
        "予定", "不明", "未定", "準備中", "確認中", "調査中", "作成中", "省略",
        "追って", "明記", "ください", "下さい", "お願い"};
    size_t end;
    return any_at(text, at, particles, N_OF(particles), &end) &&
           any_in(sentence_at(text, end), lacks, N_OF(lacks));
}

/* Where what a label at AT leads to begins: behind blanks and signs; MARKED
 * when a colon, a bracket or the like is among these. */
static size_t
content_at(struct str text, size_t at, bool *marked)
{
    *marked = false;
    for (;;) {
        size_t next = at;
        uint32_t c = sign_next(text, &next);
        bool mark = is_one_of(c, ":=)]】〕〉》>/|");
        if (!mark && !is_one_of(c, " (→…-,、・") && !(c == '\n' && *marked))
            return at;
        *marked = *marked || mark;
        at = next;
    }
}

/* Is something said at AT? */
static bool
is_content(struct str text, size_t at)
{
    return !is_end(sign_at(text, at)) && !is_denied(text, at);
}

/* Does a word at AT begin something: a line, a bracket, what a sign leads to?
 */
static bool
is_first(struct str text, size_t at)
{
    uint32_t c = sign_before(text, at);
    return c == 0 || (!sign_is_noun(c) && !sign_is_hiragana(c) &&
                         !sign_is_digit(c) && c != '-');
}

/* 出典 and its like say it with any sign behind them, or none. */
static bool
plain_label(struct str text, size_t at)
{
    static const char *const words[] = {
        "出典", "出所", "出処", "引用元", "典拠"};
    size_t end;
    bool marked;
    if (!any_at(text, at, words, N_OF(words), &end))
        return false;
    return is_content(text, content_at(text, end, &marked)) &&
           !is_said_to_lack(text, end);
}

/* 資料 and its like are words like others without a colon or a bracket. */
static bool
marked_label(struct str text, size_t at)
{
    static const char *const words[] = {"参考資料", "資料出所", "資料提供",
        "資料", "データ提供", "データ出所", "データソース", "データ",
        "写真提供", "画像提供", "図版提供", "写真撮影", "写真", "撮影",
        "提供元", "提供", "引用", "参考文献", "原典", "ソース", "sources",
        "source", "photos", "photo", "credit", "data"};
    size_t end;
    bool marked;
    if (!is_first(text, at) || !any_at(text, at, words, N_OF(words), &end))
        return false;
    size_t content = content_at(text, end, &marked);
    return marked && is_content(text, content);
}

/* Source OECD, Photo by ...: at the begin, a name behind. */
static bool
latin_label(struct str text, size_t at)
{
    static const char *const words[] = {"sources ", "source ", "photo by ",
        "photo courtesy of ", "courtesy of ", "adapted from ", "compiled from ",
        "based on ", "data from "};
    size_t end;
    uint32_t before = sign_before(text, at);
    if ((before != 0 && before != '\n' && !is_one_of(before, "([<*※")) ||
        !any_at(text, at, words, N_OF(words), &end))
        return false;
    uint32_t c = sign_at(text, sign_skip(text, end));
    return !is_end(c) && !(c >= 'a' && c <= 'z') && is_content(text, end);
}

/* --- ends of sources ------------------------------------------------------ */

/* 甲省調べ, 自社調べ（2022年）: behind a name, and not 調べる. */
static bool
survey(struct str text, size_t at)
{
    static const char *const words[] = {"調べ", "しらべ"};
    size_t end;
    if (!any_at(text, at, words, N_OF(words), &end))
        return false;
    uint32_t before = sign_before(text, at), behind = sign_at(text, end);
    bool name = sign_is_noun(before) || sign_is_digit(before) ||
                is_one_of(before, "+)]」』】〉》\"”.&・ー");
    if (before == 0x306E) /* （甲省の調べ） */
        return is_end(behind) || behind == ')';
    if (!name || is_one_of(before, "下取"))
        return false;
    return !(sign_is_noun(behind) || sign_is_hiragana(behind)) ||
           is_one_of(behind, "によのを年");
}

/* What is published, or the bracket that closes its name. */
static const char *const published[] = {"白書", "調査", "統計", "報告",
    "報告書", "資料", "年鑑", "年報", "要覧", "便覧", "データ", "速報",
    "サイト", "ページ", "公表値", "発表", "HP", "」", "』", "”", "》", "〉"};

/* Where the bracket that ends at AT begins; AT when none does. */
static size_t
before_bracket(struct str text, size_t at)
{
    size_t from = at;
    if (sign_before(text, at) != ')')
        return at;
    while (from > 0) {
        from = sign_back(text, from);
        if (sign_at(text, from) == '(')
            return from;
    }
    return at;
}

/* 『労働力調査』より: the sentence, the line or the bracket ends with it. */
static bool
from_published(struct str text, size_t at)
{
    static const char *const more[] = {"引用", "抜粋", "転載"};
    size_t end, past;
    if (!sign_begins(text, at, "より", &end) ||
        !any_before(text, before_bracket(text, at), published, N_OF(published)))
        return false;
    uint32_t c = sign_at(text, end);
    return is_end(c) || is_one_of(c, ")]】 、,/") ||
           any_at(text, end, more, N_OF(more), &past);
}

/* Does one of N WORDS follow at AT, with only a name between, and end there? */
static bool
is_made(struct str text, size_t at, const char *const *words, size_t n)
{
    enum { NEAR = 16 }; /* signs of who made it */
    for (int i = 0; i <= NEAR; i++) {
        size_t end;
        if (any_at(text, at, words, n, &end))
            return !sign_is_noun(sign_at(text, end));
        uint32_t c = sign_next(text, &at);
        if (is_end(c) || (sign_is_hiragana(c) && !is_one_of(c, "がで")))
            return false;
    }
    return false;
}

/* ...より作成, ...を基に自社作成: behind something. */
static bool
made_from(struct str text, size_t at)
{
    static const char *const out_of[] = {"より", "から"}; /* also: than, from */
    static const char *const after[] = {"もとに", "基に", "元に", "基づき",
        "基づいて", "もとづき", "もとづいて", "加工して", "編集して", "参考に"};
    static const char *const made[] = {"作成", "作図", "算出", "引用", "抜粋",
        "転載", "加工", "集計", "編集", "推計", "試算"};
    enum { SURE = 6 }; /* of `made`, those that any of both leads to */
    uint32_t before = sign_before(text, at);
    size_t end;
    if (is_end(before) || before == ' ')
        return false;
    if (any_at(text, at, out_of, N_OF(out_of), &end))
        return is_made(text, end, made, SURE);
    return any_at(text, at, after, N_OF(after), &end) &&
           is_made(text, end, made, N_OF(made));
}

bool
origin_is_told(struct str text)
{
    for (size_t at = 0; at < text.n; (void)sign_next(text, &at))
        if (plain_label(text, at) || marked_label(text, at) ||
            latin_label(text, at) || survey(text, at) ||
            from_published(text, at) || made_from(text, at))
            return true;
    return false;
}

/* --- notes ---------------------------------------------------------------- */

/* （2022） or (2022年). */
static bool
has_year(struct str text)
{
    for (size_t at = 0; at < text.n;) {
        if (sign_next(text, &at) != '(')
            continue;
        size_t digits = 0, in = at;
        while (sign_is_digit(sign_at(text, in))) {
            (void)sign_next(text, &in);
            digits++;
        }
        if (digits == 4 && is_one_of(sign_at(text, in), ")年/.-"))
            return true;
    }
    return false;
}

bool
origin_is_noted(struct str note)
{
    static const char *const meaning[] = {"とは", "をいう", "をいいます",
        "を指す", "を指します", "の略", "の総称", "の意味", "のこと"};
    static const char *const source[] = {"出典", "出所"};
    static const char *const places[] = {
        "http://", "https://", "www.", "doi:", "et al", "「", "『"};
    if (origin_is_told(note))
        return true;
    if (any_in(note, meaning, N_OF(meaning)) ||
        any_in(note, source, N_OF(source))) /* which it lacks */
        return false;
    return has_year(note) || any_in(note, places, N_OF(places)) ||
           any_in(note, published, N_OF(published));
}

/* --- lines ---------------------------------------------------------------- */

/* Where the words of LINE begin: behind blanks and what adorns a title. */
static size_t
begin_of(struct str line)
{
    size_t at = 0, next = 0;
    while (is_one_of(sign_next(line, &next), " ■□●○◆◇▼▲▶◎【[(<〈《"))
        at = next;
    return at;
}

/* Is something at AT of LINE behind its number, or its colon?  図1に示す is a
 * sentence. */
static bool
goes_on(struct str line, size_t at)
{
    while (sign_is_digit(sign_at(line, at)))
        (void)sign_next(line, &at);
    if (sign_is_hiragana(sign_at(line, at)))
        return false;
    for (;;) {
        size_t next = at;
        uint32_t c = sign_next(line, &next);
        if (!sign_is_digit(c) && !is_one_of(c, " :=)]】〕〉》>.,、|/-"))
            return !is_end(c);
        at = next;
    }
}

/* The number at AT, 1, A, ① or -1; its end, or AT when there is none. */
static size_t
behind_number(struct str line, size_t at)
{
    size_t next = at;
    uint32_t c = sign_next(line, &next);
    if (c == '-' && sign_is_digit(sign_at(line, next)))
        return next;
    bool letter = c >= 'A' && c <= 'Z' && !sign_is_letter(sign_at(line, next));
    bool circled = c >= 0x2460 && c <= 0x2473;
    return sign_is_digit(c) || letter || circled ? next : at;
}

/* 第1図, 第2表. */
static bool
is_ordinal(struct str line, size_t at)
{
    static const char *const words[] = {"図", "表"};
    size_t end, past;
    if (!sign_begins(line, at, "第", &end))
        return false;
    while (sign_is_digit(sign_at(line, end)))
        (void)sign_next(line, &end);
    return any_at(line, end, words, N_OF(words), &past) && goes_on(line, past);
}

bool
origin_is_label(struct str line)
{
    /* Behind the first few a colon does as well as a number; 写真： tells who
     * took it. */
    static const char *const words[] = {"図表", "図", "表", "グラフ",
        "チャート", "figure", "fig.", "fig", "table", "chart", "graph", "図版",
        "写真", "資料", "画像", "photo", "exhibit"};
    enum { COLON = 11 };
    size_t at = begin_of(line), end;
    if (is_ordinal(line, at))
        return true;
    if (any_at(line, at, words, N_OF(words), &end)) {
        size_t number = sign_skip(line, end);
        size_t behind = behind_number(line, number);
        if (behind > number)
            return goes_on(line, behind);
    }
    return any_at(line, at, words, COLON, &end) &&
           is_one_of(sign_at(line, sign_skip(line, end)), ":=)]】〉》") &&
           goes_on(line, end);
}

bool
origin_is_aside(struct str line)
{
    static const char *const marks[] = {"※", "*", "†", "単位", "n=", "n ="};
    static const char *const words[] = {
        "注記", "注", "註", "備考", "notes", "note"};
    size_t at = begin_of(line), end;
    if (any_at(line, at, marks, N_OF(marks), &end))
        return true;
    if (!any_at(line, at, words, N_OF(words), &end))
        return false;
    uint32_t behind = sign_at(line, end);
    return !sign_is_noun(behind) && !sign_is_hiragana(behind);
}
