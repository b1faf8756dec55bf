/* inspect/rules - what the files of the preflight share.  Each looks at one
 * page for one thing.  Private to the inspect room.
 */
#ifndef INSPECT_RULES_H
#define INSPECT_RULES_H

#include "inspect/preflight.h"

struct proof {
    struct arena *scratch; /* of this page */
    const struct preflight_limits *limits;
    struct findings *found;
    struct layers *layers;
    size_t page; /* from 0 */
};

/* ABOUT item AT, at AREA, without group and worth. */
struct finding_about rules_about(struct proof *proof, size_t at,
    struct bounds area, const struct diag_message *message);

/* Adds ABOUT, whose own arguments are FIRST and SECOND (a limit), either may be
 * NULL. */
void rules_say(struct proof *proof, const struct finding_about *about,
    const char *first, const char *second);

/* LENGTH in points and millimetres, "0.15 pt (0.05 mm)". */
const char *rules_length(struct proof *proof, int64_t length);

ERR_CHECKED enum err rules_total_ink(struct proof *proof);
ERR_CHECKED enum err rules_thin(struct proof *proof);
ERR_CHECKED enum err rules_trim(struct proof *proof);
ERR_CHECKED enum err rules_pictures(struct proof *proof);

#endif
