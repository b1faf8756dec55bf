/* config/value - one value of a job file, read by its type.
 *
 * Each call is false when the text is anything else; *OUT is then zero.
 */
#ifndef CONFIG_VALUE_H
#define CONFIG_VALUE_H

#include "config/job.h"

/* yes | no */
bool value_boolean(struct str s, bool *out);

/* True when WORD is one of CHOICES, "a|b|c". */
bool value_is_word(const char *choices, struct str word);

/* "least..most"; CHOICES NULL: all of int. */
bool value_range(const char *choices, int *least, int *most);

/* `92%`, `102.5%` in 1/1000; at most one decimal. */
bool value_percent(struct str s, int32_t *out);

/* 1, 2 or 4 lengths, spread out to top, right, bottom, left. */
bool value_lengths(struct str s, struct length out[4]);

/* LENGTH against a KEY_LENGTH's choices: "+", "0" or NULL. */
bool value_length_fits(const char *choices, struct length length);

/* 0, 1/2, N/4 or N/8 of an em, less than one, in eighths. */
bool value_amount(struct str s, int *eighths);

/* A length above zero, a percentage above zero, or a share such as 2*. */
bool value_width(struct str s);

/* YYYY-MM-DD, a day of the Gregorian calendar. */
bool value_date(struct str s);

/* YYYY-MM-DDThh:mm+hh:mm (base/moment.h). */
bool value_moment(struct str s);

/* A language tag in the shape of BCP 47 (RFC 5646 section 2.1): 2 to 8 letters,
 * then parts of 1 to 8 letters or digits behind hyphens. */
bool value_lang(struct str s);

/* #RRGGBB, or three numbers 0 ... 255 */
bool value_rgb(struct str s, uint8_t out[3]);

/* Four numbers 0 ... 100 */
bool value_cmyk(struct str s, uint8_t out[4]);

/* Cuts an optional tint off a colour: `green 12%` is `green` and 120. */
bool value_tint(struct str s, struct str *name, int32_t *milli);

/* A whole KEY_COLOUR; names are looked up in JOB. */
bool value_colour(const struct job *job, struct str s, struct colour *out);

/* The members of a list (str_member), empty ones left out, at most CAP of them;
 * returns how many there are. */
size_t value_list(struct str s, struct str *out, size_t cap);

#endif
