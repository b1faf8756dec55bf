/* app/judge - what is wrong with finished pages (docs/decisions/0011). */
#ifndef APP_JUDGE_H
#define APP_JUDGE_H

#include "app/library.h"

/* For a profile of type web: the contrast of all text, and what is read aloud.
 * Errors: ERR_INPUT (a picture without words; said), ERR_NOMEM. */
ERR_CHECKED enum err judge_for_screen(struct kumihan *k);

/* Judges the contrast of the edition that all rows of K share for all of them:
 * where it is good, later ones are compared with it (k->judged).
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err judge_shared(struct kumihan *k);

/* The finished pages against what PRINTER asks for, for a profile of type
 * print.  Errors, all said: ERR_USAGE (no such printer, another profile),
 * ERR_INPUT (what it does not take), ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err judge_for_printer(struct kumihan *k, const char *printer);

/* What is to be seen on a proof: what is judged for the screen, and what
 * PRINTER, which may be NULL, does not take.  Nothing is said, all is in
 * k->findings.  Errors: as printer_load. */
ERR_CHECKED enum err judge_for_proof(struct kumihan *k, const char *printer);

#endif
