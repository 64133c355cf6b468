/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/association.h"

#include <math.h>

/* observed * log(observed / expected) */
static double part(double observed, double row, double column, double all)
{
    return observed > 0 ? observed * log(observed * all / (row * column)) : 0;
}

double log_likelihood(uint64_t both, uint64_t a, uint64_t b, uint64_t all)
{
    if (both > a || both > b || a > all || b > all || all - a < b - both)
        return 0;
    double n = (double)all, row = (double)a, column = (double)b, k = (double)both;
    double g2 = 2 * (part(k, row, column, n) + part(row - k, row, n - column, n) +
                     part(column - k, n - row, column, n) +
                     part(n - row - column + k, n - row, n - column, n));
    if (g2 < 0) /* rounding */
        g2 = 0;
    return k * n >= row * column ? g2 : -g2;
}
