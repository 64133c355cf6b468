/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/stop.h"

#include <stdlib.h>

/* Each table in byte order. */
static const char *const function_words[] = {
    "a",        "about",   "above",    "after",     "again",     "against",  "all",     "also",
    "although", "am",      "among",    "an",        "and",       "another",  "any",     "are",
    "aren't",   "arent",   "as",       "at",        "be",        "because",  "been",    "before",
    "being",    "below",   "between",  "both",      "but",       "by",       "can",     "can't",
    "cant",     "could",   "couldn't", "couldnt",   "did",       "didn't",   "didnt",   "do",
    "does",     "doesn't", "doesnt",   "doing",     "don't",     "done",     "dont",    "down",
    "during",   "e.g.",    "each",     "eg",        "either",    "etc",      "ever",    "every",
    "for",      "from",    "further",  "had",       "hadn't",    "has",      "hasn't",  "have",
    "haven't",  "having",  "he",       "he'd",      "he'll",     "hence",    "her",     "here",
    "him",      "his",     "how",      "however",   "i",         "i'd",      "i'll",    "i'm",
    "i've",     "i.e.",    "ie",       "if",        "im",        "in",       "into",    "is",
    "isn't",    "isnt",    "it'd",     "it'll",     "its",       "ive",      "just",    "lets",
    "many",     "me",      "might",    "more",      "most",      "much",     "must",    "my",
    "neither",  "never",   "no",       "nor",       "not",       "of",       "off",     "on",
    "once",     "one",     "ones",     "only",      "onto",      "or",       "other",   "ought",
    "our",      "out",     "over",     "own",       "per",       "re",       "same",    "shall",
    "she",      "she'd",   "she'll",   "should",    "shouldn't", "shouldnt", "since",   "so",
    "some",     "still",   "such",     "than",      "that",      "thats",    "the",     "their",
    "them",     "then",    "there",    "therefore", "theres",    "these",    "they",    "they'd",
    "they'll",  "they're", "they've",  "this",      "those",     "though",   "through", "thus",
    "to",       "too",     "under",    "until",     "up",        "upon",     "very",    "via",
    "was",      "wasn't",  "wasnt",    "we",        "we'd",      "we'll",    "we're",   "we've",
    "were",     "weren't", "werent",   "what",      "whats",     "when",     "where",   "whether",
    "which",    "while",   "whom",     "whos",      "whose",     "why",      "with",    "within",
    "without",  "won't",   "wont",     "would",     "wouldn't",  "wouldnt",  "yet",     "you",
    "you'd",    "you'll",  "you're",   "you've",    "your"};

static const char *const pronouns[] = {"it", "may", "us", "who", "will"};

static const char *const frame_words[] = {
    "article",   "articles", "concerning", "deal",        "dealing",    "deals",      "document",
    "documents", "find",     "give",       "information", "interest",   "interested", "interesting",
    "interests", "list",     "paper",      "papers",      "pertaining", "regarding"};

static int compare(const void *key, const void *row)
{
    return slice_compare(*(const slice *)key, slice_of(*(const char *const *)row));
}

#define IN(table, word)                                                                            \
    (bsearch(&(word), table, sizeof(table) / sizeof *(table), sizeof *(table), compare) != NULL)

bool stop_is_function(slice folded)
{
    return IN(function_words, folded);
}

bool stop_is_pronoun(slice folded)
{
    return IN(pronouns, folded);
}

bool stop_is_frame(slice folded)
{
    return IN(frame_words, folded);
}
