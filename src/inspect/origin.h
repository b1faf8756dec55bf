/* inspect/origin - does a text say where figures come from, or what a figure
 * is called?  As it is written beside figures in Japan.
 */
#ifndef INSPECT_ORIGIN_H
#define INSPECT_ORIGIN_H

#include <stdbool.h>

#include "base/str.h"

/* True when TEXT (UTF-8, a paragraph a line) tells a source: 出典：...,
 * 資料）...,
 * ...調べ（2022年）, ...より作成, Source: ...  Neither a source that is said to
 * be unknown or to follow, nor a word without one (出典：) does. */
bool origin_is_told(struct str text);

/* True when NOTE, the text of a note, tells a source: also by naming what is
 * published (白書, 調査, 「...」, an address), unless it says what a word means
 * (...とは, ...をいう). */
bool origin_is_noted(struct str note);

/* True when LINE begins with the label of a figure and goes on: 図1 ..., 表1
 * ..., グラフ：..., Figure 1, Table 2. */
bool origin_is_label(struct str line);

/* True when LINE is a note or a unit as it stands between a figure and its
 * source or label: 注..., ※..., *1 ..., （単位：人）. */
bool origin_is_aside(struct str line);

#endif
