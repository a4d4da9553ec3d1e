#ifndef CPQ_H
#define CPQ_H

#include <stdbool.h>
#include <stddef.h>

// The part of libpq that a ledger needs. The library is loaded when it is first asked for, not with the program:
// a program that never opens a PostgreSQL store starts without it, and runs where it isn't installed.

// Loads the library. NULL where that went well, else why not; the text lives as long as the program.
// Threads may call it at the same time.
const char *pq_load(void);

typedef struct pq_connection pq_connection;
typedef struct pq_result pq_result;

// The rest may be called only after pq_load returned NULL.

// Never NULL, but for lack of memory; pq_is_open says whether it went well. Ended by pq_close either way.
pq_connection *pq_connect(const char *url);
void pq_close(pq_connection *connection);
bool pq_is_open(const pq_connection *connection);
// What went wrong last; valid until the next call with the connection.
const char *pq_connection_error(const pq_connection *connection);

// Carries out statements, without parameters and in one round trip; the result is the last one's, or the first error.
pq_result *pq_execute(pq_connection *connection, const char *statements);
// Carries out one statement with parameters as text; NULL is null.
pq_result *pq_execute_with(
    pq_connection *connection, const char *statement, int count, const char *const *parameters);

// A result is freed by pq_free. It may be NULL where the connection broke, and the calls below take that.
void pq_free(pq_result *result);
bool pq_is_fine(const pq_result *result);
const char *pq_error(const pq_result *result);
// The five characters that SQL has for each kind of error; NULL where the server sent none.
const char *pq_sql_state(const pq_result *result);
int pq_row_count(const pq_result *result);
int pq_column_count(const pq_result *result);
// A value as text; NULL for null. It lives as long as the result.
const char *pq_value(const pq_result *result, int row, int column);

#endif
