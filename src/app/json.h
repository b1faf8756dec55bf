/* app/json - one JSON text (RFC 8259), a member a line, indented by depth; or
 * all in one line. */
#ifndef APP_JSON_H
#define APP_JSON_H

#include "base/buf.h"

struct json {
    struct buf *out;
    unsigned depth;
    bool one_line;
    bool any; /* the object or array in hand has a member */
};

/* KEY is NULL for members of an array and for the outermost value. */
void json_open(struct json *json, const char *key, char bracket); /* { or [ */
void json_close(struct json *json, char bracket);                 /* } or ] */
void json_text(struct json *json, const char *key, const char *value);
void json_str(struct json *json, const char *key, struct str value);
void json_int(struct json *json, const char *key, int64_t value);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);
/* VALUE / 10^DECIMALS. */
void json_fixed(
    struct json *json, const char *key, int64_t value, int decimals);

#endif
