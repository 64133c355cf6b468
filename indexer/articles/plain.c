/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/plain.h"

#include <string.h>

#include "indexer/articles/front.h"
#include "indexer/articles/furniture.h"
#include "indexer/articles/outlet.h"
#include "indexer/articles/phrase.h"
#include "indexer/articles/stamp.h"

#define HEADING_LINES 10u /* of an edited document's heading, until its source note */
#define DATE_LINES    24u /* below the heading, until place and date */

static slice lines_between(const page *p, size_t from, size_t to)
{
    const page_line *first = &p->lines[from];
    const page_line *last = &p->lines[to - 1];
    return (slice){p->text.data + first->offset, last->offset + last->length - first->offset};
}

/* "134. Memorandum From ..." in an edition of documents: a numbered heading of some lines, closed
 * by the note on where the original is kept. The line of the note, or 0. */
static size_t find_source_note(const page *p)
{
    slice first = page_text(p, &p->lines[0]);
    if (first.len < 4 || first.data[0] < '0' || first.data[0] > '9')
        return 0;
    for (size_t i = 1; i < p->n_lines && i <= HEADING_LINES; i++) {
        slice line = page_text(p, &p->lines[i]);
        if (line.data[0] == '[')
            line = (slice){line.data + 1, line.len - 1};
        if (line.len >= 7 && slice_equal_nocase((slice){line.data, 7}, SLICE("Source:")))
            return i;
    }
    return 0;
}

/* "Saigon, January 24, 1958-11 a.m.", or the same cut in two: how many lines; 0 if it is none. */
static size_t place_and_date(page *p, size_t i, stamp *found)
{
    slice line = page_text(p, &p->lines[i]);
    if (line.len > 80 || line.len < 6)
        return 0;
    if (stamp_read_bare(line, found) && found->published % 100 != 0)
        return 1;
    if (i + 1 >= p->n_lines || p->lines[i + 1].length > 40)
        return 0;
    char last = line.data[line.len - 1];
    char next = p->text.data[p->lines[i + 1].offset];
    bool cut = last == ',' || (last >= '0' && last <= '9') || (next >= '0' && next <= '9');
    if (!cut || !stamp_read_bare(page_squeeze(p, lines_between(p, i, i + 2)), found))
        return 0;
    return found->published % 100 != 0 ? 2 : 0;
}

static bool read_edited_document(page *p)
{
    size_t note = find_source_note(p);
    if (note == 0)
        return false;
    size_t heading = note;
    for (size_t i = 1; i < p->n_lines && i < note + DATE_LINES; i++) {
        stamp found;
        size_t lines = place_and_date(p, i, &found);
        if (lines == 0)
            continue;
        if (p->published == 0)
            p->published = found.published;
        if (p->place.len == 0)
            p->place = page_squeeze(p, found.place);
        page_mark(p, i, i + lines, RECORD_DATELINE, RECORD_KEPT);
        heading = i < heading ? i : heading;
        break;
    }
    slice title = lines_between(p, 0, heading);
    if (p->title.len == 0)
        p->title = page_squeeze(p, front_plain_title(title));
    page_mark(p, 0, heading, RECORD_TITLE, RECORD_KEPT);
    p->body = note;
    return true;
}

static void read_late_dates(page *p)
{
    size_t from = p->n_lines > 12 ? p->n_lines - 12 : 0;
    for (size_t i = from > p->body ? from : p->body; i < p->n_lines && p->published == 0; i++) {
        phrase ph;
        stamp found;
        slice line = page_text(p, &p->lines[i]);
        if (line.len > 120 || !page_is_open(&p->lines[i]))
            continue;
        phrase_read(&ph, line);
        if (!stamp_read_labels(&ph, &found))
            continue;
        p->published = found.published;
        p->updated = p->updated ? p->updated : found.updated;
        p->lines[i].role = RECORD_META;
    }
}

/* "Example Times" and "The Example Times". */
static bool is_same_with_the(slice name, slice owner)
{
    slice the = SLICE("The ");
    return owner.len == name.len + the.len && slice_starts_with(owner, the) &&
           slice_equal((slice){owner.data + the.len, name.len}, name);
}

void plain_read_foot(page *p)
{
    for (size_t i = p->n_lines; i-- > 0 && p->n_lines - i <= 20;) {
        if (p->lines[i].role != RECORD_DROPPED || p->lines[i].reason != RECORD_LEGAL)
            continue;
        slice owner = outlet_of_copyright(page_text(p, &p->lines[i]));
        if (p->outlet.len == 0 || is_same_with_the(p->outlet, owner))
            p->outlet = page_squeeze(p, owner);
        if (p->outlet.len > 0)
            break;
    }
    if (p->published == 0)
        read_late_dates(p);
}

void plain_read(page *p, slice text)
{
    page_split(p, text);
    if (p->n_lines == 0)
        return;
    if (!read_edited_document(p))
        front_read(p);
    furniture_mark(p, p->body);
    plain_read_foot(p);
    page_cut_links(p);
}
