#include "mail/sendlog.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/trouble.h"
#include "data/csvtable.h"

DIAG_MESSAGE(cannot, "mail.record-unwritable", DIAG_FATAL,
    "記録「{1}」に書けません（{2}）。記録できないものは送りません。空き容量と"
    "権限を確かめてください",
    "the record \"{1}\" cannot be written ({2}), and what cannot be recorded "
    "is not sent; check free space and permissions");
DIAG_MESSAGE(locked, "mail.record-locked", DIAG_FATAL,
    "記録「{1}」は別の kumihan press が使っています。終わるのを待ってください",
    "the record \"{1}\" is in use by another kumihan press; wait for its end");
DIAG_MESSAGE(bad_state, "mail.record-state", DIAG_ERROR,
    "状態「{1}」がわかりません。記録が書き換えられていないか確かめてください",
    "the state \"{1}\" is not known; check whether the record was edited");

static const char head[] =
    "address,kind,message_id,sha256,server,state,code,answer,time\n";
static const char *const names[] = {
    "", "sending", "sent", "refused", "later", "unknown", "settled", "again"};

enum { STATES = sizeof names / sizeof names[0] };

const char *
sendlog_state_name(enum sendlog_state state)
{
    return names[state];
}

/* What RESULT of PATH means. */
static enum err
opened(struct diag *diag, const char *path, enum record_result result)
{
    if (result == RECORD_DONE)
        return ERR_OK;
    return trouble(result == RECORD_TAKEN
                       ? DIAG(diag, LOC_NONE, &locked, path)
                       : DIAG(diag, LOC_NONE, &cannot, path, strerror(errno)));
}

/* By release and address; domains are the same in either case of ASCII, and
 * nobody gives two people names that differ in it alone. */
static const char *
name_of(struct arena *arena, const char *message_id, const char *address)
{
    char *name = arena_printf(arena, "%s %s", message_id, address);
    for (char *p = name; p != NULL && *p != '\0'; p++)
        *p = *p >= 'A' && *p <= 'Z' ? (char)(*p + ('a' - 'A')) : *p;
    return name;
}

/* Has, or may have, somebody in STATE the mail?  `sending` is settled by the
 * line behind it: check_log looks at one that is the last. */
static bool
may_have(enum sendlog_state state)
{
    return state == SEND_SENT || state == SEND_UNKNOWN || state == SEND_SETTLED;
}

static enum err
remember(struct sendlog *log, const struct sendlog_entry *entry)
{
    size_t at;
    const char *name = name_of(log->arena, entry->message_id, entry->address);
    if (name == NULL)
        return ERR_NOMEM;
    if (map_find(&log->by_name, str_of(name), &at)) {
        const char *had = log->entry[at].had;
        log->entry[at] = *entry;
        log->entry[at].had = may_have(entry->state) ? entry->sha256 : had;
        return ERR_OK;
    }
    void *grown = arena_grow(
        log->arena, log->entry, log->n, &log->cap, sizeof *log->entry);
    if (grown == NULL)
        return ERR_NOMEM;
    log->entry = grown;
    log->entry[log->n] = *entry;
    log->entry[log->n].had = may_have(entry->state) ? entry->sha256 : NULL;
    return map_put(&log->by_name, log->arena, str_of(name), log->n++)
               ? ERR_OK
               : ERR_NOMEM;
}

static enum err
take_row(struct sendlog *log, struct diag *diag, const struct csvtable *table,
    const struct row *row)
{
    struct sendlog_entry e = {.address = csvtable_get(table, row, "address"),
        .kind = csvtable_get(table, row, "kind"),
        .message_id = csvtable_get(table, row, "message_id"),
        .sha256 = csvtable_get(table, row, "sha256"),
        .server = csvtable_get(table, row, "server"),
        .answer = csvtable_get(table, row, "answer")};
    const char *state = csvtable_get(table, row, "state");
    if (row->n == 0)
        return ERR_OK;
    (void)str_integer(str_of(csvtable_get(table, row, "code")), &e.code);
    for (int i = 1; i < STATES; i++)
        if (strcmp(names[i], state) == 0)
            e.state = (enum sendlog_state)i;
    if (e.state == SEND_NONE)
        return DIAG(diag, row->loc, &bad_state, state);
    return remember(log, &e);
}

static enum err
read_entries(struct sendlog *log, struct diag *diag, const char *path,
    struct csvtable *table)
{
    enum err err = csvtable_record(log->arena, diag, path, head, table);
    for (size_t i = 1; i < table->rows.n && err == ERR_OK; i++)
        err = take_row(log, diag, table, &table->rows.row[i]);
    return err;
}

enum err
sendlog_open(struct arena *arena, struct diag *diag, const struct watch *watch,
    const char *path, bool write, struct sendlog *log)
{
    struct csvtable table = {.whole = 0};
    *log = (struct sendlog){
        .arena = arena, .watch = watch, .file = {.path = path, .fd = -1}};
    if (!write)
        return access(path, F_OK) == 0 ? read_entries(log, diag, path, &table)
                                       : ERR_OK;
    enum err err = opened(diag, path, record_open(&log->file, path));
    if (err == ERR_OK)
        err = read_entries(log, diag, path, &table);
    if (err == ERR_OK)
        err = opened(diag, path, record_lock(&log->file));
    if (err != ERR_OK)
        return err;
    return opened(diag, path,
        record_begin(arena, &log->file, table.whole, table.unended, head));
}

void
sendlog_close(struct sendlog *log)
{
    record_close(&log->file);
}

enum err
sendlog_find(struct sendlog *log, const char *message_id, const char *address,
    const struct sendlog_entry **out)
{
    size_t at;
    const char *name = name_of(log->arena, message_id, address);
    bool found = name != NULL && map_find(&log->by_name, str_of(name), &at);
    *out = found ? &log->entry[at] : NULL;
    return name == NULL ? ERR_NOMEM : ERR_OK;
}

/* A server's words; behind a blank when a spreadsheet would run them. */
static void
put_answer(struct buf *out, const char *answer)
{
    bool formula = answer[0] != '\0' && strchr("=+-@", answer[0]) != NULL;
    struct buf text = {0};
    buf_printf(&text, "%s%s", formula ? " " : "", answer);
    out->failed = out->failed || text.failed;
    buf_csv_flat(out, (struct str){text.p, text.n});
    buf_fini(&text);
}

static void
put_line(struct buf *out, const struct sendlog_entry *e, const char *stamp)
{
    const char *const fields[] = {
        e->address, e->kind, e->message_id, e->sha256, e->server};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buf_csv_flat(out, str_of(fields[i]));
        buf_byte(out, ',');
    }
    buf_printf(out, "%s,", sendlog_state_name(e->state));
    if (e->code != 0)
        buf_int(out, e->code);
    buf_byte(out, ',');
    put_answer(out, e->answer == NULL ? "" : e->answer);
    buf_printf(out, ",%s\n", stamp);
}

enum err
sendlog_write(
    struct diag *diag, struct sendlog *log, const struct sendlog_entry *entry)
{
    char stamp[WATCH_STAMP];
    struct buf line = {0};
    log->watch->stamp(log->watch->data, stamp);
    put_line(&line, entry, stamp);
    enum err err = line.failed ? ERR_NOMEM
                               : opened(diag, log->file.path,
                                     record_append(&log->file, line.p, line.n));
    buf_fini(&line);
    return err == ERR_OK ? remember(log, entry) : err;
}
