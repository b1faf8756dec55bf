/* app/report - what a build did, as data (docs/report.md). */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "app/json.h"
#include "app/library.h"

/* Parts of a report; SCRATCH is for what only making it needs. */
ERR_CHECKED enum err report_inputs(
    struct arena *scratch, const struct kumihan *k, struct json *json);
ERR_CHECKED enum err report_fonts(
    struct arena *scratch, const struct kumihan *k, struct json *json);
ERR_CHECKED enum err report_colours(
    struct arena *scratch, const struct kumihan *k, struct json *json);
ERR_CHECKED enum err report_decisions(
    struct arena *scratch, struct kumihan *k, struct json *json);

/* Adds bytes and sha256 of the file PATH; null when it cannot be read. */
ERR_CHECKED enum err report_hash(const char *path, struct json *json);

#endif
