#include "app/kitlist.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/utf8.h"
#include "data/decode.h"
#include "mail/mailbox.h"

DIAG_MESSAGE(no_column, "app.press-recipients", DIAG_ERROR,
    "宛先の CSV「{1}」に「{2}」という列がありません。見出しを kind,name,mail "
    "にしてください",
    "the recipients \"{1}\" have no column \"{2}\"; the heads are "
    "kind,name,mail");
DIAG_MESSAGE(bad_kind, "app.press-kind", DIAG_ERROR,
    "宛先の種類「{1}」は to・cc・bcc のどれかにしてください",
    "the kind of a recipient, \"{1}\", is to, cc or bcc");
DIAG_MESSAGE(bad_field, "app.press-field", DIAG_ERROR,
    "宛先のファイルの行「{1}」は To:、Cc:、Bcc: "
    "のどれでも始まりません（前の行の"
    "続きは空白で始めます。CSV なら名前を .csv にしてください）",
    "the line \"{1}\" of the recipients begins with none of To:, Cc:, Bcc: (a "
    "line that goes on begins with a blank; a CSV is to be called .csv)");

static const char *const kinds[KITLIST_KINDS] = {"to", "cc", "bcc"};

/* The kind called NAME; KITLIST_KINDS: none. */
static size_t
kind_of(struct str name)
{
    size_t i = 0;
    while (i < KITLIST_KINDS && (strlen(kinds[i]) != name.n ||
                                    strncasecmp(kinds[i], name.p, name.n) != 0))
        i++;
    return i;
}

static enum err
add(struct kit *kit, struct kitlist *out, size_t kind,
    const struct mailbox *box)
{
    struct mailbox *all = arena_grow(kit->k->arena, out->box[kind],
        out->n[kind], &out->cap[kind], sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    out->box[kind] = all;
    all[out->n[kind]++] = *box;
    return ERR_OK;
}

/* --- a CSV ---------------------------------------------------------------- */

static enum err
find_column(
    struct kit *kit, const struct list *list, const char *name, size_t *out)
{
    *out = list_column(list, str_of(name));
    if (*out < list->n_columns)
        return ERR_OK;
    return DIAG(kit->k->diag, ((struct loc){list->path, 1, 0}), &no_column,
        list->path, name);
}

static enum err
add_row(struct kit *kit, const struct job_row *row, const size_t column[3],
    struct kitlist *out)
{
    const struct job_field *kind = &row->field[column[0]];
    const struct job_field *mail = &row->field[column[2]];
    const struct mailbox box = {.name = row->field[column[1]].text,
        .address = mail->text,
        .loc = mail->loc};
    size_t at = kind_of(str_trim(str_of(kind->text)));
    return at == KITLIST_KINDS
               ? DIAG(kit->k->diag, kind->loc, &bad_kind, kind->text)
               : add(kit, out, at, &box);
}

static enum err
read_csv(struct kit *kit, const char *path, struct kitlist *out)
{
    static const char *const heads[] = {"kind", "name", "mail"};
    struct kumihan *k = kit->k;
    struct list list;
    size_t column[3];
    enum err err = list_read(k->arena, k->diag,
        section_loc(kit->section, "recipients"), path, "auto", &list);
    for (size_t i = 0; i < 3 && err == ERR_OK; i++)
        err = find_column(kit, &list, heads[i], &column[i]);
    for (size_t i = 1; err == ERR_OK && i <= list.n; i++) {
        struct job_row row;
        err = list_row(k->arena, k->diag, &list, i, &row);
        if (err == ERR_OK)
            err = add_row(kit, &row, column, out);
    }
    return err;
}

/* --- a header ------------------------------------------------------------- */

static enum err
add_boxes(struct kit *kit, struct loc loc, struct str text, size_t kind,
    struct kitlist *out)
{
    size_t at = 0;
    enum err err = ERR_OK;
    while (err == ERR_OK && at < text.n) {
        struct mailbox box;
        struct loc here = loc;
        here.col += (int32_t)utf8_count((struct str){text.p, at});
        err = mailbox_next(kit->k->arena, kit->k->diag, here, text, &at, &box);
        if (err == ERR_OK && box.address != NULL)
            err = add(kit, out, kind, &box);
    }
    return err;
}

/* LINE, which begins at LOC; *KIND is that of the field it belongs to. */
static enum err
add_line(struct kit *kit, struct loc loc, struct str line, size_t *kind,
    struct kitlist *out)
{
    if (str_trim(line).n == 0)
        return ERR_OK;
    bool goes_on = line.p[0] == ' ' || line.p[0] == '\t';
    if (goes_on && *kind < KITLIST_KINDS)
        return add_boxes(kit, loc, line, *kind, out);
    struct str boxes, name = str_trim(str_cut(line, ':', &boxes));
    *kind = goes_on || boxes.p == NULL ? KITLIST_KINDS : kind_of(name);
    if (*kind == KITLIST_KINDS)
        return DIAG(
            kit->k->diag, loc, &bad_field, diag_str(kit->k->diag, line));
    loc.col +=
        (int32_t)utf8_count((struct str){line.p, (size_t)(boxes.p - line.p)});
    return add_boxes(kit, loc, boxes, *kind, out);
}

static enum err
read_header(struct kit *kit, const char *path, struct kitlist *out)
{
    struct kumihan *k = kit->k;
    struct loc loc = {path, 1, 1};
    struct str bytes, rest;
    size_t kind = KITLIST_KINDS;
    enum err err = file_read(k->arena, k->diag,
        section_loc(kit->section, "recipients"), path, &bytes);
    if (err == ERR_OK)
        err = decode_text(k->arena, k->diag, path, "auto", bytes, &rest);
    for (; err == ERR_OK && rest.p != NULL; loc.line++) {
        struct str line = str_cut(rest, '\n', &rest);
        if (line.n > 0 && line.p[line.n - 1] == '\r')
            line.n--;
        err = add_line(kit, loc, line, &kind, out);
    }
    return err;
}

enum err
kitlist_read(struct kit *kit, struct kitlist *out)
{
    const char *path = section_file(kit->section, "recipients");
    size_t n = strlen(path), ending = strlen(".csv");
    bool csv = n > ending && strcasecmp(path + n - ending, ".csv") == 0;
    *out = (struct kitlist){.n = {0}};
    return csv ? read_csv(kit, path, out) : read_header(kit, path, out);
}
