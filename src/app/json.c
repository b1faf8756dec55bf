#include "app/json.h"

static void
new_line(struct json *json)
{
    if (json->one_line)
        return;
    buf_byte(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        buf_byte(json->out, ' ');
}

/* Begins a member. */
static void
begin(struct json *json, const char *key)
{
    if (json->any)
        buf_byte(json->out, ',');
    if (json->depth > 0)
        new_line(json);
    json->any = true;
    if (key == NULL)
        return;
    buf_byte(json->out, '"');
    buf_json(json->out, str_of(key));
    buf_text(json->out, "\": ");
}

void
json_open(struct json *json, const char *key, char bracket)
{
    begin(json, key);
    buf_byte(json->out, bracket);
    json->depth++;
    json->any = false;
}

void
json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->any)
        new_line(json);
    buf_byte(json->out, bracket);
    json->any = true;
    if (json->depth == 0)
        buf_byte(json->out, '\n');
}

void
json_str(struct json *json, const char *key, struct str value)
{
    begin(json, key);
    buf_byte(json->out, '"');
    buf_json(json->out, value);
    buf_byte(json->out, '"');
}

void
json_text(struct json *json, const char *key, const char *value)
{
    if (value == NULL)
        json_null(json, key);
    else
        json_str(json, key, str_of(value));
}

void
json_int(struct json *json, const char *key, int64_t value)
{
    begin(json, key);
    buf_int(json->out, value);
}

void
json_fixed(struct json *json, const char *key, int64_t value, int decimals)
{
    begin(json, key);
    buf_fixed(json->out, value, decimals);
}

void
json_bool(struct json *json, const char *key, bool value)
{
    begin(json, key);
    buf_text(json->out, value ? "true" : "false");
}

void
json_null(struct json *json, const char *key)
{
    begin(json, key);
    buf_text(json->out, "null");
}
