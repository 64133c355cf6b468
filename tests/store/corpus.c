/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/store/corpus.h"

#include "tests/test.h"

uint32_t corpus_number(uint64_t document, uint64_t index, uint32_t below)
{
    uint64_t x = document * 0x9e3779b97f4a7c15u + index * 0xbf58476d1ce4e5b9u + 1;
    x = (x ^ x >> 31) * 0x94d049bb133111ebu;
    x = (x ^ x >> 29) * 0xff51afd7ed558ccdu;
    return (uint32_t)((x ^ x >> 32) % below);
}

/* Word `rank`: most are letters, some are long, some hold zero bytes or begin with one. */
static slice word(uint32_t rank, char out[245])
{
    size_t len = (size_t)snprintf(out, 245, "w%x", rank * 2654435761u >> 12);
    if (rank % 97 == 5) {
        memset(out + len, 'x', 245 - len);
        len = 245;
    } else if (rank % 89 == 7) {
        out[rank % 2 ? 0 : 2] = '\0';
        out[len++] = '\0';
    } else if (rank % 101 == 11) {
        memset(out, '\0', 110);
        memset(out + 110, '\xff', 20);
        len = 130;
    }
    return (slice){out, len};
}

static void add_words(draft *d, uint32_t document, const char *prefix, uint32_t n)
{
    const char *const prefixes[] = {"", "", "", "S", prefix};
    char text[245];
    uint32_t position = 0;
    for (uint32_t i = 0; i < n; i++) {
        /* The smaller of three: some words are in nearly every document, many in one. */
        uint32_t rank = corpus_number(document, 10 * i, 6000);
        for (uint32_t k = 1; k < 3; k++) {
            uint32_t other = corpus_number(document, 10 * i + k, 6000);
            rank = other < rank ? other : rank;
        }
        position += corpus_number(document, 10 * i + 3, 400) == 0
                        ? 1000000
                        : corpus_number(document, 10 * i + 4, 3);
        draft_add(d, prefixes[rank % 5], word(rank, text),
                  rank % 50 == 49 ? DRAFT_NO_POSITION : position + 1, rank % 31 == 30 ? 0 : 1);
    }
}

static void add_values(draft *d, uint32_t document)
{
    static const uint32_t slots[] = {300, 0, 128, 4, 70000, 1, 127, 255};
    char bytes[3000];
    if (document % 10 == 3)
        return;
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        if (corpus_number(document, 1000000 + i, 3) == 0)
            continue;
        size_t len = 1 + corpus_number(document, 1000010 + i, document % 40 == 1 ? 3000 : 20);
        memset(bytes, (int)('0' + corpus_number(document, 1000020 + i, 9)), len);
        draft_value(d, slots[i], (slice){bytes, len});
    }
}

void corpus_fill(draft *d, uint32_t document, const char *prefix)
{
    uint32_t words = corpus_number(document, 2000000, 600);
    draft_clear(d);
    if (document % 17 == 4)
        words = 0;
    if (document == 42)
        words = 60000;
    add_words(d, document, prefix, words);
    add_values(d, document);
    uint32_t data =
        document % 13 == 0 ? 0 : corpus_number(document, 2000001, 3000) * (document % 50 ? 1 : 20);
    for (uint32_t i = 0; i < data; i++)
        buf_push(&d->data, (char)corpus_number(document, 3000000 + i, 256));
    assert_int_equal(draft_finish(d), DOSSIER_OK);
}
