#include <string.h>
#include <strings.h>

#include "app/embargo.h"
#include "app/kittype.h"
#include "app/kitweigh.h"
#include "app/packagename.h"
#include "app/pressdata.h"
#include "base/file.h"
#include "base/sha256.h"

DIAG_MESSAGE(neither, "app.press-attachment", DIAG_ERROR,
    "[attachment {1}] には job か file のどちらか 1 つを書いてください",
    "[attachment {1}] needs one of job and file");
DIAG_MESSAGE(bad_name, "app.press-attachment-name", DIAG_ERROR,
    "「{1}」はファイルの名前に使えません。半角の英数字と . _ - で、64 字までに"
    "してください（添付は name、データはセクションの名前）",
    "\"{1}\" cannot name a file; use ASCII letters, digits and . _ -, 64 at "
    "most (name of an attachment, the section's name of data)");
DIAG_MESSAGE(other_ending, "app.press-attachment-ending", DIAG_ERROR,
    "「{1}」の末尾は「{2}"
    "」にしてください（中身と違う種類のファイルに見えます）",
    "\"{1}\" is to end with \"{2}\": it would look like another kind of file");
DIAG_MESSAGE(bad_title, "app.press-attachment-title", DIAG_ERROR,
    "「{1}」は添付ファイルの題にできません。/ \\ : * ? \" < > | "
    "を使わず、「{2}」で"
    "終わる名前にしてください",
    "\"{1}\" cannot name an attached file; leave out / \\ : * ? \" < > | and "
    "end it with \"{2}\"");
DIAG_MESSAGE(twice, "app.press-name-twice", DIAG_ERROR,
    "「{1}」という名前のファイルが 2 つになります。どちらかの name "
    "を変えてください",
    "two files of the kit would be called \"{1}\"; change the name of one");
DIAG_MESSAGE(not_made, "app.press-attachment-job", DIAG_ERROR,
    "添付する「{1}」を作れません: {2}",
    "\"{1}\", which is to be attached, cannot be made: {3}");
DIAG_MESSAGE(other_embargo, "app.press-embargo", DIAG_ERROR,
    "添付する「{1}」の解禁は {2} "
    "で、リリースの解禁（{3}）と違います。[document] "
    "の embargo をそろえてください",
    "\"{1}\", which is attached, is under embargo until {2}, the release until "
    "{3}; give both the same embargo in [document]");
DIAG_MESSAGE(warned, "app.press-attachment-warnings", DIAG_WARN,
    "添付する「{1}」に {2} 件の警告があります。kumihan build {1} "
    "で確かめてください",
    "\"{1}\", which is attached, has {2} warnings; see them with kumihan build "
    "{1}");

/* --- adding --------------------------------------------------------------- */

enum err
kit_keep(struct kit *kit, const struct buf *buf, struct str *out)
{
    const char *p = buf->failed ? NULL
                                : arena_strndup(kit->k->arena,
                                      buf->p == NULL ? "" : buf->p, buf->n);
    *out = (struct str){p, p == NULL ? 0 : buf->n};
    return p == NULL ? ERR_NOMEM : ERR_OK;
}

static bool
keep_part(struct kit *kit, const struct kit_file *file, struct str bytes)
{
    struct arena *arena = kit->k->arena;
    struct attachment *all = arena_grow(
        arena, kit->part, kit->n_parts, &kit->cap_parts, sizeof *all);
    const char *p = arena_strndup(arena, bytes.p, bytes.n);
    if (all == NULL || p == NULL)
        return false;
    kit->part = all;
    all[kit->n_parts++] = (struct attachment){.type = file->type,
        .file = file->name,
        .title = file->title,
        .bytes = {p, bytes.n},
        .loc = file->loc};
    return true;
}

/* Does the manifest have a file NAME already? */
static bool
is_there(const struct kit *kit, const char *name)
{
    struct str rest = {kit->manifest.p, kit->manifest.n};
    while (rest.p != NULL) {
        struct str behind, line = str_cut(rest, '\n', &rest);
        struct str file = str_cut(line, ',', &behind);
        if (file.n == strlen(name) && strncasecmp(file.p, name, file.n) == 0)
            return true; /* some file systems know no small letters */
    }
    return strcasecmp(name, KIT_MANIFEST) == 0;
}

/* FILE with the mark of an embargo in its names. */
static enum err
mark_names(struct kit *kit, struct kit_file *file)
{
    bool titled = file->title != NULL;
    if (file->name == NULL)
        return ERR_NOMEM;
    file->name = embargo_name(kit->k, file->name);
    if (titled)
        file->title = embargo_name(kit->k, file->title);
    return file->name == NULL || (titled && file->title == NULL) ? ERR_NOMEM
                                                                 : ERR_OK;
}

/* Adds FILE, with the names it is to have, of BYTES. */
static enum err
add(struct kit *kit, const struct kit_file *file, struct str bytes)
{
    char hash[SHA256_HEX + 1];
    if (is_there(kit, file->name))
        return DIAG(kit->k->diag, file->loc, &twice, file->name);
    enum err err = folder_put(kit->k->diag, kit->folder, file->name, bytes);
    if (err != ERR_OK)
        return err;
    sha256_hex(bytes, hash);
    buf_printf(&kit->manifest, "%s,%s,%zu,%s,%s\r\n", file->name, hash, bytes.n,
        file->type, file->what);
    return file->mailed && !keep_part(kit, file, bytes) ? ERR_NOMEM : ERR_OK;
}

enum err
kit_add(
    struct kit *kit, enum err err, const struct kit_file *file, struct buf *buf)
{
    struct str bytes = {buf->p == NULL ? "" : buf->p, buf->n};
    struct kit_file marked = *file;
    if (err == ERR_OK)
        err = buf->failed ? ERR_NOMEM : mark_names(kit, &marked);
    if (err == ERR_OK)
        err = add(kit, &marked, bytes);
    buf_fini(buf);
    return err;
}

/* --- attachments ---------------------------------------------------------- */

/* The first error of OTHER in one line, owned by the arena. */
static const char *
first_error(struct kit *kit, const struct kumihan *other, enum diag_lang lang)
{
    struct buf text = {0};
    for (size_t i = 0; other != NULL && i < diag_count(other->diag); i++) {
        if (diag_at(other->diag, i).level < DIAG_ERROR)
            continue;
        diag_put_text(other->diag, i, lang, &text);
        break;
    }
    const char *kept =
        text.p == NULL ? "-" : arena_strndup(kit->k->arena, text.p, text.n);
    buf_fini(&text);
    return kept;
}

static enum err
say_not_made(
    struct kit *kit, struct loc loc, const char *path, struct kumihan *other)
{
    const char *ja = first_error(kit, other, DIAG_JA);
    const char *en = first_error(kit, other, DIAG_EN);
    return ja == NULL || en == NULL
               ? ERR_NOMEM
               : DIAG(kit->k->diag, loc, &not_made, path, ja, en);
}

/* What building OTHER warned of, as one warning. */
static enum err
say_warnings(
    struct kit *kit, struct loc loc, const char *path, struct kumihan *other)
{
    int64_t n = 0;
    for (size_t i = 0; i < diag_count(other->diag); i++)
        n += diag_at(other->diag, i).level == DIAG_WARN;
    return n == 0 ? ERR_OK
                  : DIAG(kit->k->diag, loc, &warned, path,
                        diag_int(kit->k->diag, n));
}

/* The PDF of K for the web. */
static enum err
write_pdf(struct kumihan *k, struct buf *out)
{
    char *pdf = NULL;
    size_t n = 0;
    int result = kumihan_pdf(k, &pdf, &n);
    *out = (struct buf){.p = pdf, .n = n, .cap = n};
    return (enum err)result;
}

/* What is attached must not be held longer than the mail says. */
static enum err
check_embargo(struct kit *kit, struct loc loc, const char *path,
    const struct kumihan *other)
{
    const char *mine = kit->k->job->embargo, *its = other->job->embargo;
    if (its == NULL || (mine != NULL && strcmp(mine, its) == 0))
        return ERR_OK;
    return DIAG(kit->k->diag, loc, &other_embargo, path, its,
        mine == NULL ? "-" : mine);
}

/* The PDF of the job file PATH for the web. */
static enum err
make_pdf(struct kit *kit, const char *path, const struct kit_file *file,
    struct buf *out)
{
    const struct loc loc = file->loc;
    struct kumihan *other = NULL;
    struct kumihan_options options;
    struct kit_pictures pictures;
    library_options(kit->k, &options);
    int result = kumihan_load(path, &options, &other);
    if (result == KUMIHAN_OK)
        result = library_result(other,
            kitlight_pdf(kit, other, file->name, write_pdf, &pictures, out));
    enum err err = result == KUMIHAN_OK ? check_embargo(kit, loc, path, other)
                                        : say_not_made(kit, loc, path, other);
    if (err == ERR_OK)
        err = pressdata_compare(kit->k, loc, path, other);
    if (err == ERR_INPUT && result == KUMIHAN_ENVIRONMENT)
        err = ERR_ENVIRONMENT; /* memory, fonts, the disk */
    if (err == ERR_OK)
        err = say_warnings(kit, loc, path, other);
    if (err == ERR_OK)
        err = kitweigh_pdf(kit, file, out->n, other->weights, &pictures);
    kumihan_free(other);
    return err;
}

static enum err
read_file(struct kit *kit, const char *path, struct loc loc, struct buf *out)
{
    struct str bytes;
    enum err err = file_read(kit->k->arena, kit->k->diag, loc, path, &bytes);
    if (err == ERR_OK)
        buf_str(out, bytes);
    return err;
}

/* What the file is called: `name`, else as the section, or as the file is. */
static const char *
attachment_name(struct kit *kit, const struct section *s, const char *file)
{
    const char *name = section_text(s, "name");
    if (name != NULL)
        return name;
    const char *slash = file == NULL ? NULL : strrchr(file, '/');
    if (file != NULL)
        return slash == NULL ? file : slash + 1;
    return arena_join(kit->k->arena, s->name, "", ".pdf");
}

/* Does NAME end as OTHER does, whatever the case? */
static bool
has_ending(const char *name, const char *other)
{
    return strcasecmp(kittype_ending(name), kittype_ending(other)) == 0;
}

/* A name for the file NAME that every system can show and open. */
static bool
is_title(const char *title, const char *name)
{
    return title[0] != '.' && strpbrk(title, "/\\:*?\"<>|") == NULL &&
           has_ending(title, name);
}

static enum err
add_attachment(struct kit *kit, const struct section *s)
{
    struct diag *diag = kit->k->diag;
    const char *job = section_file(s, "job"), *path = section_file(s, "file");
    if ((job == NULL) == (path == NULL))
        return DIAG(diag, s->loc, &neither, s->name);
    const struct kit_file file = {.name = attachment_name(kit, s, path),
        .type = job != NULL ? "application/pdf" : kittype_of(path),
        .what = "添付資料 / attached",
        .title = section_text(s, "title"),
        .mailed = true,
        .loc = section_loc(s, job != NULL ? "job" : "file")};
    if (file.name == NULL)
        return ERR_NOMEM;
    if (!packagename_good(file.name))
        return DIAG(diag, section_loc(s, "name"), &bad_name, file.name);
    if (!has_ending(file.name, job != NULL ? ".pdf" : path))
        return DIAG(diag, section_loc(s, "name"), &other_ending, file.name,
            job != NULL ? ".pdf" : kittype_ending(path));
    if (file.title != NULL && !is_title(file.title, file.name))
        return DIAG(diag, section_loc(s, "title"), &bad_title, file.title,
            kittype_ending(file.name));
    struct buf bytes = {0};
    enum err err = job != NULL ? make_pdf(kit, job, &file, &bytes)
                               : read_file(kit, path, file.loc, &bytes);
    if (err == ERR_OK && job == NULL &&
        strcmp(file.type, "application/pdf") == 0)
        err = kitweigh_pdf(kit, &file, bytes.n, NULL, NULL);
    return kit_add(kit, err, &file, &bytes);
}

enum err
kit_add_attachments(struct kit *kit)
{
    const struct section *s = NULL;
    enum err err = ERR_OK;
    while ((err == ERR_OK || err == ERR_INPUT) &&
           (s = job_next(kit->k->job, "attachment", s)) != NULL)
        err = err_worse(err, add_attachment(kit, s));
    return err;
}

/* --- data ----------------------------------------------------------------- */

static enum err
add_records(struct kit *kit, const char *name)
{
    struct kumihan *k = kit->k;
    struct buf csv = {0};
    const struct kit_file file = {
        .name = arena_join(k->arena, name, "", ".csv"),
        .type = "text/csv",
        .what = "データ（UTF-8） / data",
        .loc = section_loc(kit->section, "data")};
    if (file.name != NULL && !packagename_good(file.name))
        return DIAG(k->diag, file.loc, &bad_name, file.name);
    return kit_add(kit, pressdata_csv(k, name, &csv), &file, &csv);
}

enum err
kit_add_data(struct kit *kit)
{
    size_t n;
    const char **names = pressdata_names(kit->k, &n);
    enum err err = names == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = add_records(kit, names[i]);
    return err;
}
