/* app/args - the command line, as commands see it. */
#ifndef APP_ARGS_H
#define APP_ARGS_H

#include <stdbool.h>

#include "kumihan.h"

enum { ARGS_LIST_MAX = 64, ARGS_PLAIN_MAX = 64 };

struct args {
    const char *plain[ARGS_PLAIN_MAX]; /* what is no option, in order */
    size_t n_plain;
    const char *out;                /* -o, --output */
    const char *set[ARGS_LIST_MAX]; /* --set, --date */
    size_t n_set;
    char date[32];                       /* --date as a change to the job */
    const char *font_dir[ARGS_LIST_MAX]; /* --fonts, then $KUMIHAN_FONTS */
    size_t n_font_dirs;
    const char *list;          /* --each */
    int row;                   /* --row, 0: not given */
    const char *folder, *name; /* --out, --name: of a batch */
    int jobs, shard, shards;   /* 0: not given */
    bool resume, combine;
    const char *merge;    /* --merge */
    const char *title;    /* --title */
    const char *encoding; /* --encoding: of the list; "auto" */
    const char *columns;  /* --columns: of the list, separated by commas */
    const char *now;      /* --now */
    bool for_public;      /* --public */
    const char *profile, *printer;
    const char *impose, *sheet;    /* --impose --sheet */
    const char *report;            /* --report */
    const char *html, *text, *png; /* --html --text --png */
    const char *package;           /* --package */
    const char *against, *changes; /* --against --changes */
    int dpi;                       /* 0: not given */
    struct kumihan_lines lines;    /* --job --style --font --measure and keys */
    struct kumihan_key key[ARGS_LIST_MAX];
    struct kumihan_sending send; /* --send and what goes with it */
    const char *again[ARGS_LIST_MAX], *sent[ARGS_LIST_MAX];
    bool words; /* --words: the text instead of the display list */
    enum kumihan_lang lang;
    enum kumihan_format format;
    struct kumihan_options options; /* of the library; points into this */
};

/* The option letters a command takes, as a set of flags. */
enum args_take {
    TAKE_OUT = 1,
    TAKE_JOB = 2, /* --set --date --each --row --now --public */
    TAKE_FONTS = 4,
    TAKE_DPI = 8,
    TAKE_WORDS = 16,
    TAKE_LINES = 32, /* of the command lines, among them its own --set */
    TAKE_PROFILE = 64,
    TAKE_PRINTER = 128,
    TAKE_REPORT = 256, /* --report --html --text --png --against --changes */
    TAKE_BATCH = 512,  /* --out --name --jobs --shard --resume --combine
                          --merge, and those of TAKE_MERGE */
    TAKE_PACKAGE = 1024,
    TAKE_IMPOSE = 2048, /* --impose --sheet */
    TAKE_MERGE = 4096,  /* --title --each --encoding --columns */
    TAKE_PRESS = 8192   /* --out, --send and what goes with it */
};

/* The language of messages by LC_ALL, LC_MESSAGES, LANG. */
enum kumihan_lang args_locale(void);

/* Reads the ARGC arguments ARGV behind the command's name.  Wants LEAST to MOST
 * plain arguments.  Wrong ones are said on stderr: KUMIHAN_USAGE. */
int args_read(struct args *args, unsigned take, size_t least, size_t most,
    int argc, char **argv);

/* The Japanese or English text, as ARGS ask for. */
const char *args_text(const struct args *args, const char *ja, const char *en);

/* Prints the messages of JOB to stderr. */
void args_report(const struct args *args, const struct kumihan *job);

#endif
