/* Passwords stand in a file of their own: never in the job, on the command line
 * or in a message. */
#include "app/secret.h"

#include <string.h>

#include "base/file.h"

enum { PASSWORD_MOST = 127 /* bytes that count (ISO 32000-2, 7.6.4.3.3) */ };

DIAG_MESSAGE(bad_file, "app.password-file", DIAG_ERROR,
    "password-file は 2 行で書いてください。1 行目は開くためのパスワード"
    "（空でもよい）、2 行目は権限を変えるためのパスワード（1～127 バイト、"
    "1 行目と別のもの）です",
    "password-file must have two lines: the password to open the PDF, which "
    "may be empty, and the owner's, another one of 1 to 127 bytes");
DIAG_MESSAGE(bad_right, "app.allow", DIAG_ERROR,
    "allow の「{1}」は許可の名前ではありません。print・copy・annotate・change "
    "から選んでください",
    "allow does not know \"{1}\"; choose from print, copy, annotate, change");

static struct str
take_line(struct str *text)
{
    struct str rest, line = str_cut(*text, '\n', &rest);
    *text = rest.p == NULL ? (struct str){"", 0} : rest;
    if (line.n > 0 && line.p[line.n - 1] == '\r')
        line.n--;
    return line;
}

static bool
is_password(struct str s)
{
    return s.n <= PASSWORD_MOST && (s.n == 0 || memchr(s.p, 0, s.n) == NULL);
}

static enum err
read_passwords(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    struct loc loc = section_loc(profile, "password-file");
    struct str text;
    enum err err = file_read(
        k->arena, k->diag, loc, section_file(profile, "password-file"), &text);
    if (err != ERR_OK)
        return err;
    struct str open = take_line(&text), owner = take_line(&text);
    if (!is_password(open) || !is_password(owner) || owner.n == 0 ||
        str_equal(open, owner) || text.n > 0)
        return DIAG(k->diag, loc, &bad_file, NULL);
    out->open_password = arena_strndup(k->arena, open.p, open.n);
    out->owner_password = arena_strndup(k->arena, owner.p, owner.n);
    bool made = out->open_password != NULL && out->owner_password != NULL;
    return made ? ERR_OK : ERR_NOMEM;
}

static enum err
read_rights(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    static const char *const word[] = {"print", "copy", "annotate", "change"};
    size_t n, words = sizeof word / sizeof word[0];
    const char **list = section_list(k->arena, profile, "allow", &n);
    enum err err = list == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++) {
        size_t at = 0;
        while (at < words && strcmp(word[at], list[i]) != 0)
            at++;
        if (at == words)
            err = DIAG(
                k->diag, section_loc(profile, "allow"), &bad_right, list[i]);
        else
            out->rights |= 1U << at;
    }
    return err;
}

enum err
secret_read(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    if (section_file(profile, "password-file") == NULL)
        return ERR_OK;
    enum err err = read_passwords(k, profile, out);
    return err == ERR_OK ? read_rights(k, profile, out) : err;
}
