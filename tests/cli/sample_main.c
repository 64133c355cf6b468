/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sample as a program: what it understood, one line each. */
#include <inttypes.h>

#include "sample.h"

int main(int argc, char **argv)
{
    sample_options options = {.quiet = false};
    cli_call call = {.argc = argc, .argv = argv, .out = stdout, .err = stderr};
    cli_outcome outcome = cli_parse(&sample_program, &call, &options);
    if (outcome == CLI_PROCEED) {
        printf("limit %" PRId64 "\n", options.limit);
        for (size_t i = 0; i < call.operand_count; i++)
            printf("operand %s\n", call.operands[i]);
    }
    cli_release(&sample_program, &options);
    return outcome == CLI_MISTAKE ? 2 : 0;
}
