/* kumihan_lines: copy composed without pages, and what was done to it. */
#include <string.h>

#include "app/library.h"
#include "set/flow.h"
#include "text/linelog.h"

DIAG_MESSAGE(no_style, "app.no-style", DIAG_ERROR,
    "[style {1}] はありません。ジョブにあるスタイルの名前を指定してください{2}",
    "there is no [style {1}]; name a style of the job{3}");
DIAG_MESSAGE(bad_measure, "app.measure", DIAG_ERROR,
    "行長「{1}」を読めません。25em、90mm、200H のように、0 より大きい長さを"
    "書いてください",
    "\"{1}\" is no length of a line; write a length above zero such as 25em, "
    "90mm or 200H");

static const char built_in[] = "[document]\n"
                               "title = lines\n"
                               "[font lines]\n"
                               "japanese = BIZ UDMincho Regular\n"
                               "[style body]\n"
                               "font = lines\n"
                               "size = 10pt\n";

/* --- the job ---------------------------------------------------------- */

static const char *
style_name(const struct kumihan_lines *what)
{
    return what->style == NULL ? "body" : what->style;
}

/* The changes that WHAT makes to the job, behind those of OPTIONS. */
struct changes {
    struct arena *arena;
    struct job_set *set;
    size_t n;
    bool failed;
};

static void
change(
    struct changes *changes, const char *text, const char *place, bool missing)
{
    changes->failed |= text == NULL;
    changes->set[changes->n++] = (struct job_set){text, place, missing};
}

/* FONT is a section of the job, else a face, which then gets a section. */
static void
change_font(struct changes *changes, const struct kumihan_lines *what)
{
    struct arena *arena = changes->arena;
    if (what->job == NULL) {
        change(changes,
            arena_printf(arena, "font lines:japanese=%s", what->font), "--font",
            false);
        return;
    }
    change(changes,
        arena_printf(arena, "font %s:japanese=%s", what->font, what->font),
        "--font", true);
    change(changes,
        arena_printf(arena, "style %s:font=%s", style_name(what), what->font),
        "--font", false);
}

static enum err
collect(struct arena *arena, const struct kumihan_lines *what,
    const struct kumihan_options *options, struct changes *out)
{
    size_t n = options == NULL ? 0 : options->n_set;
    *out = (struct changes){.arena = arena};
    out->set = arena_array(arena, n + what->n_keys + 2, sizeof *out->set);
    if (out->set == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        change(out, options->set[i], NULL, false);
    if (what->font != NULL)
        change_font(out, what);
    for (size_t i = 0; i < what->n_keys; i++)
        change(out,
            arena_printf(arena, "style %s:%s=%s", style_name(what),
                what->key[i].key, what->key[i].value),
            what->key[i].place, false);
    return out->failed ? ERR_NOMEM : ERR_OK;
}

static enum err
load(struct kumihan *k, const struct kumihan_lines *what,
    const struct kumihan_options *options)
{
    struct changes changes;
    bool given = what->job != NULL;
    enum err err = collect(k->lasting, what, options, &changes);
    if (err == ERR_OK)
        err = given ? job_load(k->lasting, k->diag, what->job, changes.set,
                          changes.n, &k->job)
                    : job_load_text(k->lasting, k->diag, "<lines>",
                          str_of(built_in), changes.set, changes.n, &k->job);
    return err == ERR_OK ? library_font_dirs(k, options, given) : err;
}

/* --- setting ---------------------------------------------------------- */

struct composing {
    struct kumihan *k;
    const struct kumihan_lines *what;
    struct set_context context;
    struct set_options options;
    emu measure;
};

static enum err
say_no_style(struct composing *c)
{
    const struct section *s = NULL;
    struct kumihan *k = c->k;
    const char **names = arena_array(k->arena, k->job->n, sizeof *names);
    const char *ja = "", *en = "";
    size_t n = 0;
    if (names == NULL)
        return ERR_NOMEM;
    while ((s = job_next(k->job, "style", s)) != NULL)
        names[n++] = s->name;
    const char *near = str_nearest(c->what->style, names, n);
    if (near != NULL) {
        ja = arena_printf(k->arena, "（[style %s] のことですか）", near);
        en = arena_printf(k->arena, " (did you mean [style %s]?)", near);
    }
    if (ja == NULL || en == NULL)
        return ERR_NOMEM;
    const struct loc loc = {"--style", 0, 0};
    return DIAG(k->diag, loc, &no_style, c->what->style, ja, en);
}

static enum err
find_style(struct composing *c)
{
    struct set_options *options = &c->options;
    *options = (struct set_options){.milli = 1000, .trace = true};
    options->style = theme_style(c->context.theme, style_name(c->what));
    if (options->style == NULL)
        return say_no_style(c);
    if (!options->style->vertical)
        return ERR_OK;
    /* As in an area of vertical writing: all of the copy is. */
    c->context.theme = theme_turn(c->k->arena, c->context.theme);
    if (c->context.theme == NULL)
        return ERR_NOMEM;
    options->style = theme_style(c->context.theme, style_name(c->what));
    return ERR_OK;
}

static enum err
find_measure(struct composing *c)
{
    const char *text = c->what->measure == NULL ? "25em" : c->what->measure;
    const struct loc loc = {"--measure", 0, 0};
    struct length length;
    bool good = unit_parse(str_of(text), &length);
    c->measure = unit_resolve(length, c->options.style->size);
    return good && c->measure > 0 ? ERR_OK
                                  : DIAG(c->k->diag, loc, &bad_measure, text);
}

static enum err
begin(struct composing *c)
{
    struct kumihan *k = c->k;
    const struct section *document = job_find(k->job, "document", "");
    struct theme *theme;
    enum err err = library_ready(k);
    if (err == ERR_OK)
        err = theme_load(k->arena, k->diag, k->job, k->fonts, &theme);
    if (err != ERR_OK)
        return err;
    c->context = (struct set_context){.arena = k->arena,
        .diag = k->diag,
        .job = k->job,
        .dataset = k->dataset,
        .theme = theme,
        .notes = notes_new(k->arena),
        .recall = recall_new(k->arena, NULL),
        .note_mark = section_text(document, "note-mark")};
    if (c->context.notes == NULL || c->context.recall == NULL)
        return ERR_NOMEM;
    err = find_style(c);
    return err == ERR_OK ? find_measure(c) : err;
}

/* The notes of the job are known, those of its other copy are not: a note
 * without a definition is no fault here. */
static enum err
read_copy(struct composing *c, struct str copy, struct node **root)
{
    struct kumihan *k = c->k;
    const struct copy_context context = {
        k->arena, k->diag, k->job, k->dataset, c->context.notes};
    const struct section *s = job_find(k->job, "document", "");
    const char *name = c->what->name == NULL ? "<copy>" : c->what->name;
    enum err err = ERR_OK;
    if (section_has(s, "notes"))
        err = copy_read(
            &context, section_loc(s, "notes"), section_file(s, "notes"), root);
    if (err == ERR_OK)
        err = copy_text(&context, name, copy, root);
    if (err == ERR_OK)
        notes_number(c->context.notes, *root);
    return err;
}

/* --- telling ---------------------------------------------------------- */

static void
put_points(struct buf *out, emu length)
{
    buf_byte(out, '\t');
    buf_fixed(out, unit_scale(length, 1000, EMU_PER_PT), 3);
}

static void
tell_marker(const struct set_para *para, size_t number, struct buf *out)
{
    emu size = para->style->size;
    int64_t x = para->indent - para->style->marker_width;
    buf_printf(out, "#marker\t%zu\t", number);
    buf_str(out, para->marker->text);
    buf_byte(out, '\t');
    buf_int(out, unit_scale(x + para->marker->start, 1000, size));
    buf_byte(out, '\t');
    buf_int(out, unit_scale(para->marker->width, 1000, size));
    buf_byte(out, '\n');
}

static void
tell(const struct composing *c, const struct set_flow *flow, struct buf *out)
{
    size_t number = 1, paragraph = 0;
    buf_text(out, "# #para\tparagraph\tstyle\tsize\tmeasure\n"
                  "# #marker\tline\ttext\tx\twidth\n");
    linelog_head(out);
    for (size_t i = 0; i < flow->n; i++) {
        const struct set_para *para = &flow->para[i];
        if (para->node->kind == NODE_RULE)
            continue;
        emu room = c->measure - para->indent - para->style->indent_right;
        buf_printf(out, "#para\t%zu\t%s", ++paragraph, para->style->name);
        put_points(out, para->style->size);
        put_points(out, room);
        buf_byte(out, '\n');
        if (para->marker != NULL)
            tell_marker(para, number, out);
        const struct linelog_frame frame = {
            number, para->style->size, para->indent};
        linelog_write(para->line, para->n, &frame, out);
        number += para->n;
    }
}

static enum err
compose(struct composing *c, struct str copy, struct buf *out)
{
    struct set_flow flow;
    struct node *root;
    enum err err = begin(c);
    if (err == ERR_OK)
        err = read_copy(c, copy, &root);
    if (err == ERR_OK)
        err = set_flow(&c->context, &c->options, root, c->measure, &flow);
    if (err != ERR_OK)
        return err;
    tell(c, &flow, out);
    if (out->failed)
        return ERR_NOMEM;
    /* An error that a room reported but did not return is an error still. */
    return diag_errors(c->k->diag) > 0 ? ERR_INPUT : ERR_OK;
}

int
kumihan_lines(const struct kumihan_lines *what,
    const struct kumihan_options *options, const char *copy, size_t n,
    struct kumihan **job, char **text)
{
    struct buf out = {0};
    *text = NULL;
    int result = library_new(job);
    if (result != KUMIHAN_OK)
        return result;
    struct kumihan *k = *job;
    struct composing c = {.k = k, .what = what};
    enum err err = k->loaded = load(k, what, options);
    if (err == ERR_OK)
        err = compose(&c, (struct str){copy, n}, &out);
    if (out.n > 0 && !out.failed)
        *text = library_take(&out);
    else
        buf_fini(&out);
    return library_result(k, err);
}
