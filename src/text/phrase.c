/* Without a dictionary: by script, by particles, and by the common words that
 * are written in kana.  A phrase ends in hiragana or punctuation; where
 * hiragana meets hiragana, it ends behind a particle (助詞) that follows a
 * noun, unless what comes next continues the particle. */
#include "text/phrase.h"

#include <uchar.h>

#include "text/class.h"

static uint32_t
at(const struct atom *atom, size_t n, size_t i)
{
    return i < n ? atom[i].c : 0;
}

static bool
is_one_of(uint32_t c, const char32_t *list)
{
    while (*list != 0 && *list != c)
        list++;
    return c != 0 && *list == c;
}

static bool
begins_at(const struct atom *atom, size_t n, size_t i, const char32_t *word)
{
    while (*word != 0 && at(atom, n, i) == *word)
        word++, i++;
    return *word == 0;
}

static bool
ends_at(const struct atom *atom, size_t i, const char32_t *word)
{
    size_t length = 0;
    while (word[length] != 0)
        length++;
    return length <= i && begins_at(atom, i, i - length, word);
}

/* --- hiragana meets hiragana -------------------------------------------- */

/* Particles and what goes on with them: these are no ends of a phrase.  Verbs
 * whose ending looks like a particle are here too (広がる, 贈りもの). */
static const struct {
    char32_t particle;
    const char32_t *goes_on;
} particles[] = {
    {U'は', U"じずが"},
    {U'が', U"るりれらっろんたちは"},
    {U'に', U"はもつおよしとてかぎくな"},
    {U'で', U"はもすしあきのなご"},
    {U'と', U"はもしいのなりこっうげ"},
    {U'も', U"のうっちりとたし"},
    {U'の', U"はがをにでもかみだよたちほうとごべ"},
    {U'へ', U"のとはもる"},
};

/* Nouns in kana that particles follow. */
static const char32_t *const nouns[] = {U"こと", U"もの", U"ため", U"ところ",
    U"とき", U"よう", U"ほう", U"なか", U"ほか", U"すべて", U"みんな", U"これ",
    U"それ", U"あれ", U"ここ", U"そこ", U"いま", U"ひと", U"まち", U"くらし",
    U"いのち", U"ちから", U"こころ", U"からだ", U"しごと", U"つながり",
    U"みらい", U"わたしたち", U"みなさま", U"つくり", U"づくり", U"ひとり"};

/* Particles of several characters. */
static const char32_t *const long_particles[] = {U"から", U"まで", U"より",
    U"など", U"だけ", U"ほど", U"ながら", U"について", U"において", U"における",
    U"による", U"により", U"によって", U"として", U"とともに", U"にとって",
    U"のため", U"のように", U"という", U"といった"};

/* Words in kana that begin a phrase wherever they stand behind hiragana. */
static const char32_t *const openers[] = {U"この", U"その", U"あの", U"どの",
    U"これ", U"それ", U"さらに", U"さらなる", U"すべて", U"もっと", U"まず",
    U"また", U"そして", U"しかし", U"いま", U"とても", U"あらゆる", U"いつも",
    U"みんな", U"みなさま", U"わたし", U"あなた", U"いのち", U"ちから",
    U"こころ", U"からだ", U"しごと", U"つなが", U"つなぐ", U"つなげ", U"ささえ",
    U"つくる", U"つくり", U"はたらく", U"うまれ", U"ひろが", U"ひろげ",
    U"ふさわし", U"よりよい", U"やさし", U"うれし", U"たのし", U"おもしろ",
    U"わかりやす", U"できる", U"できた", U"なりま", U"なった", U"いただ",
    U"ください"};

/* These begin one behind anything. */
static const char32_t *const conjunctions[] = {
    U"および", U"または", U"ならびに", U"あるいは", U"もしくは", U"そして"};

static bool
any_ends(
    const struct atom *atom, size_t i, const char32_t *const *word, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (ends_at(atom, i, word[k]))
            return true;
    return false;
}

static bool
any_begins(const struct atom *atom, size_t n, size_t i,
    const char32_t *const *word, size_t words)
{
    for (size_t k = 0; k < words; k++)
        if (begins_at(atom, n, i, word[k]))
            return true;
    return false;
}

/* A noun stands before atom I: kanji, katakana, a figure, a bracket, or a noun
 * in kana. */
static bool
follows_noun(const struct atom *atom, size_t i)
{
    if (i == 0)
        return false;
    unsigned class = atom[i - 1].class;
    return (class != CL_15 && class != CL_11) ||
           any_ends(atom, i, nouns, sizeof nouns / sizeof *nouns);
}

/* A particle ends before atom I. */
static bool
ends_particle(const struct atom *atom, size_t n, size_t i)
{
    uint32_t c = atom[i - 1].c, next = at(atom, n, i);
    if (c == U'を')
        return true;
    for (size_t k = 0; k < sizeof particles / sizeof *particles; k++)
        if (c == particles[k].particle && follows_noun(atom, i - 1) &&
            !is_one_of(next, particles[k].goes_on))
            return true;
    return !is_one_of(next, U"はがをにでともへのだ") &&
           any_ends(atom, i, long_particles,
               sizeof long_particles / sizeof *long_particles);
}

/* --- scripts -------------------------------------------------------------- */

static bool
is_kana_word(unsigned class)
{
    return class == CL_16 || class == CL_10;
}

/* The stem of a verb between kanji goes on (取り組み, 売り上げ). */
static bool
is_stem(const struct atom *atom, size_t i)
{
    return i > 1 && atom[i].class == CL_19 && atom[i - 2].class == CL_19 &&
           is_one_of(atom[i - 1].c, U"きしちみりぎじびけせれめえげべ");
}

/* Words of two kanji make up most compounds: 事業|計画, not 事|業計画. */
static bool
is_compound_joint(const struct atom *atom, size_t n, size_t i)
{
    enum { COMPOUND_MAX = 16 }; /* longer ones are no words */
    size_t first = i;
    while (
        first > 0 && i - first < COMPOUND_MAX && atom[first - 1].class == CL_19)
        first--;
    bool two = i + 1 < n && atom[i + 1].class == CL_19;
    return (i - first) % 2 == 0 && two;
}

/* Behind hiragana: お and ご begin a word. */
static enum atom_break
behind_hiragana(const struct atom *atom, size_t n, size_t i)
{
    uint32_t c = atom[i - 1].c;
    unsigned next = atom[i].class;
    bool begins = next == CL_19 || is_kana_word(next) || class_is_western(next);
    bool prefix =
        (c == U'お' || c == U'ご') && (i < 2 || atom[i - 2].class != CL_15);
    if (begins)
        return prefix             ? BREAK_BAD
               : is_stem(atom, i) ? BREAK_MIDDLE
                                  : BREAK_FREE;
    bool ends = next == CL_15 && (ends_particle(atom, n, i) ||
                                     any_begins(atom, n, i, openers,
                                         sizeof openers / sizeof *openers));
    return ends && !prefix ? BREAK_FREE : BREAK_BAD;
}

enum atom_break
phrase_break(const struct atom *atom, size_t n, size_t i)
{
    unsigned p = atom[i - 1].class, q = atom[i].class;
    if (p == CL_02 || p == CL_04 || p == CL_05 || p == CL_06 || p == CL_07 ||
        p == CL_26 || p == CL_14 || q == CL_01)
        return BREAK_FREE;
    if (p == CL_15 || p == CL_11)
        return behind_hiragana(atom, n, i);
    if (q == CL_15 && any_begins(atom, n, i, conjunctions,
                          sizeof conjunctions / sizeof *conjunctions))
        return BREAK_FREE;
    if (q == CL_15 && (is_kana_word(p) || class_is_western(p)))
        return BREAK_PARTICLE;
    if (q == CL_15 || (is_kana_word(q) && is_kana_word(p)))
        return BREAK_BAD;
    if (p == CL_19 && q == CL_19 && !is_compound_joint(atom, n, i))
        return BREAK_BAD;
    return BREAK_MIDDLE;
}
