#include "CPQ.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

// Values of libpq's interface, which its documentation fixes.
enum { CONNECTION_OK = 0, PGRES_COMMAND_OK = 1, PGRES_TUPLES_OK = 2, PG_DIAG_SQLSTATE = 'C' };

static struct {
    PGconn *(*PQconnectdb)(const char *);
    void (*PQfinish)(PGconn *);
    int (*PQstatus)(const PGconn *);
    char *(*PQerrorMessage)(const PGconn *);
    PGresult *(*PQexec)(PGconn *, const char *);
    PGresult *(*PQexecParams)(
        PGconn *, const char *, int, const unsigned *, const char *const *, const int *, const int *, int);
    void (*PQclear)(PGresult *);
    int (*PQresultStatus)(const PGresult *);
    char *(*PQresultErrorMessage)(const PGresult *);
    char *(*PQresultErrorField)(const PGresult *, int);
    int (*PQntuples)(const PGresult *);
    int (*PQnfields)(const PGresult *);
    int (*PQgetisnull)(const PGresult *, int, int);
    char *(*PQgetvalue)(const PGresult *, int, int);
} pq;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *problem;

static void load(void)
{
    static const char *const names[] = {
        "libpq.so.5", "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib",
        "/usr/local/opt/libpq/lib/libpq.5.dylib",
    };
    void *library = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) {
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (!library) {
        problem = "the library libpq isn't installed; install it (Debian: libpq5, Homebrew: libpq)";
        return;
    }
#define FIND(name) \
    if (!(*(void **)&pq.name = dlsym(library, #name))) { \
        problem = "the installed libpq has no " #name "; install a newer one"; \
        return; \
    }
    FIND(PQconnectdb)
    FIND(PQfinish)
    FIND(PQstatus)
    FIND(PQerrorMessage)
    FIND(PQexec)
    FIND(PQexecParams)
    FIND(PQclear)
    FIND(PQresultStatus)
    FIND(PQresultErrorMessage)
    FIND(PQresultErrorField)
    FIND(PQntuples)
    FIND(PQnfields)
    FIND(PQgetisnull)
    FIND(PQgetvalue)
}

const char *pq_load(void)
{
    pthread_once(&once, load);
    return problem;
}

static PGconn *connection_of(const pq_connection *connection) { return (PGconn *)connection; }
static const PGresult *result_of(const pq_result *result) { return (const PGresult *)result; }

pq_connection *pq_connect(const char *url) { return (pq_connection *)pq.PQconnectdb(url); }

void pq_close(pq_connection *connection) { pq.PQfinish(connection_of(connection)); }

bool pq_is_open(const pq_connection *connection)
{
    return connection && pq.PQstatus(connection_of(connection)) == CONNECTION_OK;
}

const char *pq_connection_error(const pq_connection *connection)
{
    return connection ? pq.PQerrorMessage(connection_of(connection)) : "there is no memory for a connection";
}

pq_result *pq_execute(pq_connection *connection, const char *statements)
{
    return (pq_result *)pq.PQexec(connection_of(connection), statements);
}

pq_result *pq_execute_with(
    pq_connection *connection, const char *statement, int count, const char *const *parameters)
{
    return (pq_result *)pq.PQexecParams(
        connection_of(connection), statement, count, NULL, parameters, NULL, NULL, 0);
}

void pq_free(pq_result *result) { pq.PQclear((PGresult *)result); }

bool pq_is_fine(const pq_result *result)
{
    if (!result) return false;
    int status = pq.PQresultStatus(result_of(result));
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

const char *pq_error(const pq_result *result)
{
    return result ? pq.PQresultErrorMessage(result_of(result)) : "";
}

const char *pq_sql_state(const pq_result *result)
{
    return result ? pq.PQresultErrorField(result_of(result), PG_DIAG_SQLSTATE) : NULL;
}

int pq_row_count(const pq_result *result) { return result ? pq.PQntuples(result_of(result)) : 0; }

int pq_column_count(const pq_result *result) { return result ? pq.PQnfields(result_of(result)) : 0; }

const char *pq_value(const pq_result *result, int row, int column)
{
    if (!result || pq.PQgetisnull(result_of(result), row, column)) return NULL;
    return pq.PQgetvalue(result_of(result), row, column);
}
