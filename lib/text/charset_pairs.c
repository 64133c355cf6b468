/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Costs of byte pairs by the region of the charset that they stand in: kana, the level of common
 * ideographs or syllables, the level of rare ones, symbols. The levels are those of JIS X 0208,
 * GB 2312, Big5, KS X 1001 and CNS 11643. Rows of a table are tried in order; a high byte that no
 * row takes is bad.
 */
#include "text/charset_pairs.h"

#include <string.h>

#define COST_BAD 12.0

typedef struct region {
    unsigned char lead_first;
    unsigned char lead_last;
    unsigned char trail_first; /* 0: a single byte */
    unsigned char trail_last;
    float cost; /* of the pair */
} region;

static const region euc_jp[] = {
    {0xA4, 0xA4, 0xA1, 0xF3, 3.0f},  {0xA5, 0xA5, 0xA1, 0xF6, 4.2f}, {0xA1, 0xA1, 0xA1, 0xFE, 4.0f},
    {0xA3, 0xA3, 0xB0, 0xFA, 6.0f},  {0xB0, 0xCF, 0xA1, 0xFE, 6.2f}, {0xD0, 0xF4, 0xA1, 0xFE, 9.5f},
    {0x8E, 0x8E, 0xA1, 0xDF, 10.0f}, {0xA2, 0xA8, 0xA1, 0xFE, 9.0f},
};
static const region shift_jis[] = {
    {0x82, 0x82, 0x9F, 0xF1, 3.0f},  {0x83, 0x83, 0x40, 0x96, 4.2f},
    {0x81, 0x81, 0x40, 0xFC, 4.0f},  {0x82, 0x82, 0x4F, 0x9A, 6.0f},
    {0x88, 0x97, 0x40, 0xFC, 6.2f},  {0x98, 0x9F, 0x40, 0xFC, 9.5f},
    {0xE0, 0xEA, 0x40, 0xFC, 9.5f},  {0x83, 0x87, 0x40, 0xFC, 9.5f},
    {0xED, 0xEE, 0x40, 0xFC, 10.5f}, {0xFA, 0xFC, 0x40, 0xFC, 10.5f},
    {0xA1, 0xDF, 0, 0, 6.5f},
};
static const region gb18030[] = {
    {0xB0, 0xD7, 0xA1, 0xFE, 6.4f},  {0xA1, 0xA1, 0xA1, 0xFE, 4.0f},
    {0xA3, 0xA3, 0xA1, 0xFE, 4.5f},  {0xD8, 0xF7, 0xA1, 0xFE, 9.5f},
    {0xA4, 0xA5, 0xA1, 0xF6, 9.5f},  {0xA2, 0xA9, 0xA1, 0xFE, 10.0f},
    {0x81, 0xA0, 0x40, 0xFE, 11.0f}, {0xAA, 0xFE, 0x40, 0xA0, 11.0f},
};
static const region big5[] = {
    {0xA4, 0xC6, 0x40, 0x7E, 6.3f}, {0xA4, 0xC5, 0xA1, 0xFE, 6.3f},  {0xA1, 0xA2, 0x40, 0x7E, 4.0f},
    {0xA1, 0xA2, 0xA1, 0xFE, 4.5f}, {0xA3, 0xA3, 0x40, 0xBF, 7.0f},  {0xC9, 0xF9, 0x40, 0x7E, 9.5f},
    {0xC9, 0xF9, 0xA1, 0xFE, 9.5f}, {0xC6, 0xC8, 0xA1, 0xFE, 10.5f},
};
static const region uhc[] = {
    {0xB0, 0xC8, 0xA1, 0xFE, 5.8f}, {0xA1, 0xA1, 0xA1, 0xFE, 4.5f}, {0xA3, 0xA3, 0xA1, 0xFE, 6.0f},
    {0xA4, 0xA4, 0xA1, 0xFE, 8.0f}, {0xCA, 0xFD, 0xA1, 0xFE, 9.5f}, {0xA2, 0xAC, 0xA1, 0xFE, 10.0f},
    {0x81, 0xC6, 0x41, 0x5A, 9.5f}, {0x81, 0xC6, 0x61, 0x7A, 9.5f}, {0x81, 0xA0, 0x81, 0xFE, 9.5f},
    {0xA1, 0xC6, 0x81, 0xA0, 9.5f},
};
static const region euc_tw[] = {
    {0xC4, 0xE6, 0xA1, 0xFE, 6.3f},  {0xA1, 0xA3, 0xA1, 0xFE, 4.5f},
    {0xE7, 0xFD, 0xA1, 0xFE, 7.0f},  {0xA4, 0xC3, 0xA1, 0xFE, 11.0f},
    {0x8E, 0x8E, 0xA1, 0xA7, 10.0f},
};

typedef struct pair_charset {
    const char *name;
    const region *regions;
    size_t count;
} pair_charset;

#define REGIONS(table) table, sizeof table / sizeof table[0]
static const pair_charset charsets[] = {
    {"EUC-JP", REGIONS(euc_jp)},   {"SHIFT_JIS", REGIONS(shift_jis)}, {"CP932", REGIONS(shift_jis)},
    {"GB18030", REGIONS(gb18030)}, {"CP950", REGIONS(big5)},          {"BIG5-HKSCS", REGIONS(big5)},
    {"UHC", REGIONS(uhc)},         {"EUC-TW", REGIONS(euc_tw)},       {"JOHAB", NULL, 0},
};

/* KS X 1001 annex 3: a syllable is three five-bit numbers behind a set bit. Symbols and ideographs
 * have leads of their own. */
static double johab_cost(unsigned lead, unsigned trail)
{
    if (lead >= 0xD9 && lead <= 0xDE)
        return 6.5;
    if (lead >= 0xE0 && lead <= 0xF9 && ((trail >= 0x31 && trail <= 0x7E) || trail >= 0x91))
        return 9.5;
    unsigned initial = lead >> 2 & 31;
    unsigned vowel = (lead & 3) << 3 | trail >> 5;
    unsigned final = trail & 31;
    bool good = initial >= 2 && initial <= 20 && vowel >= 3 && vowel <= 29 && vowel % 8 >= 2 &&
                final >= 1 && final <= 29 && final != 18;
    if (!good || trail < 0x41)
        return 2 * COST_BAD;
    return final == 1 || final == 5 || final == 9 ? 5.6 : 6.6;
}

static double region_cost(const region *r, size_t count, unsigned lead, unsigned trail, int *taken)
{
    for (; count > 0; r++, count--) {
        if (lead < r->lead_first || lead > r->lead_last)
            continue;
        if (r->trail_first == 0 || (trail >= r->trail_first && trail <= r->trail_last)) {
            *taken = r->trail_first == 0 ? 1 : 2;
            return (double)r->cost;
        }
    }
    *taken = 1;
    return COST_BAD;
}

bool charset_pairs_cost(const char *name, const charset_sample *sample, double *cost)
{
    const pair_charset *found = NULL;
    for (size_t i = 0; i < sizeof charsets / sizeof charsets[0] && !found; i++)
        found = strcmp(charsets[i].name, name) == 0 ? &charsets[i] : NULL;
    if (!found)
        return false;
    *cost = 0;
    for (size_t i = 0; i < sample->len;) {
        unsigned lead = sample->bytes[i];
        unsigned trail = i + 1 < sample->len ? sample->bytes[i + 1] : 0;
        int taken = lead < 0x80 ? 1 : 2;
        if (lead >= 0x80 && found->regions)
            *cost += region_cost(found->regions, found->count, lead, trail, &taken);
        else if (lead >= 0x80)
            *cost += johab_cost(lead, trail);
        i += (size_t)taken;
    }
    return true;
}
