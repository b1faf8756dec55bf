/* The mail of a press kit. */
#include <string.h>

#include "app/embargo.h"
#include "app/kitweigh.h"
#include "base/sha256.h"

DIAG_MESSAGE(no_column, "app.press-recipients", DIAG_ERROR,
    "宛先の CSV「{1}」に「{2}」という列がありません。見出しを kind,name,mail "
    "にしてください",
    "the recipients \"{1}\" have no column \"{2}\"; the heads are "
    "kind,name,mail");
DIAG_MESSAGE(bad_kind, "app.press-kind", DIAG_ERROR,
    "宛先の種類「{1}」は to・cc・bcc のどれかにしてください",
    "the kind of a recipient, \"{1}\", is to, cc or bcc");

enum { KINDS = 3 };

/* The recipients by kind: to, cc, bcc. */
struct recipients {
    struct mailbox *box[KINDS];
    size_t n[KINDS], cap[KINDS];
};

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
add_recipient(struct kit *kit, const struct job_row *row,
    const size_t column[3], struct recipients *out)
{
    static const char *const kinds[KINDS] = {"to", "cc", "bcc"};
    const struct job_field *kind = &row->field[column[0]];
    const struct job_field *name = &row->field[column[1]];
    const struct job_field *mail = &row->field[column[2]];
    for (size_t i = 0; i < KINDS; i++) {
        if (strcmp(kind->text, kinds[i]) != 0)
            continue;
        struct mailbox *all = arena_grow(
            kit->k->arena, out->box[i], out->n[i], &out->cap[i], sizeof *all);
        if (all == NULL)
            return ERR_NOMEM;
        out->box[i] = all;
        all[out->n[i]++] = (struct mailbox){
            .name = name->text, .address = mail->text, .loc = mail->loc};
        return ERR_OK;
    }
    return DIAG(kit->k->diag, kind->loc, &bad_kind, kind->text);
}

static enum err
read_recipients(struct kit *kit, struct recipients *out)
{
    static const char *const heads[] = {"kind", "name", "mail"};
    struct kumihan *k = kit->k;
    struct list list;
    size_t column[3];
    enum err err =
        list_read(k->arena, k->diag, section_loc(kit->section, "recipients"),
            section_file(kit->section, "recipients"), "auto", &list);
    for (size_t i = 0; i < 3 && err == ERR_OK; i++)
        err = find_column(kit, &list, heads[i], &column[i]);
    for (size_t i = 1; err == ERR_OK && i <= list.n; i++) {
        struct job_row row;
        err = list_row(k->arena, k->diag, &list, i, &row);
        if (err == ERR_OK)
            err = add_recipient(kit, &row, column, out);
    }
    return err;
}

/* `NAME <ADDRESS>`, or an address alone. */
static enum err
read_sender(struct kit *kit, struct mailbox *out)
{
    struct arena *arena = kit->k->arena;
    struct str behind, from = str_of(section_text(kit->section, "from"));
    struct str name = str_cut(from, '<', &behind);
    struct str address = behind.p == NULL ? name : behind;
    if (behind.p != NULL && address.n > 0 && address.p[address.n - 1] == '>')
        address.n--;
    name = behind.p == NULL ? (struct str){NULL, 0} : str_trim(name);
    address = str_trim(address);
    *out = (struct mailbox){
        .name = name.n == 0 ? NULL : arena_strndup(arena, name.p, name.n),
        .address = arena_strndup(arena, address.p, address.n),
        .loc = section_loc(kit->section, "from")};
    return out->address == NULL || (name.n > 0 && out->name == NULL) ? ERR_NOMEM
                                                                     : ERR_OK;
}

/* Lines of a mail end with CR LF. */
static enum err
with_crlf(struct kit *kit, struct str text, struct str *out)
{
    struct buf lines = {0};
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n')
            buf_byte(&lines, '\r');
        buf_byte(&lines, text.p[i]);
    }
    const char *p = lines.failed || lines.n == 0
                        ? NULL
                        : arena_strndup(kit->k->arena, lines.p, lines.n);
    *out = (struct str){p, lines.n};
    bool failed = lines.failed || (lines.n > 0 && p == NULL);
    buf_fini(&lines);
    return failed ? ERR_NOMEM : ERR_OK;
}

static enum err
fill_mail(struct kit *kit, const struct recipients *r, struct mail *mail)
{
    const struct section *s = kit->section;
    const struct document *document = kit->k->document;
    const char *subject = section_text(s, "subject");
    *mail = (struct mail){.to = {r->box[0], r->n[0]},
        .cc = {r->box[1], r->n[1]},
        .bcc = {r->box[2], r->n[2]},
        .subject = subject == NULL ? document->title : subject,
        .subject_loc = section_loc(s, subject == NULL ? "from" : "subject"),
        .date = section_text(s, "mail-date"),
        .date_loc = section_loc(s, "mail-date"),
        .message_id = section_text(s, "message-id"),
        .id_loc = section_loc(s, "message-id"),
        .to_loc = section_loc(s, "recipients"),
        .lang = document->lang,
        .attachment = kit->part,
        .n_attachments = kit->n_parts,
        .compatible = section_boolean(s, "compatible-names")};
    mail->subject = embargo_subject(kit->k, mail->subject);
    enum err err =
        mail->subject == NULL ? ERR_NOMEM : read_sender(kit, &mail->from);
    if (err == ERR_OK)
        err = with_crlf(kit, kit->text, &mail->text);
    return err == ERR_OK ? with_crlf(kit, kit->html, &mail->html) : err;
}

/* The hash of the mail's file, by which the record of sendings knows it. */
static enum err
keep_hash(struct kit *kit, const struct buf *eml)
{
    char hash[SHA256_HEX + 1];
    sha256_hex((struct str){eml->p, eml->n}, hash);
    kit->mail_sha256 = arena_strdup(kit->k->arena, hash);
    return kit->mail_sha256 == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
kit_add_mail(struct kit *kit)
{
    struct recipients recipients = {.n = {0}};
    struct buf eml = {0};
    const struct kit_file file = {
        .name = arena_join(kit->k->arena, kit->name, "", ".eml"),
        .type = "message/rfc822",
        .what = "メール / the mail",
        .loc = kit->section->loc};
    enum err err = read_recipients(kit, &recipients);
    if (err == ERR_OK)
        err = fill_mail(kit, &recipients, &kit->mail);
    if (err == ERR_OK)
        err = mail_check(kit->k->diag, &kit->mail);
    if (err == ERR_OK)
        err = mail_write(&kit->mail, true, &eml);
    if (err == ERR_OK && file.name != NULL)
        err = kitweigh_mail(kit, &file, eml.n, &kit->mail);
    if (err == ERR_OK)
        err = keep_hash(kit, &eml);
    return kit_add(kit, err, &file, &eml);
}
