/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layout: the compiled gazetteer's bytes, as the compiler writes them and the gazetteer reads them.
 * Private to lib/entity.
 *
 * A header, then the sections in the order of enum layout_section, each on a multiple of 8 bytes.
 * Rows are structs of fixed size without padding, little endian. A string is an offset into the
 * pool, where its length (two bytes) and its bytes follow; offset 0 is the empty string.
 *
 * Surfaces are paths of a trie whose edges are the hashes of folded words. Edges lie in one
 * open-addressing table (linear probing, its size a power of two): an edge is found by
 * layout_edge_key(node, word). A node with candidates names the first of them; the last of a node's
 * candidates carries LAYOUT_LAST.
 */
#ifndef DOSSIER_ENTITY_LAYOUT_H
#define DOSSIER_ENTITY_LAYOUT_H

#include <stdint.h>
#include <string.h>

#include "text/buf.h"

#define LAYOUT_MAGIC "DossGaz3"

typedef enum layout_section {
    LAYOUT_STRINGS,
    LAYOUT_ENTITIES,  /* layout_entity, sorted by kind and id */
    LAYOUT_TERMS,     /* layout_term, sorted by official and beginning */
    LAYOUT_HOLDERS,   /* uint32_t numbers of terms, sorted by office, country, latest first */
    LAYOUT_SPELLINGS, /* uint32_t strings, those of an entity side by side */
    LAYOUT_EDGES,     /* layout_edge, a hash table */
    LAYOUT_SETS,  /* bytes, each for two places of a table of enum layout_set, by words' hashes */
    LAYOUT_PAIRS, /* bytes, each for eight places of a table of the surfaces' beginnings */
    LAYOUT_CANDIDATES, /* layout_candidate */
    LAYOUT_READINGS,   /* layout_reading, those of one ambiguous surface side by side */
    LAYOUT_WORDS,      /* layout_word, a hash table */
    LAYOUT_SURNAMES,   /* layout_key, sorted: hash of a folded surname to an official */
    LAYOUT_KEYS,       /* layout_key, sorted: hash of a name's spelling key to an official */
    LAYOUT_SECTIONS
} layout_section;

typedef struct layout_header {
    char magic[8];
    uint64_t fingerprint;
    struct {
        uint64_t offset; /* bytes from the file's start */
        uint64_t count;  /* rows */
    } section[LAYOUT_SECTIONS];
} layout_header;

enum layout_entity_flag {
    LAYOUT_LISTED = 1, /* of a user's own table */
    LAYOUT_BODY = 2,   /* an office of a body, not of a country: the UN's secretary general */
};

typedef struct layout_entity {
    uint32_t id;
    uint32_t name;
    uint32_t first_term;
    uint32_t first_spelling;
    uint16_t n_terms;
    uint16_t n_spellings;
    char country[2]; /* NULs where it has none */
    uint8_t kind;
    uint8_t flags;
    uint32_t rank; /* of an official's highest office, of an office: 1 to 3, 3 the lowest */
} layout_entity;

typedef struct layout_term {
    uint32_t official; /* or a country that was there for a time only */
    uint32_t office;   /* UINT32_MAX: none that is known */
    uint32_t title;
    uint32_t from, to;
    char country[2];
    uint16_t rank;
} layout_term;

#define LAYOUT_LEAF 0x80000000u /* of layout_edge.child: no edge goes on from it */

typedef struct layout_edge {
    uint64_t key; /* 0: a free place */
    uint32_t child;
    uint32_t candidate; /* first of the child's; UINT32_MAX: none */
} layout_edge;

/* What a surface is used as. */
typedef enum layout_use {
    USE_OFFICIAL, /* the full name of an official */
    USE_NAME,     /* of a country */
    USE_DEMONYM,
    USE_ABBREVIATION,
    USE_CAPITAL,
    USE_METONYM,
    USE_REGION,
    USE_CITY,
    USE_PREFIX, /* Sino-: only before a hyphen */
    USE_ORGANIZATION,
    USE_AGREEMENT,
    USE_OFFICE,    /* aux: string of the countries it is limited to */
    USE_AMBIGUOUS, /* entity: its first reading, aux: how many */
    USE_EVIDENCE,  /* entity: the reading that it speaks for */
    USE_NOT,       /* entity: one that it never means, even where it is spelt nearly as his name */
    USE_BLOCK,     /* a name of its own: nothing in it is tagged */
    USES
} layout_use;

enum layout_candidate_flag {
    LAYOUT_LAST = 1,
    LAYOUT_DATED = 2, /* of a country that was there for a time only: its terms say when */
};

typedef struct layout_candidate {
    uint32_t entity;
    uint32_t aux;
    uint16_t capitals; /* bit i: word i has to start with a capital */
    uint16_t all_caps; /* bit i: word i has to be all capitals */
    uint8_t use;       /* layout_use */
    uint8_t flags;
    uint16_t words;
} layout_candidate;

typedef enum layout_sense {
    SENSE_COUNTRY, /* of the surface's own: entity is the country */
    SENSE_PLACE,   /* another place; entity is the country that it lies in */
    SENSE_PERSON,
    SENSE_WORD,
} layout_sense;

typedef struct layout_reading {
    uint32_t entity; /* UINT32_MAX: none */
    uint8_t sense;   /* layout_sense */
    uint8_t usual;   /* taken when nothing speaks for any */
    uint16_t unused;
} layout_reading;

/* What a single word is in a person's name. */
enum layout_word_flag {
    WORD_FIRST = 1 << 0,         /* a given name */
    WORD_FIRST_WORD = 1 << 1,    /* one that is also an ordinary word: Mark, Grant */
    WORD_SURNAME_FIRST = 1 << 2, /* a family name that is written first: Kim, Xi */
    WORD_PARTICLE = 1 << 3,
    WORD_RELATION = 1 << 4,
    WORD_HONORIFIC = 1 << 5,
    WORD_RANK = 1 << 6,
    WORD_SUFFIX = 1 << 7,
    WORD_THING = 1 << 8,  /* after a name it makes it a thing: Library, Avenue */
    WORD_BREAK = 1 << 9,  /* capitalised, but never part of a name: Monday, January */
    WORD_STATE = 1 << 10, /* short for a state of the United States: Paris, Tex. */
};

typedef struct layout_word {
    uint64_t hash; /* 0: a free place */
    uint64_t flags;
} layout_word;

typedef struct layout_key {
    uint64_t hash;
    uint32_t official;
    uint32_t weak; /* 1: the word seldom stands for the official alone */
} layout_key;

static inline uint64_t layout_bytes(const char *p, size_t n)
{
    uint64_t value = 0;
    memcpy(&value, p, n);
    return value;
}

/* A hash of a folded word, never 0. A multiply and a shift for every eight bytes (the words are
 * short), mixed at the end as in MurmurHash3's finalizer (A. Appleby, public domain). What is left
 * of a word after its eights is read as two fours that overlap, or as its first, middle and last
 * byte: the length is in the hash, so no two words read alike. */
static inline uint64_t layout_hash(slice word)
{
    uint64_t h = 0x9e3779b97f4a7c15u ^ word.len, rest = 0;
    const char *p = word.data;
    size_t n = word.len;
    for (; n >= 8; p += 8, n -= 8) {
        h = (h ^ layout_bytes(p, 8)) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    if (n >= 4)
        rest = layout_bytes(p, 4) | layout_bytes(p + n - 4, 4) << 32;
    else if (n > 0)
        rest =
            layout_bytes(p, 1) | layout_bytes(p + n / 2, 1) << 8 | layout_bytes(p + n - 1, 1) << 16;
    h = (h ^ rest) * 0xff51afd7ed558ccdu;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53u;
    h ^= h >> 33;
    return h ? h : 1;
}

static inline uint64_t layout_edge_key(uint32_t node, uint64_t word)
{
    uint64_t h = (word ^ ((uint64_t)node * 0x9e3779b97f4a7c15u)) * 0xc4ceb9fe1a85ec53u;
    h ^= h >> 32;
    return h ? h : 1;
}

/* What a word may be: four bits at a place that its hash gives. Most words are nothing, and to know
 * that costs one look. */
enum layout_set {
    SET_START = 1, /* it starts a surface with a capital ... */
    SET_LOWER = 2, /* ... or without one */
    SET_WORD = 4,  /* it is in LAYOUT_WORDS */
    SET_NAME = 8,  /* it is in LAYOUT_SURNAMES */
};

enum { LAYOUT_SET_PLACES = 1 << 19 };

static inline uint32_t layout_set_place(uint64_t word)
{
    return (uint32_t)(word >> 20) & (LAYOUT_SET_PLACES - 1);
}

/* The two words that a surface begins with: a bit at a place that their hashes give. Many words
 * begin some surface, but few of them one whose second word follows: without this every such word
 * would cost two looks into the edges, which no cache holds. */
enum { LAYOUT_PAIR_BITS = 20, LAYOUT_PAIR_PLACES = 1 << LAYOUT_PAIR_BITS };

/* `next` is 0 for a surface of one word. */
static inline uint32_t layout_pair_place(uint64_t word, uint64_t next)
{
    uint64_t pair = (word ^ next * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    return (uint32_t)(pair >> (64 - LAYOUT_PAIR_BITS));
}

#endif
