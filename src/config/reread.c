/* iniparser 4.1 reads only named files and stumbles over a byte order mark:
 * such a file is read from a copy without it. */
#include "config/reread.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/fault.h"

DIAG_MESSAGE(refused, "config.iniparser", DIAG_ERROR,
    "INI ライブラリーがこのファイルを読めません。読んでいる間に変更されて"
    "いないか確かめて、もう一度実行してください",
    "the INI library cannot read this file; make sure that it is not being "
    "changed and run again");
DIAG_MESSAGE(differs, "config.read-twice", DIAG_ERROR,
    "キー「{1}」の値が「{2}」とも「{3}」とも読めます。値を \" \" "
    "で囲んでください",
    "the value of key \"{1}\" reads as \"{2}\" and as \"{3}\"; put it in "
    "double quotes");
DIAG_MESSAGE(no_copy, "config.no-copy", DIAG_FATAL,
    "BOM のない写しを /tmp に作れません（{1}）。ファイルを BOM なしの UTF-8 "
    "で保存してください",
    "cannot make a copy without the byte order mark in /tmp ({1}); save the "
    "file as UTF-8 without BOM");

/* Faults were found by the scanner, with their places. */
static int
be_silent(const char *format, ...)
{
    (void)format;
    return 0;
}

/* What stands in S, which has no capitals, behind NAME with its capitals made
 * small; NULL: S begins otherwise. */
static const char *
behind(const char *s, const char *name)
{
    size_t n = strlen(name);
    if (strncmp(s, name, n) == 0) /* most names have no capitals either */
        return s + n;
    for (; *name != '\0'; s++, name++) {
        bool capital = *name >= 'A' && *name <= 'Z';
        if (*s != (capital ? *name - 'A' + 'a' : *name))
            return NULL;
    }
    return s;
}

/* iniparser keeps the order of the file: the entry of item I is the Ith. */
static bool
is_entry(const dictionary *dict, size_t i, const char *head, const char *key)
{
    const char *s = i < (size_t)dict->n ? dict->key[i] : NULL;
    s = s == NULL ? NULL : behind(s, head);
    s = s == NULL ? NULL : behind(s, ":");
    s = s == NULL ? NULL : behind(s, key);
    return s != NULL && *s == '\0';
}

/* The value iniparser gives the item I of INI, below [HEAD]; *VALUE is NULL
 * when there is none. */
static enum err
value_of(struct arena *arena, const dictionary *dict, const struct ini *ini,
    size_t i, const char *head, const char **value)
{
    const char *key = ini->item[i].key;
    if (is_entry(dict, i, head, key))
        return *value = dict->val[i], ERR_OK;
    const char *name = arena_printf(arena, "%s:%s", head, key);
    *value = name == NULL ? NULL : iniparser_getstring(dict, name, NULL);
    return name == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
compare(struct arena *arena, struct diag *diag, const struct ini *ini,
    const dictionary *dict)
{
    const char *head = "";
    enum err result = ERR_OK;
    for (size_t i = 0; i < ini->n; i++) {
        const struct ini_item *item = &ini->item[i];
        if (item->is_section) {
            head = item->head;
            continue;
        }
        const char *value;
        enum err err = value_of(arena, dict, ini, i, head, &value);
        if (err != ERR_OK)
            return err;
        if (value != NULL && strcmp(value, item->value) == 0)
            continue;
        result = DIAG(diag, item->value_loc, &differs, item->key, item->value,
            value == NULL ? "" : value);
        if (result == ERR_NOMEM)
            return result;
    }
    /* More entries than items: iniparser saw what the scanner did not. */
    if (result == ERR_OK && dict->n != (int)ini->n)
        return DIAG(diag, fault_line(ini->file, 0), &refused, NULL);
    return result;
}

static enum err
read_path(struct arena *arena, struct diag *diag, const char *path,
    const struct ini *ini)
{
    iniparser_set_error_callback(be_silent);
    dictionary *dict = iniparser_load(path);
    if (dict == NULL)
        return DIAG(diag, fault_line(ini->file, 0), &refused, NULL);
    enum err err = compare(arena, diag, ini, dict);
    iniparser_freedict(dict);
    return err;
}

static bool
write_all(int fd, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        ssize_t put = write(fd, text.p + at, text.n - at);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += (size_t)put;
    }
    return true;
}

enum err
reread_check(struct arena *arena, struct diag *diag, const char *path,
    const struct ini *ini)
{
    if (!ini->bom)
        return read_path(arena, diag, path, ini);
    char copy[] = "/tmp/kumihan-XXXXXX";
    int fd = mkstemp(copy);
    bool good = fd >= 0 && write_all(fd, ini->text);
    int why = errno;
    if (fd >= 0 && close(fd) != 0 && good) {
        good = false;
        why = errno;
    }
    enum err err = ERR_OK;
    if (good)
        err = read_path(arena, diag, copy, ini);
    else if (DIAG(diag, fault_line(ini->file, 0), &no_copy, strerror(why)) ==
             ERR_NOMEM)
        err = ERR_NOMEM;
    else
        err = ERR_ENVIRONMENT;
    if (fd >= 0)
        unlink(copy);
    return err;
}
