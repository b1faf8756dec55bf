/* Fonts first, then styles in the order of the job; a style's inheritance is
 * config's matter (based-on), so each is resolved on its own. */
#include "set/theme.h"

#include <string.h>

#include "set/house.h"
#include "set/lexicon.h"

enum { FACE_NAME_MAX = 16 }; /* the longest part name with its dot */

DIAG_MESSAGE(no_body, "set.no-body-style", DIAG_ERROR,
    "スタイル [style body] がありません。本文の書体と大きさを決める "
    "[style body] を書いてください",
    "there is no [style body]; add it to give running text its font and size");

DIAG_MESSAGE(no_font, "set.no-font", DIAG_ERROR,
    "[style {1}] に書体がありません。「font = 書体のセクションの名前」か、"
    "書体を持つスタイルを指す based-on を書いてください",
    "[style {1}] has no font; write font = the name of a [font], or based-on = "
    "a style that has one");

DIAG_MESSAGE(overlap, "set.overlap", DIAG_ERROR,
    "「{1}」が {2} mm では、大きさ {3} mm の文字が重なって読めません。"
    "「{1}」を大きくしてください",
    "with \"{1}\" at {2} mm the characters, {3} mm in size, lie on each other; "
    "make it larger");

struct job_font {
    const char *name;
    struct composite regular, bold;
};

struct theme {
    struct lexicon lexicon;
    struct job_font *font;
    size_t n_fonts;
    struct set_style *style;
    size_t n_styles;
    struct str *keep;
    size_t n_keep;
    int32_t milli; /* of the job's sizes */
    bool turned;   /* all styles are vertical */
};

/* What loading passes around. */
struct loading {
    struct arena *arena;
    struct diag *diag;
    const struct job *job;
    struct font_set *fonts;
    struct theme *theme;
    enum err worst; /* the first error met; loading goes on to find more */
};

static const char *const role_names[ROLES] = {[ROLE_JAPANESE] = "japanese",
    [ROLE_LATIN] = "latin",
    [ROLE_FIGURES] = "figures"};

/* `latin` and `.bold` make the key `latin.bold`. */
static const char *
part_key(
    char key[2 * FACE_NAME_MAX], enum composite_role role, const char *suffix)
{
    strcpy(key, role_names[role]);
    return strcat(key, suffix);
}

static void
note_worst(struct loading *load, enum err err)
{
    if (load->worst == ERR_OK)
        load->worst = err;
}

static void
load_face(struct loading *load, const struct section *section, const char *key,
    const struct face **face)
{
    const char *name = section_text(section, key);
    if (name == NULL)
        return;
    note_worst(load, font_set_face(load->fonts, load->diag,
                         section_loc(section, key), name, face));
}

static void
load_part(struct loading *load, const struct section *section,
    enum composite_role role, struct job_font *font)
{
    char key[2 * FACE_NAME_MAX];
    struct composite_part *part = &font->regular.part[role];
    part->scale = 1000;
    load_face(load, section, part_key(key, role, ""), &part->face);
    if (role != ROLE_JAPANESE) {
        part->scale = section_milli(section, part_key(key, role, ".scale"));
        part->shift =
            section_length(section, part_key(key, role, ".shift")).em_milli;
    }
    font->bold.part[role] = *part;
    load_face(load, section, part_key(key, role, ".bold"),
        &font->bold.part[role].face);
}

/* Digits without a face of their own look like the Latin they stand beside. */
static void
share_latin(struct composite *font)
{
    struct composite_part *figures = &font->part[ROLE_FIGURES];
    if (figures->face == NULL)
        *figures = font->part[ROLE_LATIN];
}

static void
load_fallback(
    struct loading *load, const struct section *section, struct job_font *font)
{
    size_t n;
    const char **names = section_list(load->arena, section, "fallback", &n);
    if (names == NULL && n > 0)
        load->worst = ERR_NOMEM;
    for (size_t i = 0; names != NULL && i < n && i < FALLBACKS_MAX; i++) {
        const struct face *face;
        enum err err = font_set_face(load->fonts, load->diag,
            section_loc(section, "fallback"), names[i], &face);
        if (err != ERR_OK) {
            load->worst = load->worst == ERR_OK ? err : load->worst;
            continue;
        }
        font->regular.fallback[font->regular.n_fallbacks++] = face;
        font->bold.fallback[font->bold.n_fallbacks++] = face;
    }
}

static size_t
count_sections(const struct job *job, const char *kind)
{
    size_t n = 0;
    const struct section *s = NULL;
    while ((s = job_next(job, kind, s)) != NULL)
        n++;
    return n;
}

static enum err
load_fonts(struct loading *load)
{
    struct theme *theme = load->theme;
    const struct section *s = NULL;
    theme->font = arena_array(
        load->arena, count_sections(load->job, "font"), sizeof *theme->font);
    if (theme->font == NULL)
        return ERR_NOMEM;
    while ((s = job_next(load->job, "font", s)) != NULL) {
        struct job_font *font = &theme->font[theme->n_fonts++];
        font->name = font->regular.name = font->bold.name = s->name;
        for (int role = 0; role < ROLES; role++)
            load_part(load, s, (enum composite_role)role, font);
        share_latin(&font->regular);
        share_latin(&font->bold);
        load_fallback(load, s, font);
    }
    return ERR_OK;
}

static const struct job_font *
find_font(const struct theme *theme, const struct section *section)
{
    for (size_t i = 0; section != NULL && i < theme->n_fonts; i++)
        if (strcmp(theme->font[i].name, section->name) == 0)
            return &theme->font[i];
    return NULL;
}

void
theme_fini(const struct theme *theme)
{
    if (theme != NULL)
        lexicon_fini(&theme->lexicon);
}

/* --- styles --------------------------------------------------------------- */

#define WORD_INDEX(section, key, ...)                                          \
    section_word(section, key, (const char *const[]){__VA_ARGS__},             \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static emu
length_of(const struct set_style *style, const char *key)
{
    return unit_resolve(section_length(style->section, key), style->size);
}

static void
resolve_looks(struct set_style *style, const struct job_font *font,
    const struct dictionary *hyphenate)
{
    const struct section *s = style->section;
    bool bold = section_word_is(s, "weight", "bold");
    style->regular = (struct text_style){
        .font = bold ? &font->bold : &font->regular,
        .size = style->size,
        .tracking = length_of(style, "tracking"),
        .condense = section_milli(s, "condense"),
        .shape = section_word_is(s, "figures", "proportional")
                     ? SHAPE_PROPORTIONAL_FIGURES
                     : 0,
        .colour = section_colour(s, "colour"),
        .hyphenate = hyphenate,
    };
    style->bold = style->regular;
    style->bold.font = &font->bold;

    style->ruby = style->regular;
    style->ruby.font = &font->regular;
    style->ruby.size =
        (emu)unit_scale(style->size, section_milli(s, "ruby-size"), 1000);
    style->ruby.tracking = 0;
    if (section_has(s, "ruby-colour"))
        style->ruby.colour = section_colour(s, "ruby-colour");

    style->mark = style->regular;
    style->mark.font = &font->regular;
    style->mark.size =
        (emu)unit_scale(style->size, section_milli(s, "mark-size"), 1000);
    style->mark.tracking = 0;
    style->mark.shift = length_of(style, "mark-raise");

    style->super[0] = style->mark;
    style->super[0].font = style->regular.font;
    style->super[0].size =
        (emu)unit_scale(style->size, section_milli(s, "script-size"), 1000);
    style->super[0].shift = length_of(style, "superscript-raise");
    style->super[1] = style->super[0];
    style->super[1].font = &font->bold;
    for (int strong = 0; strong < 2; strong++) {
        style->sub[strong] = style->super[strong];
        style->sub[strong].shift = -length_of(style, "subscript-drop");
    }

    style->marker_style = style->regular;
    if (section_has(s, "marker-colour"))
        style->marker_style.colour = section_colour(s, "marker-colour");
}

/* Note marks keep the height over the text's base line that they have in
 * horizontal lines, though they are centred by their own smaller size. */
static void
turn_style(struct set_style *style)
{
    emu smaller = style->regular.size - style->mark.size;
    if (style->regular.shape & SHAPE_VERTICAL)
        return;
    style->vertical = true;
    style->regular.shape |= SHAPE_VERTICAL;
    style->bold.shape |= SHAPE_VERTICAL;
    style->ruby.shape |= SHAPE_VERTICAL;
    style->mark.shape |= SHAPE_VERTICAL;
    style->marker_style.shape |= SHAPE_VERTICAL;
    style->mark.shift -= (emu)unit_scale(smaller, EM_CENTRE, 1000);
    for (int strong = 0; strong < 2; strong++) {
        smaller = style->regular.size - style->super[strong].size;
        style->super[strong].shape |= SHAPE_VERTICAL;
        style->super[strong].shift -= (emu)unit_scale(smaller, EM_CENTRE, 1000);
        style->sub[strong].shape |= SHAPE_VERTICAL;
        style->sub[strong].shift -= (emu)unit_scale(smaller, EM_CENTRE, 1000);
    }
}

static void
resolve_setting(struct set_style *style, const struct theme *theme)
{
    const struct section *s = style->section;
    style->setting = (struct text_setting){
        .indent = length_of(style, "indent"),
        .align = (enum text_align)WORD_INDEX(
            s, "align", "start", "justify", "end", "centre", "spread"),
        .line_head = (enum text_line_head)WORD_INDEX(
            s, "line-head", "tentsuki", "indent", "half"),
        .line_end = (enum text_line_end)WORD_INDEX(
            s, "line-end", "solid", "half", "hang"),
        .reduction = (enum text_reduction)WORD_INDEX(
            s, "reduction", "jlreq", "jisx4051", "books"),
        .kinsoku = section_integer(s, "kinsoku"),
        .balance = section_boolean(s, "balance"),
        .keep = theme->keep,
        .n_keep = theme->n_keep,
    };
    /* lines of one length cannot all fill the measure */
    if (style->setting.balance && style->setting.align == TEXT_JUSTIFY)
        style->setting.align = TEXT_START;
}

static void
resolve_style(struct set_style *style, const struct theme *theme, emu body_size)
{
    const struct section *s = style->section;
    style->name = s->name;
    style->size = unit_resolve(section_length(s, "size"), body_size);
    style->leading = length_of(style, "leading");
    style->indent_left = length_of(style, "indent-left");
    style->indent_right = length_of(style, "indent-right");
    style->space_before = length_of(style, "space-before");
    style->space_after = length_of(style, "space-after");
    style->jidori = length_of(style, "jidori");
    style->keep = section_boolean(s, "keep");
    style->emphasis = (enum text_emphasis)(
        TEXT_EMPHASIS_AUTO + WORD_INDEX(s, "emphasis-mark", "auto", "dot",
                                 "sesame", "circle", "open-circle",
                                 "double-circle", "triangle", "open-triangle"));
    style->grid = section_boolean(s, "grid");
    style->keep_next = section_boolean(s, "keep-next");
    style->marker = section_text(s, "marker");
    style->marker_width = length_of(style, "marker-width");
    style->full_katakana = section_word_is(s, "katakana", "full");
    style->digits = (enum digits)WORD_INDEX(
        s, "digits", "keep", "half", "full", "one-full");
    style->line_length = length_of(style, "line-length");
    style->lang = section_text(style->section, "lang");
    style->combine =
        (enum combine)WORD_INDEX(s, "tate-chu-yoko", "no", "digits", "all");
    resolve_setting(style, theme);
}

/* Characters on top of each other are lost to the reader. */
static enum err
check_overlap(struct diag *diag, const struct set_style *style)
{
    emu tracking = length_of(style, "tracking");
    enum err err = ERR_OK;
    if (-(int64_t)tracking * 2 > style->size)
        err = DIAG(diag, section_loc(style->section, "tracking"), &overlap,
            "tracking", diag_mm(diag, tracking), diag_mm(diag, style->size));
    if (err != ERR_NOMEM && (int64_t)style->leading * 2 < style->size)
        err = DIAG(diag, section_loc(style->section, "leading"), &overlap,
            "leading", diag_mm(diag, style->leading),
            diag_mm(diag, style->size));
    return err;
}

static enum err
load_styles(struct loading *load)
{
    struct theme *theme = load->theme;
    const struct section *s = NULL;
    const struct loc here = {load->job->path, 0, 0};
    theme->style = arena_array(
        load->arena, count_sections(load->job, "style"), sizeof *theme->style);
    if (theme->style == NULL)
        return ERR_NOMEM;
    const struct section *body = job_find(load->job, "style", "body");
    if (body == NULL)
        return DIAG(load->diag, here, &no_body, NULL);
    emu em = unit_resolve(section_length(body, "size"), 13 * EMU_PER_Q);
    while ((s = job_next(load->job, "style", s)) != NULL) {
        struct set_style *style = &theme->style[theme->n_styles++];
        style->section = s;
        resolve_style(style, theme, em);
        note_worst(load, check_overlap(load->diag, style));
        note_worst(
            load, house_tables(load->arena, load->diag, s, &style->setting));
        const struct job_font *font = find_font(theme, section_ref(s, "font"));
        const struct dictionary *hyphenate;
        note_worst(load, lexicon_find(load->arena, load->diag, &theme->lexicon,
                             s, &hyphenate));
        if (font != NULL)
            resolve_looks(style, font, hyphenate);
        if (font != NULL && section_word_is(s, "direction", "vertical"))
            turn_style(style);
        if (font == NULL)
            note_worst(load, DIAG(load->diag, s->loc, &no_font, s->name));
    }
    return ERR_OK;
}

static enum err
load_keep(struct loading *load)
{
    const struct section *document = job_find(load->job, "document", "");
    size_t n = 0;
    const char **words = NULL;
    if (document == NULL)
        return ERR_OK;
    words = section_list(load->arena, document, "keep", &n);
    load->theme->keep = arena_array(load->arena, n, sizeof(struct str));
    if (words == NULL || load->theme->keep == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        load->theme->keep[i] = str_of(words[i]);
    load->theme->n_keep = n;
    return ERR_OK;
}

enum err
theme_load(struct arena *arena, struct diag *diag, const struct job *job,
    struct font_set *fonts, struct theme **out)
{
    struct theme *theme = arena_alloc(arena, sizeof *theme);
    struct loading load = {arena, diag, job, fonts, theme, ERR_OK};
    *out = NULL;
    if (theme == NULL)
        return ERR_NOMEM;
    theme->milli = 1000;
    enum err err = load_keep(&load);
    if (err == ERR_OK)
        err = load_fonts(&load);
    if (err == ERR_OK)
        err = load_styles(&load);
    if (err == ERR_OK)
        err = load.worst;
    if (err == ERR_OK)
        *out = theme;
    else
        theme_fini(theme);
    return err;
}

const struct set_style *
theme_style(const struct theme *theme, const char *name)
{
    for (size_t i = 0; i < theme->n_styles; i++) {
        const char *other = theme->style[i].name;
        if (other[0] == name[0] && strcmp(other, name) == 0)
            return &theme->style[i];
    }
    return NULL;
}

const struct set_style *
theme_style_of(const struct theme *theme, const struct section *section,
    const char *key, const char *fallback)
{
    const struct section *named = section_ref(section, key);
    const struct set_style *style =
        named == NULL ? NULL : theme_style(theme, named->name);
    if (style == NULL && fallback != NULL)
        style = theme_style(theme, fallback);
    return style != NULL ? style : theme_style(theme, "body");
}

const struct set_style *
theme_element(const struct theme *theme, const struct section *section,
    const char *element, const struct set_style *base)
{
    const struct entry *entry =
        section == NULL ? NULL : section_member(section, "style", element);
    const struct set_style *style =
        theme_style(theme, entry != NULL ? entry->value : element);
    return style != NULL ? style : base;
}

static void
shrink(emu *length, int32_t milli)
{
    *length = (emu)unit_scale(*length, milli, 1000);
}

static void
shrink_looks(struct text_style *style, int32_t milli)
{
    shrink(&style->size, milli);
    shrink(&style->tracking, milli);
    shrink(&style->shift, milli);
}

static void
shrink_style(struct set_style *style, int32_t milli)
{
    shrink_looks(&style->regular, milli);
    shrink_looks(&style->bold, milli);
    shrink_looks(&style->ruby, milli);
    shrink_looks(&style->mark, milli);
    shrink_looks(&style->marker_style, milli);
    for (int strong = 0; strong < 2; strong++) {
        shrink_looks(&style->super[strong], milli);
        shrink_looks(&style->sub[strong], milli);
    }
    shrink(&style->jidori, milli);
    shrink(&style->size, milli);
    shrink(&style->leading, milli);
    shrink(&style->indent_left, milli);
    shrink(&style->indent_right, milli);
    shrink(&style->space_before, milli);
    shrink(&style->space_after, milli);
    shrink(&style->marker_width, milli);
    shrink(&style->line_length, milli);
    shrink(&style->setting.indent, milli);
}

const struct set_style *
theme_shrink(struct arena *arena, const struct set_style *style, int32_t milli)
{
    if (milli == 1000)
        return style;
    struct set_style *small = arena_alloc(arena, sizeof *small);
    if (small == NULL)
        return NULL;
    *small = *style;
    shrink_style(small, milli);
    return small;
}

/* THEME with styles of its own. */
static struct theme *
copy_theme(struct arena *arena, const struct theme *theme)
{
    struct theme *copy = arena_alloc(arena, sizeof *copy);
    struct set_style *style =
        arena_array(arena, theme->n_styles, sizeof *style);
    if (copy == NULL || style == NULL)
        return NULL;
    *copy = *theme;
    copy->style = style;
    for (size_t i = 0; i < theme->n_styles; i++)
        style[i] = theme->style[i];
    return copy;
}

const struct theme *
theme_resize(struct arena *arena, const struct theme *theme, int32_t milli)
{
    if (milli == 1000)
        return theme;
    struct theme *small = copy_theme(arena, theme);
    if (small == NULL)
        return NULL;
    small->milli = milli;
    for (size_t i = 0; i < small->n_styles; i++)
        shrink_style(&small->style[i], milli);
    return small;
}

const struct theme *
theme_turn(struct arena *arena, const struct theme *theme)
{
    struct theme *turned = copy_theme(arena, theme);
    if (turned == NULL)
        return NULL;
    turned->turned = true;
    for (size_t i = 0; i < turned->n_styles; i++)
        turn_style(&turned->style[i]);
    return turned;
}

bool
theme_is_turned(const struct theme *theme)
{
    return theme->turned;
}

emu
theme_length(const struct theme *theme, emu length)
{
    return (emu)unit_scale(length, theme->milli, 1000);
}
