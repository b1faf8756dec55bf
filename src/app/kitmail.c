/* The mail of a press kit. */
#include <string.h>

#include "app/embargo.h"
#include "app/kitfigures.h"
#include "app/kitlist.h"
#include "app/kitweigh.h"
#include "base/sha256.h"
#include "mail/mailbox.h"

DIAG_MESSAGE(other_day, "app.press-day", DIAG_WARN,
    "メールの日時 {1} が、リリースの日付 {2}（[document] の date）と違う日です",
    "the mail's date, {1}, is not on the day of the release, {2} (date of "
    "[document])");
DIAG_MESSAGE(two_senders, "app.press-from", DIAG_ERROR,
    "差出人「{1}」は 1 人にしてください。コンマのある名前は \"…\" で囲みます",
    "there is one sender, not \"{1}\"; a name with a comma stands in \"...\"");

static enum err
read_sender(struct kit *kit, struct mailbox *out)
{
    struct arena *arena = kit->k->arena;
    struct diag *diag = kit->k->diag;
    struct str from = str_of(section_text(kit->section, "from"));
    struct loc loc = section_loc(kit->section, "from");
    struct mailbox other = {.address = NULL};
    size_t at = 0;
    enum err err = mailbox_next(arena, diag, loc, from, &at, out);
    if (err == ERR_OK)
        err = mailbox_next(arena, diag, loc, from, &at, &other);
    return err == ERR_OK && (out->address == NULL || other.address != NULL)
               ? DIAG(diag, loc, &two_senders, from.p)
               : err;
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

/* The day that the release bears and that of its mail. */
static enum err
check_days(struct kit *kit)
{
    const struct section *document = job_find(kit->k->job, "document", "");
    const char *date = section_text(document, "date");
    const char *mail = section_text(kit->section, "mail-date");
    return date == NULL || strncmp(date, mail, strlen(date)) == 0
               ? ERR_OK
               : DIAG(kit->k->diag, section_loc(kit->section, "mail-date"),
                     &other_day, mail, date);
}

static enum err
fill_mail(struct kit *kit, const struct kitlist *r, struct mail *mail)
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
        .picture = kit->picture,
        .n_pictures = kit->n_pictures,
        .compatible = section_boolean(s, "compatible-names")};
    mail->subject = embargo_subject(kit->k, mail->subject);
    enum err err =
        mail->subject == NULL ? ERR_NOMEM : read_sender(kit, &mail->from);
    if (err == ERR_OK)
        err = with_crlf(kit, kit->text, &mail->text);
    return err == ERR_OK ? with_crlf(kit, kit->html, &mail->html) : err;
}

/* The hash by which the record of sendings knows the mail: without those who
 * get it, so that an address can be put right. */
static enum err
keep_hash(struct kit *kit)
{
    char hash[SHA256_HEX + 1];
    struct mail mail = kit->mail;
    struct buf eml = {0};
    mail.to = mail.cc = mail.bcc = (struct mailboxes){NULL, 0};
    enum err err = mail_write(&mail, false, &eml);
    if (err == ERR_OK)
        sha256_hex((struct str){eml.p, eml.n}, hash);
    buf_fini(&eml);
    if (err != ERR_OK)
        return err;
    kit->mail_sha256 = arena_strdup(kit->k->arena, hash);
    return kit->mail_sha256 == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
kit_add_mail(struct kit *kit)
{
    struct kitlist recipients;
    struct buf eml = {0};
    const struct kit_file file = {
        .name = arena_join(kit->k->arena, kit->name, "", ".eml"),
        .type = "message/rfc822",
        .what = "メール / the mail",
        .loc = kit->section->loc};
    enum err err = kitlist_read(kit, &recipients);
    if (err == ERR_OK)
        err = check_days(kit);
    if (err == ERR_OK)
        err = kitfigures_html(kit);
    if (err == ERR_OK)
        err = fill_mail(kit, &recipients, &kit->mail);
    if (err == ERR_OK)
        err = mail_check(kit->k->diag, &kit->mail);
    if (err == ERR_OK)
        err = mail_write(&kit->mail, true, &eml);
    if (err == ERR_OK && file.name != NULL)
        err = kitweigh_mail(kit, &file, eml.n, &kit->mail);
    if (err == ERR_OK)
        err = keep_hash(kit);
    return kit_add(kit, err, &file, &eml);
}
