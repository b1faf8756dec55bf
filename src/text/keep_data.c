/* Counters (助数詞) and units written in Japanese. */
#include "text/keep_data.h"

/* Longer ones first where one begins another. */
const char32_t *const keep_counters[] = {U"四半期", U"四分位", U"パーセント",
    U"ポイント", U"ページ", U"キログラム", U"キロメートル", U"キロワット",
    U"キロ", U"センチメートル", U"センチ", U"ミリメートル", U"ミリ",
    U"メートル", U"グラム", U"トン", U"リットル", U"ヘクタール", U"ドル",
    U"ユーロ", U"ウォン", U"ポンド", U"カロリー", U"ケース", U"セット",
    U"チーム", U"か国", U"カ国", U"ヵ国", U"ヶ国", U"か所", U"カ所", U"ヵ所",
    U"ヶ所", U"箇所", U"か月", U"カ月", U"ヵ月", U"ヶ月", U"箇月", U"か年",
    U"カ年", U"ヵ年", U"ヶ年", U"か条", U"カ条", U"ヵ条", U"ヶ条", U"年度",
    U"年代", U"年間", U"年生", U"年目", U"年", U"月期", U"月", U"日間", U"日目",
    U"日", U"時間", U"時半", U"時", U"分間", U"分", U"秒間", U"秒", U"週間",
    U"週目", U"週", U"周年", U"世紀", U"歳児", U"歳", U"才", U"人目", U"人",
    U"名", U"件", U"社", U"校", U"個", U"本", U"枚", U"台", U"回目", U"回",
    U"位", U"円", U"倍", U"割", U"点", U"号", U"条", U"項", U"章", U"節", U"番",
    U"代", U"表", U"図", U"版", U"判", U"次", U"区", U"頁", U"部", U"棟", U"戸",
    U"世帯", U"種", U"組", U"階", U"丁目", U"学年", U"学期", U"学部", U"都市",
    U"国", U"県", U"市", U"町", U"村", U"店", U"冊", U"頭", U"匹", U"票", U"席",
    U"便", U"泊", U"級", U"型", U"巻", U"編", U"話", U"曲", U"字", U"行", U"列",
    U"桁", U"坪", U"畳", U"度"};

const size_t keep_n_counters = sizeof keep_counters / sizeof *keep_counters;
