/* libhyphen ends the process when it gets no memory.  What a dictionary takes
 * is bounded by its file (26 bytes for each of its bytes, measured on en-US),
 * so more than that is asked for beforehand, as is done for cmark.  Dividing a
 * word takes none, but for spellings that change at the hyphen. */
#include "text/dictionary.h"

#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const char folder[] = "/usr/share/hyphen";

enum {
    MEMORY_PER_BYTE = 64,
    BEFORE_LEAST = 2, /* letters that stay together, whatever the patterns */
    AFTER_LEAST = 3,
    WORD_BYTES = 2 * DICTIONARY_WORD_MAX /* libhyphen takes 99 without memory */
};

DIAG_MESSAGE(m_missing, "text.no-dictionary", DIAG_ERROR,
    "言語「{1}」のハイフネーション辞書 {2} がありません。en-US のような言語を"
    "書き、その辞書のパッケージ {3} を入れる（apt install {3}）か、hyphenate "
    "を "
    "no にしてください",
    "there is no hyphenation dictionary for \"{1}\" ({2}); write a language "
    "such "
    "as en-US, install its package {3} (apt install {3}), or write hyphenate = "
    "no");
DIAG_MESSAGE(m_encoding, "text.dictionary-encoding", DIAG_ERROR,
    "ハイフネーション辞書 {1} の文字コード {2} は読めません。UTF-8 か "
    "ISO8859-1 "
    "の辞書を使ってください",
    "the hyphenation dictionary {1} is in {2}, which cannot be read; use one "
    "in "
    "UTF-8 or ISO8859-1");

struct dictionary {
    HyphenDict *dict;
    bool utf8; /* else ISO 8859-1 */
};

/* --- opening ---------------------------------------------------------- */

static char
lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static char
upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

/* en-US, however it is capitalised (BCP 47): hyph_en_US.dic. */
bool
dictionary_path(const char *lang, char path[DICTIONARY_PATH])
{
    int n = snprintf(path, DICTIONARY_PATH, "%s/hyph_%s.dic", folder, lang);
    if (n <= 0 || n >= DICTIONARY_PATH || strchr(lang, '/') != NULL)
        return false;
    bool region = false;
    for (char *p = strchr(path, '\0') - strlen(lang) - 4; *p != '.'; p++) {
        *p = region ? upper(*p) : lower(*p);
        if (*p == '-')
            *p = '_', region = true;
    }
    return true;
}

/* Debian's package: hyphen-en-us, but hyphen-de for de-DE, which is the only
 * German one. */
static void
package_of(const char *lang, char package[DICTIONARY_PATH])
{
    size_t n = strcspn(lang, "-"), at = 0;
    bool own = lang[n] == '-' && strlen(lang) == 2 * n + 1;
    for (size_t i = 0; own && i < n; i++)
        own = lower(lang[i]) == lower(lang[n + 1 + i]);
    strcpy(package, "hyphen-");
    for (at = strlen(package); *lang != '\0' && at + 1 < DICTIONARY_PATH;
         lang++) {
        if (*lang == '-' && own)
            break;
        package[at++] = lower(*lang);
    }
    package[at] = '\0';
}

static enum err
say_missing(
    struct diag *diag, struct loc loc, const char *lang, const char *path)
{
    char package[DICTIONARY_PATH];
    package_of(lang, package);
    enum err err = DIAG(diag, loc, &m_missing, lang, path, package);
    return err == ERR_NOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
}

static enum err
check_memory(FILE *file)
{
    if (fseek(file, 0, SEEK_END) != 0)
        return ERR_ENVIRONMENT;
    long bytes = ftell(file);
    rewind(file);
    void *probe = malloc((size_t)(bytes > 0 ? bytes : 1) * MEMORY_PER_BYTE);
    free(probe);
    return probe == NULL ? ERR_NOMEM : ERR_OK;
}

/* Takes over DICT. */
static enum err
keep(struct diag *diag, struct loc loc, const char *path, HyphenDict *dict,
    struct dictionary **out)
{
    if (!dict->utf8 && strcmp(dict->cset, "ISO8859-1") != 0) {
        enum err err = DIAG(
            diag, loc, &m_encoding, path, diag_str(diag, str_of(dict->cset)));
        hnj_hyphen_free(dict);
        return err;
    }
    *out = malloc(sizeof **out);
    if (*out == NULL) {
        hnj_hyphen_free(dict);
        return ERR_NOMEM;
    }
    **out = (struct dictionary){dict, dict->utf8 != 0};
    return ERR_OK;
}

enum err
dictionary_load(struct diag *diag, struct loc loc, const char *lang,
    struct dictionary **out)
{
    char path[DICTIONARY_PATH];
    *out = NULL;
    FILE *file = dictionary_path(lang, path) ? fopen(path, "rb") : NULL;
    if (file == NULL)
        return say_missing(diag, loc, lang, path);
    enum err err = check_memory(file);
    HyphenDict *dict = err == ERR_OK ? hnj_hyphen_load_file(file) : NULL;
    fclose(file);
    if (err != ERR_OK)
        return err == ERR_NOMEM ? err : say_missing(diag, loc, lang, path);
    if (dict == NULL)
        return ERR_NOMEM;
    return keep(diag, loc, path, dict, out);
}

void
dictionary_free(struct dictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    hnj_hyphen_free(dictionary->dict);
    free(dictionary);
}

/* --- dividing --------------------------------------------------------- */

/* The N letters C in the dictionary's encoding; 0: it has no such letter. */
static size_t
encode(const struct dictionary *dictionary, const uint32_t *c, size_t n,
    char *word)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        if (dictionary->utf8)
            at += utf8_put(c[i], word + at);
        else if (c[i] < 0x100)
            word[at++] = (char)c[i];
        else
            return 0;
    }
    return at;
}

void
dictionary_divide(const struct dictionary *dictionary, const uint32_t *c,
    size_t n, bool *point)
{
    char word[WORD_BYTES + 1], mark[WORD_BYTES + 6] = "";
    char *change[WORD_BYTES + 1] = {NULL}, **changes = change;
    int from[WORD_BYTES + 1] = {0}, cut[WORD_BYTES + 1] = {0};
    int *froms = from, *cuts = cut;
    size_t bytes =
        n < BEFORE_LEAST + AFTER_LEAST ? 0 : encode(dictionary, c, n, word);
    memset(point, 0, n * sizeof *point);
    if (bytes == 0)
        return;
    word[bytes] = '\0';
    hnj_hyphen_hyphenate2(dictionary->dict, word, (int)bytes, mark, NULL,
        &changes, &froms, &cuts);
    /* Where the spelling would change, the word is not divided. */
    for (size_t i = BEFORE_LEAST - 1; i + AFTER_LEAST < n; i++)
        point[i] = (mark[i] & 1) && change[i] == NULL;
    for (size_t i = 0; i < bytes; i++)
        free(change[i]);
}
