/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/planner.h"
#include "store/error.h"

static dossier_status count(plan *p, const xapian_query *query, uint64_t *out, dossier_error *error)
{
    xapian_enquire *enquire = NULL;
    xapian_weight *weight = NULL;
    xapian_mset *mset = NULL;
    xapian_error cause;
    dossier_status status = DOSSIER_OK;
    if (xapian_enquire_create(p->db, &enquire, &cause) != XAPIAN_OK ||
        xapian_weight_bool(&weight, &cause) != XAPIAN_OK ||
        xapian_enquire_set_weight(enquire, weight, &cause) != XAPIAN_OK ||
        xapian_enquire_set_query(enquire, query, 0, &cause) != XAPIAN_OK ||
        xapian_enquire_get_mset(enquire, 0, 0, p->documents, NULL, NULL, NULL, &mset, &cause) !=
            XAPIAN_OK)
        status = error_xapian(error, "a word's documents can't be counted", &cause);
    else
        *out = xapian_mset_matches(mset).estimated;
    xapian_mset_free(mset);
    xapian_weight_free(weight);
    xapian_enquire_free(enquire);
    return status;
}

dossier_status plan_count(plan *p, size_t limit, dossier_error *error)
{
    p->make = (postings_maker){.error = error};
    for (size_t i = 0; i < p->n_items && limit > 0 && p->make.status == DOSSIER_OK; i++) {
        plan_item *item = &p->items[i];
        if (item->counted)
            continue;
        limit--;
        xapian_query *query = plan_leaf(p, item->node, item->field);
        if (query)
            p->make.status = count(p, query, &item->documents, error);
        xapian_query_free(query);
        item->counted = p->make.status == DOSSIER_OK;
    }
    return p->make.status;
}
