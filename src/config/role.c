#include "config/role.h"

#include <string.h>

#include "config/fault.h"
#include "config/value.h"

DIAG_MESSAGE(reserved, "config.spot-name", DIAG_ERROR,
    "特色の名前に「{1}」は使えません（PDF で決まった意味があります）。"
    "DIC 161 のように、印刷所に渡すインキの名前を書いてください",
    "the spot colour cannot be called \"{1}\", which means something else in "
    "PDF; write the name of an ink that the printer knows, such as DIC 161");
DIAG_MESSAGE(too_long, "config.spot-long", DIAG_ERROR,
    "特色の名前が長すぎます（{1} バイト、上限 {2}）。短くしてください",
    "the name of the spot colour is too long ({1} bytes of at most {2}); "
    "shorten it");
DIAG_MESSAGE(no_cmyk, "config.spot-cmyk", DIAG_ERROR,
    "特色「{1}」には cmyk も必要です（特色を使えない印刷や色校正ではその値で"
    "刷られます）。[colour {2}] に cmyk = C M Y K を書いてください",
    "the spot colour \"{1}\" needs cmyk too, which stands for it where the "
    "ink is not at hand; write cmyk = C M Y K in [colour {2}]");
DIAG_MESSAGE(differs, "config.spot-differs", DIAG_ERROR,
    "特色「{1}」の cmyk が [colour {2}] と [colour {3}] で違います。1 つの"
    "インキの値は 1 つです。同じ値にするか、名前を分けてください",
    "the spot colour \"{1}\" has other cmyk values in [colour {3}] than in "
    "[colour {2}]; one ink has one set of values: make them equal, or give "
    "the inks two names");

enum { NAME_MAX_BYTES = 127 }; /* ISO 32000-1, annex C: names */

static bool
is_reserved(const char *name)
{
    static const char *const words[] = {
        "All", "None", "Cyan", "Magenta", "Yellow", "Black"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i]) == 0)
            return true;
    return false;
}

/* The first role before ROLE in the same ink of its own, or NULL. */
static const struct colour_role *
namesake(const struct job *job, const struct colour_role *role)
{
    for (const struct colour_role *r = job->role; r < role; r++)
        if (r->spot != NULL && strcmp(r->spot, role->spot) == 0)
            return r;
    return NULL;
}

static enum err
check_spot(struct diag *diag, const struct job *job,
    const struct colour_role *role, struct loc loc)
{
    size_t n = strlen(role->spot);
    if (is_reserved(role->spot))
        return fault_said(DIAG(diag, loc, &reserved, role->spot));
    if (n > NAME_MAX_BYTES)
        return fault_said(DIAG(diag, loc, &too_long, diag_int(diag, (int64_t)n),
            diag_int(diag, NAME_MAX_BYTES)));
    if (!role->has_cmyk)
        return fault_said(DIAG(diag, loc, &no_cmyk, role->spot, role->name));
    const struct colour_role *other = namesake(job, role);
    if (other == NULL ||
        memcmp(other->cmyk, role->cmyk, sizeof role->cmyk) == 0)
        return ERR_OK;
    return fault_said(
        DIAG(diag, loc, &differs, role->spot, other->name, role->name));
}

static void
read_role(const struct section *s, struct colour_role *role)
{
    const char *cmyk = section_text(s, "cmyk");
    *role = (struct colour_role){
        .name = s->name, .spot = section_text(s, "spot"), .loc = s->loc};
    /* Where a value is wrong the job has an error, and nobody paints. */
    (void)value_rgb(str_of(section_text(s, "rgb")), role->rgb);
    role->has_cmyk = cmyk != NULL && value_cmyk(str_of(cmyk), role->cmyk);
}

enum err
role_collect(struct arena *arena, struct diag *diag, struct job *job)
{
    enum err err = ERR_OK;
    const struct section *s = NULL;
    struct colour_role *role = arena_array(arena, job->n + 1, sizeof *role);
    if (role == NULL)
        return ERR_NOMEM;
    job->role = role;
    job->n_roles = 0;
    while (err == ERR_OK && (s = job_next(job, "colour", s)) != NULL) {
        read_role(s, role);
        if (role->spot != NULL)
            err = check_spot(diag, job, role, section_loc(s, "spot"));
        job->n_roles++;
        role++;
    }
    return err;
}

const struct colour_role *
role_find(const struct job *job, struct str name)
{
    for (size_t i = 0; i < job->n_roles; i++)
        if (str_equal(str_of(job->role[i].name), name))
            return &job->role[i];
    return NULL;
}

void
job_colour_of(const struct job *job, struct colour *colour)
{
    const uint8_t *rgb = colour->rgb;
    const struct colour_role *found = NULL;
    bool extreme =
        (rgb[0] == 0 || rgb[0] == 255) && rgb[0] == rgb[1] && rgb[1] == rgb[2];
    for (size_t i = 0; i < job->n_roles && !extreme; i++) {
        const struct colour_role *role = &job->role[i];
        if (memcmp(role->rgb, rgb, sizeof role->rgb) == 0 &&
            (found == NULL || (role->has_cmyk && !found->has_cmyk)))
            found = role;
    }
    if (found != NULL)
        *colour = role_colour(found);
}

struct colour
role_colour(const struct colour_role *role)
{
    struct colour colour = {
        .has_cmyk = role->has_cmyk, .tint = 1000, .role = role};
    memcpy(colour.rgb, role->rgb, sizeof colour.rgb);
    memcpy(colour.cmyk, role->cmyk, sizeof colour.cmyk);
    return colour;
}
