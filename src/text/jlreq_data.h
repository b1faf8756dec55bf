/* text/jlreq_data - the JLREQ tables as arrays, generated from src/text/jlreq
 * by tools/make-jlreq-tables.  Index: enum jclass; CL_NONE is the line's edge
 * (row: head, column: end).
 */
#ifndef TEXT_JLREQ_DATA_H
#define TEXT_JLREQ_DATA_H

#include <stddef.h>
#include <stdint.h>

/* JLREQ's character classes (文字クラス) by their numbers. */
enum jclass {
    CL_NONE, /* the edge of the line */
    CL_01,   /* opening brackets 始め括弧類 */
    CL_02,   /* closing brackets 終わり括弧類 */
    CL_03,   /* hyphens ハイフン類 */
    CL_04,   /* dividing punctuation 区切り約物 ？！ */
    CL_05,   /* middle dots 中点類 */
    CL_06,   /* full stops 句点類 */
    CL_07,   /* commas 読点類 */
    CL_08,   /* inseparable characters 分離禁止文字 */
    CL_09,   /* iteration marks 繰返し記号 */
    CL_10,   /* prolonged sound mark 長音記号 */
    CL_11,   /* small kana 小書きの仮名 */
    CL_12,   /* prefixed abbreviations 前置省略記号 */
    CL_13,   /* postfixed abbreviations 後置省略記号 */
    CL_14,   /* full-width ideographic space 和字間隔 */
    CL_15,   /* hiragana 平仮名 */
    CL_16,   /* katakana 片仮名 */
    CL_17,   /* math symbols 等号類 */
    CL_18,   /* math operators 演算記号 */
    CL_19,   /* ideographic characters 漢字等 */
    CL_20,   /* reference marks 合印中の文字 */
    CL_21,   /* ornamented character complex 親文字群中の文字 */
    CL_22,   /* simple-ruby complex */
    CL_23,   /* jukugo-ruby complex 熟語ルビ */
    CL_24,   /* grouped numerals 連数字 */
    CL_25,   /* unit symbols 単位記号 */
    CL_26,   /* Western word space 欧文間隔 */
    CL_27,   /* Western characters 欧文用文字 */
    CL_28,   /* warichu opening 割注始め括弧類 */
    CL_29,   /* warichu closing 割注終わり括弧類 */
    CL_30,   /* tate-chu-yoko 縦中横 */
    CLASSES
};

enum { JLREQ_WESTERN = 0x20 }; /* beside a class: Western text has it too */

struct jlreq_range {
    uint16_t first, last;
    uint8_t class; /* enum jclass, or with JLREQ_WESTERN */
};

/* Ascending, without overlap. */
extern const struct jlreq_range jlreq_class[];
extern const size_t jlreq_n_class;

/* A cell of a pair table; amounts in eighths of an em. */
#define PAIR_BE(eighths) (eighths)                       /* of the one before */
#define PAIR_AF(eighths) ((eighths) << 3)                /* of the one after */
#define PAIR_FROM(eighths) PAIR_BE(eighths)              /* natural amount */
#define PAIR_TO(eighths) (PAIR_AF(eighths) | PAIR_RANGE) /* furthest amount */
#define PAIR_NOTE(n) ((n) << 8)

enum {
    PAIR_RANGE = 1 << 6,   /* FROM and TO are given */
    PAIR_HANG = 1 << 7,    /* ruby may hang over */
    PAIR_X = 1 << 13,      /* cannot occur */
    PAIR_NOT = 1 << 14,    /* no line break */
    PAIR_EITHER = 1 << 15, /* all of it or nothing */

    /* A style says it: of separation, at every level; of expansion, TO is the
     * whole space. */
    PAIR_FIRM = PAIR_EITHER,

    PAIR_BE_MASK = 7,
    PAIR_AF_MASK = 7 << 3,
    PAIR_NOTE_MASK = 31 << 8
};

extern const uint16_t jlreq_spacing[CLASSES][CLASSES];
extern const uint16_t jlreq_separation[CLASSES][CLASSES];
extern const uint16_t jlreq_reduction_jlreq[CLASSES][CLASSES];
extern const uint16_t jlreq_reduction_jisx4051[CLASSES][CLASSES];
extern const uint16_t jlreq_reduction_books[CLASSES][CLASSES];
extern const uint16_t jlreq_expansion[CLASSES][CLASSES];

#endif
