/* The options of kumihan press that have to do with sending. */
#include <string.h>

#include "app/args_imp.h"
#include "base/str.h"

static int
read_go(struct args *args, char *value)
{
    (void)value;
    args->send.go = 1;
    return KUMIHAN_OK;
}

static int
read_resume(struct args *args, char *value)
{
    (void)value;
    args->send.resume = 1;
    return KUMIHAN_OK;
}

static int
read_under_embargo(struct args *args, char *value)
{
    (void)value;
    args->send.under_embargo = 1;
    return KUMIHAN_OK;
}

static int
read_tls(struct args *args, char *value)
{
    bool yes = strcmp(value, "yes") == 0;
    if (!yes && strcmp(value, "no") != 0)
        return args_usage(
            args, "--tls は yes か no です", "--tls is yes or no", value);
    args->send.tls = yes ? KUMIHAN_TLS_YES : KUMIHAN_TLS_NO;
    return KUMIHAN_OK;
}

/* Whole numbers of seconds, at most a day. */
static int
read_seconds(struct args *args, char *value, int least, int *out)
{
    enum { DAY = 24 * 60 * 60 };
    return str_integer(str_of(value), out) && *out >= least && *out <= DAY
               ? KUMIHAN_OK
               : args_usage(args, "秒数を 86400 までの整数で書いてください",
                     "write a whole number of seconds, at most 86400", value);
}

static int
read_wait(struct args *args, char *value)
{
    return read_seconds(args, value, 0, &args->send.wait);
}

static int
read_timeout(struct args *args, char *value)
{
    return read_seconds(args, value, 1, &args->send.timeout);
}

static int
read_again(struct args *args, char *value)
{
    return args_add(args, args->again, &args->send.n_again, value);
}

static int
read_sent(struct args *args, char *value)
{
    return args_add(args, args->sent, &args->send.n_sent, value);
}

const struct option args_send[] = {
    TEXT_OPTION("--send", NULL, TAKE_PRESS, send.url),
    {"--go", NULL, TAKE_PRESS, read_go, true, NULL, 0},
    {"--resume", NULL, TAKE_PRESS, read_resume, true, NULL, 0},
    {"--under-embargo", NULL, TAKE_PRESS, read_under_embargo, true, NULL, 0},
    TEXT_OPTION("--user", NULL, TAKE_PRESS, send.user),
    TEXT_OPTION("--password-file", NULL, TAKE_PRESS, send.password_file),
    {"--tls", NULL, TAKE_PRESS, read_tls, false, NULL, 0},
    TEXT_OPTION("--ca", NULL, TAKE_PRESS, send.ca),
    TEXT_OPTION("--record", NULL, TAKE_PRESS, send.record),
    {"--wait", NULL, TAKE_PRESS, read_wait, false, NULL, 0},
    {"--timeout", NULL, TAKE_PRESS, read_timeout, false, NULL, 0},
    {"--again", NULL, TAKE_PRESS, read_again, false, NULL, 0},
    {"--sent", NULL, TAKE_PRESS, read_sent, false, NULL, 0},
    {NULL, NULL, 0, NULL, false, NULL, 0},
};
