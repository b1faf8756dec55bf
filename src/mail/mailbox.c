#include "mail/mailbox.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/utf8.h"

DIAG_MESSAGE(not_closed, "mail.mailbox-open", DIAG_ERROR,
    "「{1}」の {2} が閉じられていません。名前 <name@example.jp> の形で書いて"
    "ください",
    "{2} is not closed in \"{1}\"; write NAME <name@example.jp>");
DIAG_MESSAGE(stray, "mail.mailbox", DIAG_ERROR,
    "「{1}」は宛先として読めません。名前 <name@example.jp> の形で、何人もいる"
    "ときはコンマで区切って書いてください",
    "\"{1}\" cannot be read as a recipient; write NAME <name@example.jp>, and "
    "commas between several");

/* The end of the member that begins at AT: a comma outside quotes and brackets,
 * or the end of LIST.  *OPEN is what was not closed, or NULL. */
static size_t
find_end(struct str list, size_t at, const char **open)
{
    bool quoted = false, bracket = false;
    for (; at < list.n; at++) {
        char c = list.p[at];
        if (quoted && c == '\\' && at + 1 < list.n)
            at++;
        else if (c == '"' && !bracket)
            quoted = !quoted;
        else if (!quoted && (c == '<' || c == '>'))
            bracket = c == '<';
        else if (!quoted && !bracket && c == ',')
            break;
    }
    *open = quoted ? "\"" : bracket ? "<" : NULL;
    return at;
}

/* S without its quotes and the backslashes in them (quoted-string, RFC 5322,
 * 3.2.4). */
static const char *
unquote(struct arena *arena, struct str s)
{
    struct buf out = {0};
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (s.p[i] == '\\' && i + 2 < s.n)
            i++;
        buf_byte(&out, s.p[i]);
    }
    const char *text =
        out.failed ? NULL
                   : arena_strndup(arena, out.n == 0 ? "" : out.p, out.n);
    buf_fini(&out);
    return text;
}

/* A name from some mail's header: its encoded words are decoded. */
static const char *
decode(struct arena *arena, struct str s)
{
    const char *text = arena_strndup(arena, s.p, s.n);
    if (text == NULL || strstr(text, "=?") == NULL)
        return text;
    g_mime_init();
    char *plain = g_mime_utils_header_decode_phrase(NULL, text);
    const char *kept = plain == NULL ? NULL : arena_strdup(arena, plain);
    g_free(plain);
    return kept;
}

static const char *
read_name(struct arena *arena, struct str s)
{
    bool quoted = s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"';
    return quoted ? unquote(arena, s) : decode(arena, s);
}

/* Where `<` stands outside quotes; S.n: nowhere. */
static size_t
find_bracket(struct str s)
{
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        if (quoted && s.p[i] == '\\')
            i++;
        else if (s.p[i] == '"')
            quoted = !quoted;
        else if (s.p[i] == '<' && !quoted)
            return i;
    }
    return s.n;
}

/* MEMBER, without blanks around it, as a mailbox. */
static enum err
read_member(struct arena *arena, struct diag *diag, struct loc loc,
    struct str member, struct mailbox *out)
{
    size_t open = find_bracket(member);
    struct str name = str_trim((struct str){member.p, open});
    struct str address = name;
    if (open < member.n) {
        struct str rest, inside = {member.p + open + 1, member.n - open - 1};
        address = str_trim(str_cut(inside, '>', &rest));
        if (rest.p == NULL || str_trim(rest).n > 0)
            return DIAG(diag, loc, &stray, diag_str(diag, member));
    } else if (memchr(name.p, ' ', name.n) != NULL) {
        return DIAG(diag, loc, &stray, diag_str(diag, member));
    } else {
        name.n = 0;
    }
    out->loc = loc;
    out->name = name.n == 0 ? NULL : read_name(arena, name);
    out->address = arena_strndup(arena, address.p, address.n);
    bool made = out->address != NULL && (name.n == 0 || out->name != NULL);
    return made ? ERR_OK : ERR_NOMEM;
}

enum err
mailbox_next(struct arena *arena, struct diag *diag, struct loc loc,
    struct str list, size_t *at, struct mailbox *out)
{
    *out = (struct mailbox){.loc = loc};
    while (*at < list.n) {
        const char *open;
        size_t start = *at, end = find_end(list, start, &open);
        while (start < end && (list.p[start] == ' ' || list.p[start] == '\t'))
            start++;
        struct str member = str_trim((struct str){list.p + start, end - start});
        loc.col += loc.col == 0 ? 0
                                : (int32_t)utf8_count(
                                      (struct str){list.p + *at, start - *at});
        if (open != NULL)
            return DIAG(diag, loc, &not_closed, diag_str(diag, member), open);
        if (member.n > 0) {
            *at = end < list.n ? end + 1 : end;
            return read_member(arena, diag, loc, member, out);
        }
        *at = end < list.n ? end + 1 : end;
    }
    return ERR_OK;
}
