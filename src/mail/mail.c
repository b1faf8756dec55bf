#include "mail/mail.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/moment.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "mail/words.h"

DIAG_MESSAGE(control, "mail.control", DIAG_ERROR,
    "{1}「{2}」に改行などの制御文字、書く向きを変える文字か、UTF-8 でない文字が"
    "あります。メールのヘッダーには書けないので、取り除いてください",
    "the {3} \"{2}\" has a line end, another control character, one that turns "
    "the direction of text, or what is no UTF-8; no header of a mail may hold "
    "it: remove it");
DIAG_MESSAGE(no_subject, "mail.subject", DIAG_ERROR,
    "メールの件名がありません。subject を書いてください",
    "the mail has no subject; write one in subject");
DIAG_MESSAGE(bad_address, "mail.address", DIAG_ERROR,
    "「{1}」はメールアドレスではありません。name@example.jp "
    "の形の半角文字で書いてください",
    "\"{1}\" is no mail address; write it as name@example.jp in ASCII");
DIAG_MESSAGE(nobody, "mail.nobody", DIAG_ERROR,
    "メールの宛先がありません。to か bcc を書いてください",
    "the mail has no recipients; write to or bcc");
DIAG_MESSAGE(twice, "mail.twice", DIAG_ERROR,
    "宛先「{1}」が 2 度あります。1 つにしてください",
    "the recipient \"{1}\" is listed twice; leave one of them");
DIAG_MESSAGE(bad_date, "mail.date", DIAG_ERROR,
    "メールの日時「{1}」は 2026-06-01T14:00+09:00 の形で書いてください",
    "write the mail's date \"{1}\" as 2026-06-01T14:00+09:00");
DIAG_MESSAGE(bad_file, "mail.file-name", DIAG_ERROR,
    "添付ファイルの名前「{1}」は、半角の英数字と . _ - だけにしてください",
    "the name of an attached file, \"{1}\", may have ASCII letters, digits and "
    ". _ - only");
DIAG_MESSAGE(bad_id, "mail.message-id", DIAG_ERROR,
    "Message-ID「{1}」は release-1@example.jp の形で書いてください",
    "write the Message-ID \"{1}\" as release-1@example.jp");

/* --- what goes into header fields ----------------------------------------- */

static bool
is_atom_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') ||
           (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
is_name_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* Atoms with dots between them (RFC 5322, 3.2.3); those of a DOMAIN are its
 * labels. */
static bool
is_dotted(struct str s, bool domain)
{
    enum { LABEL_MOST = 63 }; /* of a domain, RFC 1035 */
    char last = '.';
    size_t label = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool dash = domain && c == '-' && last != '.';
        bool good = domain ? is_name_char(c) || dash : is_atom_char(c);
        if (c == '.' ? last == '.' || (domain && last == '-') : !good)
            return false;
        label = c == '.' ? 0 : label + 1;
        if (domain && label > LABEL_MOST)
            return false;
        last = c;
    }
    return s.n > 0 && last != '.' && !(domain && last == '-');
}

bool
mail_is_address(const char *address)
{
    enum { LOCAL_MOST = 64, MOST = 254 }; /* RFC 5321, 4.5.3.1 */
    struct str domain, local = str_cut(str_of(address), '@', &domain);
    return domain.p != NULL && strlen(address) <= MOST &&
           local.n <= LOCAL_MOST && is_dotted(local, false) &&
           is_dotted(domain, true) && memchr(domain.p, '.', domain.n) != NULL;
}

/* No control characters (C0, C1), no line ends of Unicode, nothing that turns
 * the direction of what follows (UAX #9): gnp.exe would look like exe.png. */
static bool
is_line(const char *text)
{
    struct str s = str_of(text);
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, at, &at);
        bool turns = (c >= 0x202A && c <= 0x202E) ||
                     (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
        if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
            turns || c == UTF8_BAD)
            return false;
    }
    return true;
}

static enum err
check_line(struct diag *diag, struct loc loc, const char *ja, const char *en,
    const char *text)
{
    return text == NULL || is_line(text)
               ? ERR_OK
               : DIAG(diag, loc, &control, ja, text, en);
}

static enum err
check_box(struct diag *diag, const struct mailbox *box)
{
    enum err err = check_line(diag, box->loc, "名前", "name", box->name);
    return mail_is_address(box->address)
               ? err
               : err_worse(
                     err, DIAG(diag, box->loc, &bad_address, box->address));
}

static enum err
check_boxes(struct diag *diag, const struct mailboxes *boxes)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < boxes->n && err != ERR_NOMEM; i++)
        err = err_worse(err, check_box(diag, &boxes->box[i]));
    return err;
}

static int
by_address(const void *a, const void *b)
{
    const struct mailbox *const *x = a, *const *y = b;
    int order = strcasecmp((*x)->address, (*y)->address);
    return order != 0 ? order : (*x)->loc.line - (*y)->loc.line;
}

/* Nobody gets a mail twice. */
static enum err
check_twice(struct diag *diag, const struct mail *mail)
{
    const struct mailboxes *all[] = {&mail->to, &mail->cc, &mail->bcc};
    size_t n = 0, most = mail->to.n + mail->cc.n + mail->bcc.n;
    const struct mailbox **box = calloc(most + 1, sizeof *box);
    enum err err = box == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t k = 0; k < 3 && err == ERR_OK; k++)
        for (size_t i = 0; i < all[k]->n; i++)
            box[n++] = &all[k]->box[i];
    if (n > 1)
        qsort(box, n, sizeof *box, by_address);
    for (size_t i = 1; i < n; i++)
        if (strcasecmp(box[i - 1]->address, box[i]->address) == 0)
            err = err_worse(
                err, DIAG(diag, box[i]->loc, &twice, box[i]->address));
    free(box);
    return err;
}

static bool
is_file_name(const char *file)
{
    size_t n = strlen(file);
    for (size_t i = 0; i < n; i++)
        if (!is_name_char(file[i]) && strchr("._-", file[i]) == NULL)
            return false;
    return n > 0 && n <= 100 && file[0] != '.';
}

static enum err
check_attachment(struct diag *diag, const struct attachment *a)
{
    enum err err =
        check_line(diag, a->loc, "添付ファイルの題", "title", a->title);
    return is_file_name(a->file)
               ? err
               : err_worse(err, DIAG(diag, a->loc, &bad_file, a->file));
}

/* The pictures have ids of the domain of the Message-ID, which must be good. */
static enum err
check_ids(struct diag *diag, const struct mail *mail)
{
    enum err err = ERR_OK;
    if (!mail_is_address(mail->message_id))
        return DIAG(diag, mail->id_loc, &bad_id, mail->message_id);
    for (size_t i = 0; i < mail->n_pictures; i++) {
        const struct attachment *a = &mail->picture[i];
        struct str domain, local = str_cut(str_of(a->id), '@', &domain);
        bool good = is_dotted(local, false) && is_dotted(domain, true);
        err = err_worse(err, good ? ERR_OK : ERR_INTERNAL);
        err = err_worse(err, check_attachment(diag, a));
    }
    return err;
}

/* NULL: it cannot be read.  The caller unrefs it. */
static GDateTime *
date_of(const char *text)
{
    struct moment m;
    if (!moment_parse(str_of(text), &m))
        return NULL;
    GTimeZone *zone = g_time_zone_new_offset(m.offset * 60);
    GDateTime *date =
        g_date_time_new(zone, m.year, m.month, m.day, m.hour, m.minute, 0);
    g_time_zone_unref(zone);
    return date;
}

static enum err
check_date(struct diag *diag, const struct mail *mail)
{
    GDateTime *date = date_of(mail->date);
    if (date == NULL)
        return DIAG(diag, mail->date_loc, &bad_date, mail->date);
    g_date_time_unref(date);
    return ERR_OK;
}

enum err
mail_check(struct diag *diag, const struct mail *mail)
{
    enum err err = check_box(diag, &mail->from);
    err = err_worse(err, check_boxes(diag, &mail->to));
    err = err_worse(err, check_boxes(diag, &mail->cc));
    err = err_worse(err, check_boxes(diag, &mail->bcc));
    err = err_worse(err, check_twice(diag, mail));
    if (str_trim(str_of(mail->subject)).n == 0)
        err = err_worse(err, DIAG(diag, mail->subject_loc, &no_subject, NULL));
    err = err_worse(err,
        check_line(diag, mail->subject_loc, "件名", "subject", mail->subject));
    for (size_t i = 0; i < mail->n_attachments; i++)
        err = err_worse(err, check_attachment(diag, &mail->attachment[i]));
    if (mail->to.n + mail->cc.n + mail->bcc.n == 0)
        err = err_worse(err, DIAG(diag, mail->to_loc, &nobody, NULL));
    err = err_worse(err, check_ids(diag, mail));
    return err_worse(err, check_date(diag, mail));
}

/* --- header fields -------------------------------------------------------- */

struct writing {
    const struct mail *mail;
    bool failed; /* memory ran out: a field is missing */
};

/* Sets the field NAME of PART to VALUE, which is as it is to stand; gives VALUE
 * up. */
static void
set_raw(
    struct writing *w, GMimeObject *part, const char *name, struct buf *value)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(part);
    GMimeHeader *header = g_mime_header_list_get_header(list, name);
    buf_text(value, "\r\n");
    if (header == NULL) {
        g_mime_header_list_append(list, name, "", NULL);
        header = g_mime_header_list_get_header(list, name);
    }
    w->failed = w->failed || value->failed;
    if (!value->failed)
        g_mime_header_set_raw_value(header, value->p);
    buf_fini(value);
}

/* ATOM, which it gives up, as the first of the field NAME; on the next line
 * when it is long. */
static void
put_first(struct buf *value, const char *name, struct buf *atom)
{
    struct str text = {atom->p, atom->n};
    (void)words_atom(value, strlen(name) + 1, text);
    value->failed = value->failed || atom->failed;
    buf_fini(atom);
}

static size_t
put_box(struct buf *out, size_t column, const struct mailbox *box, bool more)
{
    struct buf address = {0};
    struct str name = str_of(box->name);
    buf_printf(&address, name.n > 0 ? "<%s>%s" : "%s%s", box->address,
        more ? "," : "");
    if (name.n > 0)
        column = words_name(out, column, name);
    column = words_atom(out, column, (struct str){address.p, address.n});
    out->failed = out->failed || address.failed;
    buf_fini(&address);
    return column;
}

static void
set_boxes(struct writing *w, GMimeObject *part, const char *name,
    const struct mailbox *box, size_t n)
{
    struct buf value = {0};
    if (n == 0)
        return;
    buf_byte(&value, ' ');
    size_t column = strlen(name) + 2;
    for (size_t i = 0; i < n; i++) {
        if (i > 0) {
            buf_text(&value, "\r\n ");
            column = 1;
        }
        column = put_box(&value, column, &box[i], i + 1 < n);
    }
    set_raw(w, part, name, &value);
}

static void
set_text(
    struct writing *w, GMimeObject *part, const char *name, const char *text)
{
    struct buf value = {0};
    buf_byte(&value, ' ');
    (void)words_text(&value, strlen(name) + 2, str_of(text));
    set_raw(w, part, name, &value);
}

static void
set_fields(struct writing *w, GMimeMessage *message, bool with_bcc)
{
    const struct mail *mail = w->mail;
    GMimeObject *part = GMIME_OBJECT(message);
    struct buf id = {0}, value = {0};
    GDateTime *date = date_of(mail->date);
    g_mime_message_set_date(message, date);
    g_date_time_unref(date);
    set_boxes(w, part, "From", &mail->from, 1);
    set_boxes(w, part, "To", mail->to.box, mail->to.n);
    set_boxes(w, part, "Cc", mail->cc.box, mail->cc.n);
    if (with_bcc)
        set_boxes(w, part, "Bcc", mail->bcc.box, mail->bcc.n);
    if (mail->to.n + mail->cc.n == 0) /* a group of nobody (RFC 5322, A.1.3) */
        set_text(w, part, "To", "undisclosed-recipients:;");
    set_text(w, part, "Subject", mail->subject);
    buf_printf(&id, "<%s>", mail->message_id);
    put_first(&value, "Message-ID", &id);
    set_raw(w, part, "Message-ID", &value);
    if (mail->lang != NULL)
        set_text(w, part, "Content-Language", mail->lang);
    if (with_bcc) /* opened as a draft that can be sent, by who knows it */
        set_text(w, part, "X-Unsent", "1");
}

/* --- parts ---------------------------------------------------------------- */

/* BYTES as the content of PART, in base64. */
static void
set_bytes(GMimePart *part, struct str bytes)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(
        bytes.p == NULL ? "" : bytes.p, bytes.n);
    GMimeDataWrapper *wrapper = g_mime_data_wrapper_new_with_stream(
        stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, wrapper);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
    g_object_unref(wrapper);
    g_object_unref(stream);
}

static void
add_text(GMimeMultipart *to, const char *subtype, struct str text)
{
    GMimePart *part = g_mime_part_new_with_type("text", subtype);
    g_mime_object_set_content_type_parameter(
        GMIME_OBJECT(part), "charset", "utf-8");
    set_bytes(part, text);
    g_mime_multipart_add(to, GMIME_OBJECT(part));
    g_object_unref(part);
}

/* `name` of the type: what programs look at that know nothing newer.  Text that
 * is not UTF-8 is bytes: nobody is told another encoding than it has. */
static void
set_type(struct writing *w, GMimeObject *part, const struct attachment *a)
{
    struct buf type = {0}, value = {0};
    bool text = strncmp(a->type, "text/", strlen("text/")) == 0;
    bool known = text && utf8_valid(a->bytes) == a->bytes.n;
    buf_printf(
        &type, "%s;", text && !known ? "application/octet-stream" : a->type);
    put_first(&value, "Content-Type", &type);
    if (known)
        buf_text(&value, "\r\n charset=utf-8;");
    buf_text(&value, "\r\n name=\"");
    if (w->mail->compatible && a->title != NULL)
        (void)words_encoded(&value, strlen(" name=\""), str_of(a->title));
    else
        buf_text(&value, a->file);
    buf_byte(&value, '"');
    set_raw(w, part, "Content-Type", &value);
}

/* The ASCII name for who knows no other, the true one beside it (RFC 6266 says
 * the same of HTTP). */
static void
set_disposition(
    struct writing *w, GMimeObject *part, const struct attachment *a)
{
    struct buf value = {0};
    buf_printf(&value, " %s;\r\n filename=\"%s\"",
        a->id == NULL ? "attachment" : "inline", a->file);
    if (a->title != NULL && strcmp(a->title, a->file) != 0)
        words_parameter(&value, "filename", str_of(a->title));
    set_raw(w, part, "Content-Disposition", &value);
}

static void
set_id(struct writing *w, GMimeObject *part, const char *id)
{
    struct buf atom = {0}, value = {0};
    if (id == NULL)
        return;
    buf_printf(&atom, "<%s>", id);
    put_first(&value, "Content-ID", &atom);
    set_raw(w, part, "Content-ID", &value);
}

static void
add_file(struct writing *w, GMimeMultipart *to, const struct attachment *a)
{
    GMimePart *part = g_mime_part_new();
    set_bytes(part, a->bytes);
    set_type(w, GMIME_OBJECT(part), a);
    set_disposition(w, GMIME_OBJECT(part), a);
    set_id(w, GMIME_OBJECT(part), a->id);
    g_mime_multipart_add(to, GMIME_OBJECT(part));
    g_object_unref(part);
}

/* A multipart whose boundary nothing inside has: base64 knows no low line. */
static GMimeMultipart *
new_multipart(const char *subtype)
{
    char boundary[40];
    GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
    snprintf(boundary, sizeof boundary, "=_%s_=", subtype);
    g_mime_multipart_set_boundary(multipart, boundary);
    return multipart;
}

/* Adds PART to TO and gives it up. */
static void
add_multipart(GMimeMultipart *to, GMimeMultipart *part)
{
    g_mime_multipart_add(to, GMIME_OBJECT(part));
    g_object_unref(part);
}

/* The HTML, with what it shows (RFC 2387). */
static void
add_html(struct writing *w, GMimeMultipart *to)
{
    const struct mail *mail = w->mail;
    if (mail->n_pictures == 0) {
        add_text(to, "html", mail->html);
        return;
    }
    GMimeMultipart *related = new_multipart("related");
    g_mime_object_set_content_type_parameter(
        GMIME_OBJECT(related), "type", "text/html");
    add_text(related, "html", mail->html);
    for (size_t i = 0; i < mail->n_pictures; i++)
        add_file(w, related, &mail->picture[i]);
    add_multipart(to, related);
}

static GMimeMultipart *
make_body(struct writing *w)
{
    const struct mail *mail = w->mail;
    GMimeMultipart *texts = new_multipart("alternative");
    add_text(texts, "plain", mail->text);
    if (mail->html.n > 0)
        add_html(w, texts);
    if (mail->n_attachments == 0)
        return texts;
    GMimeMultipart *all = new_multipart("mixed");
    add_multipart(all, texts);
    for (size_t i = 0; i < mail->n_attachments; i++)
        add_file(w, all, &mail->attachment[i]);
    return all;
}

/* --- the whole ------------------------------------------------------------ */

static enum err
put_message(GMimeMessage *message, struct buf *out)
{
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    GMimeStream *stream = g_mime_stream_mem_new();
    ssize_t n =
        g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
    GByteArray *bytes =
        g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    if (n >= 0)
        buf_put(out, bytes->data, bytes->len);
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return n < 0 || out->failed ? ERR_NOMEM : ERR_OK;
}

enum err
mail_write(const struct mail *mail, bool with_bcc, struct buf *out)
{
    struct writing w = {.mail = mail};
    g_mime_init();
    GMimeMessage *message = g_mime_message_new(FALSE);
    set_fields(&w, message, with_bcc);
    GMimeMultipart *body = make_body(&w);
    g_mime_message_set_mime_part(message, GMIME_OBJECT(body));
    enum err err = w.failed ? ERR_NOMEM : put_message(message, out);
    g_object_unref(body);
    g_object_unref(message);
    return err;
}
