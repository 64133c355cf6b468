/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/metadata.h"

#include "store/error.h"

static dossier_status set(const char *key, size_t key_len, const char *value, size_t value_len,
                          dossier_error *error, void *ctx)
{
    xapian_error cause;
    if (xapian_writable_database_set_metadata(ctx, key, key_len, value, value_len, &cause) !=
        XAPIAN_OK)
        return error_xapian(error, "the index can't be written", &cause);
    return DOSSIER_OK;
}

metadata_sink metadata_into(xapian_writable_database *db)
{
    return (metadata_sink){set, db};
}
