/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * interrupt: the first Ctrl-C asks, the second insists.
 *
 * After interrupt_install the first SIGINT or SIGTERM only sets a flag, which the program polls to
 * finish the document it is at and leave the index consistent. Any later one of the two ends the
 * process at once by the signal's own default action, so that a shell sees how it ended.
 *
 * SIGPIPE keeps what the parent chose, as with other tools: `| head` ends the process quietly, and
 * where the parent ignores it message_close_output treats the failed write as a quiet end.
 */
#ifndef DOSSIER_CLI_INTERRUPT_H
#define DOSSIER_CLI_INTERRUPT_H

#include <stdbool.h>

/* A signal that the parent had set to be ignored (nohup, a background job) stays ignored. */
void interrupt_install(void);
bool interrupt_requested(void);
/* 128 + the signal's number, as shells report it (130 for SIGINT); 0 when there was none. */
int interrupt_exit_code(void);

#endif
