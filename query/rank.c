/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/rank.h"

#include "query/stop.h"
#include "text/token.h"

rank_class rank_classify(slice folded, unsigned token_flags)
{
    if (stop_is_function(folded))
        return RANK_FUNCTION;
    if (!(token_flags & TOKEN_CAPITAL) && stop_is_pronoun(folded))
        return RANK_LIGHT;
    return stop_is_frame(folded) ? RANK_FRAME : RANK_CONTENT;
}

xapian_status rank_weight(xapian_weight **out, xapian_error *err)
{
    return xapian_weight_ineb2(1.0, out, err);
}
