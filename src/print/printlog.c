#include "print/printlog.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/trouble.h"
#include "data/csvtable.h"

DIAG_MESSAGE(cannot, "print.record-unwritable", DIAG_FATAL,
    "記録「{1}」に書けません（{2}）。記録できないものは印刷しません。空き容量と"
    "権限を確かめてください",
    "the record \"{1}\" cannot be written ({2}), and what cannot be recorded "
    "is "
    "not printed; check free space and permissions");
DIAG_MESSAGE(locked, "print.record-locked", DIAG_FATAL,
    "記録「{1}」は別の kumihan print が使っています。終わるのを待ってください",
    "the record \"{1}\" is in use by another kumihan print; wait for its end");
DIAG_MESSAGE(exists, "print.record-exists", DIAG_ERROR,
    "記録「{1}」があります。続きは --resume で印刷してください。初めから"
    "印刷し直すときは、この記録の名前を変えてください",
    "the record \"{1}\" is there already; go on with --resume, or rename the "
    "record to print everything once more");
DIAG_MESSAGE(bad_state, "print.record-state", DIAG_ERROR,
    "状態「{1}」がわかりません。記録が書き換えられていないか確かめてください",
    "the state \"{1}\" is not known; check whether the record was edited");

static const char head[] =
    "row,key,file,sha256,printer,token,job_id,state,message,time\n";
static const char *const names[] = {"", "sending", "accepted", "sent",
    "completed", "aborted", "canceled", "refused", "printed", "again"};

enum { STATES = sizeof names / sizeof names[0] };

const char *
printlog_state_name(enum printlog_state state)
{
    return names[state];
}

static enum err
fail(struct diag *diag, const char *path)
{
    return trouble(DIAG(diag, LOC_NONE, &cannot, path, strerror(errno)));
}

/* Remembers ENTRY as the last word on its file. */
static enum err
remember(struct printlog *log, const struct printlog_entry *entry)
{
    size_t at;
    if (map_find(&log->by_file, str_of(entry->file), &at)) {
        log->entry[at] = *entry;
        return ERR_OK;
    }
    void *grown = arena_grow(
        log->arena, log->entry, log->n, &log->cap, sizeof *log->entry);
    if (grown == NULL)
        return ERR_NOMEM;
    log->entry = grown;
    log->entry[log->n] = *entry;
    return map_put(&log->by_file, log->arena, str_of(entry->file), log->n++)
               ? ERR_OK
               : ERR_NOMEM;
}

static enum err
take_row(struct printlog *log, struct diag *diag, const struct csvtable *table,
    const struct row *row)
{
    struct printlog_entry e = {LOG_NONE, csvtable_get(table, row, "key"),
        csvtable_get(table, row, "file"), csvtable_get(table, row, "sha256"),
        csvtable_get(table, row, "printer"), csvtable_get(table, row, "token"),
        0};
    const char *state = csvtable_get(table, row, "state");
    if (row->n == 0)
        return ERR_OK;
    (void)str_integer(str_of(csvtable_get(table, row, "job_id")), &e.job);
    for (int i = 1; i < STATES; i++)
        if (strcmp(names[i], state) == 0)
            e.state = (enum printlog_state)i;
    if (e.state == LOG_NONE)
        return DIAG(diag, row->loc, &bad_state, state);
    return remember(log, &e);
}

static enum err
read_entries(struct printlog *log, struct diag *diag, struct csvtable *table)
{
    enum err err = csvtable_record(log->arena, diag, log->path, head, table);
    for (size_t i = 1; i < table->rows.n && err == ERR_OK; i++)
        err = take_row(log, diag, table, &table->rows.row[i]);
    return err;
}

static enum err
opened(struct diag *diag, const char *path, enum record_result result)
{
    if (result == RECORD_TAKEN)
        return trouble(DIAG(diag, LOC_NONE, &locked, path));
    return result == RECORD_DONE ? ERR_OK : fail(diag, path);
}

static enum err
open_to_write(struct printlog *log, struct diag *diag, enum printlog_mode mode)
{
    struct csvtable table = {.whole = 0};
    enum err err = opened(diag, log->path, record_open(&log->file, log->path));
    if (err == ERR_OK)
        err = read_entries(log, diag, &table);
    if (err == ERR_OK && mode == LOG_BEGIN && log->n > 0)
        err = DIAG(diag, LOC_NONE, &exists, log->path);
    if (err == ERR_OK)
        err = opened(diag, log->path, record_lock(&log->file));
    if (err != ERR_OK)
        return err;
    return opened(diag, log->path,
        record_begin(log->arena, &log->file, table.whole, table.unended, head));
}

enum err
printlog_open(struct arena *arena, struct diag *diag, const struct watch *watch,
    const char *path, enum printlog_mode mode, struct printlog *log)
{
    struct csvtable table;
    *log = (struct printlog){
        .arena = arena, .watch = watch, .path = path, .file = {.fd = -1}};
    if (mode != LOG_LOOK)
        return open_to_write(log, diag, mode);
    return access(path, F_OK) == 0 ? read_entries(log, diag, &table) : ERR_OK;
}

void
printlog_close(struct printlog *log)
{
    record_close(&log->file);
}

struct printlog_entry
printlog_find(const struct printlog *log, const struct edition *edition)
{
    size_t at;
    if (map_find(&log->by_file, str_of(edition->file), &at))
        return log->entry[at];
    return (struct printlog_entry){.state = LOG_NONE};
}

static void
put_field(struct buf *out, const char *text)
{
    buf_csv_flat(out, str_of(text));
    buf_byte(out, ',');
}

static void
put_line(struct buf *out, const struct edition *edition,
    const struct printlog_entry *entry, const char *message, const char *stamp)
{
    put_field(out, edition->row);
    put_field(out, edition->key);
    put_field(out, edition->file);
    put_field(out, entry->sha256);
    put_field(out, entry->printer);
    put_field(out, entry->token);
    if (entry->job != 0)
        buf_int(out, entry->job);
    buf_byte(out, ',');
    buf_text(out, printlog_state_name(entry->state));
    buf_byte(out, ',');
    put_field(out, message);
    buf_text(out, stamp);
    buf_byte(out, '\n');
}

enum err
printlog_write(struct diag *diag, struct printlog *log,
    const struct edition *edition, const struct printlog_entry *entry,
    const char *message)
{
    char stamp[WATCH_STAMP];
    struct buf line = {0};
    struct printlog_entry kept = *entry;
    if (log->file.fd < 0)
        return ERR_OK;
    log->watch->stamp(log->watch->data, stamp);
    put_line(&line, edition, entry, message, stamp);
    enum err err = line.failed ? ERR_NOMEM : ERR_OK;
    if (err == ERR_OK)
        err =
            opened(diag, log->path, record_append(&log->file, line.p, line.n));
    buf_fini(&line);
    if (err != ERR_OK)
        return err;
    kept.key = edition->key, kept.file = edition->file;
    return remember(log, &kept);
}
