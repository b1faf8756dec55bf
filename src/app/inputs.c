#include "app/inputs.h"

#include <string.h>

#include "text/dictionary.h"

static bool
is_of(const struct section *section, enum inputs_of which)
{
    return which == INPUTS_ALL ||
           section_by_row(section) == (which == INPUTS_BY_ROW);
}

enum err
inputs_dictionaries(const struct job *job, enum inputs_of which,
    enum err (*visit)(void *self, const char *path), void *self)
{
    enum err err = ERR_OK;
    const struct section *s = NULL;
    while (err == ERR_OK && (s = job_next(job, "style", s)) != NULL) {
        const char *lang = section_text(s, "hyphenate");
        char path[DICTIONARY_PATH];
        if (is_of(s, which) && lang != NULL && strcmp(lang, "no") != 0 &&
            dictionary_path(lang, path))
            err = visit(self, path);
    }
    return err;
}

struct face_walk {
    struct kumihan *k;
    struct arena *scratch;
    enum err (*visit)(void *self, const char *key, const struct face *face);
    void *self;
    enum err missing; /* the first face that cannot be had */
};

static enum err
walk_key(struct face_walk *w, const struct section *s, const char *key)
{
    size_t n;
    const char **names = section_list(w->scratch, s, key, &n);
    enum err err = names == NULL && n > 0 ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++) {
        const struct face *face;
        enum err had = font_set_face(
            w->k->fonts, w->k->diag, section_loc(s, key), names[i], &face);
        if (had == ERR_OK || had == ERR_NOMEM)
            err = had == ERR_OK ? w->visit(w->self, key, face) : had;
        else
            w->missing = w->missing == ERR_OK ? had : w->missing;
    }
    return err;
}

enum err
inputs_faces(struct arena *scratch, struct kumihan *k, enum inputs_of which,
    enum err (*visit)(void *self, const char *key, const struct face *face),
    void *self)
{
    static const char *const keys[] = {"fallback", "japanese", "latin",
        "figures", "japanese.bold", "latin.bold", "figures.bold"};
    struct face_walk w = {
        .k = k, .scratch = scratch, .visit = visit, .self = self};
    enum err err = ERR_OK;
    const struct section *s = NULL;
    while (err == ERR_OK && (s = job_next(k->job, "font", s)) != NULL)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (err == ERR_OK && is_of(s, which) && section_has(s, keys[i]))
                err = walk_key(&w, s, keys[i]);
    return err == ERR_OK ? w.missing : err;
}
