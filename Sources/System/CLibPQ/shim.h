#ifndef ASSAY_CLIBPQ_SHIM_H
#define ASSAY_CLIBPQ_SHIM_H

#include <errno.h>
#include <libpq-fe.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* libpq leaves waiting for its sockets to the program. epoll_event is a packed union and the
   event masks are enumerators inside macros, neither of which Swift can name. */

enum { CLIBPQ_READABLE = 1, CLIBPQ_WRITABLE = 2 };

/* One readiness event: `token` is what clibpq_watch was given, `events` a CLIBPQ_ mask. */
struct clibpq_event {
    uint64_t token;
    int32_t events;
};

static inline int clibpq_selector_make(void) { return epoll_create1(EPOLL_CLOEXEC); }

static inline int clibpq_waker_make(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline struct epoll_event clibpq_interest(int events, uint64_t token) {
    struct epoll_event event = {0};
    if (events & CLIBPQ_READABLE) event.events |= EPOLLIN | EPOLLRDHUP;
    if (events & CLIBPQ_WRITABLE) event.events |= EPOLLOUT;
    event.data.u64 = token;
    return event;
}

/* Watches `fd` until it is closed. Returns 0 or an errno value. */
static inline int clibpq_watch(int selector, int fd, int events, uint64_t token) {
    struct epoll_event event = clibpq_interest(events, token);
    return epoll_ctl(selector, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : errno;
}

/* Watches `fd` until the next event, whatever it was watched for before. Returns 0 or an errno value. */
static inline int clibpq_arm(int selector, int fd, int events, uint64_t token) {
    struct epoll_event event = clibpq_interest(events, token);
    event.events |= EPOLLONESHOT;
    if (epoll_ctl(selector, EPOLL_CTL_MOD, fd, &event) == 0) return 0;
    if (errno != ENOENT) return errno;
    return epoll_ctl(selector, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : errno;
}

/* Waits at most `timeout_ms` (negative: without limit) for up to `capacity` (at most 64) events. */
static inline int clibpq_select(int selector, struct clibpq_event *out, int capacity, int timeout_ms) {
    struct epoll_event ready[64];
    int count = epoll_wait(selector, ready, capacity < 64 ? capacity : 64, timeout_ms);
    for (int i = 0; i < count; i++) {
        uint32_t mask = ready[i].events;
        out[i].token = ready[i].data.u64;
        out[i].events = 0;
        /* An error or a hang-up is delivered as both, so that whoever waits calls libpq and learns of it. */
        if (mask & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) out[i].events |= CLIBPQ_READABLE;
        if (mask & (EPOLLOUT | EPOLLHUP | EPOLLERR)) out[i].events |= CLIBPQ_WRITABLE;
    }
    return count < 0 ? 0 : count;
}

static inline void clibpq_waker_wake(int waker) {
    uint64_t one = 1;
    ssize_t written = write(waker, &one, sizeof one);
    (void)written;
}

static inline void clibpq_waker_drain(int waker) {
    uint64_t count;
    ssize_t got = read(waker, &count, sizeof count);
    (void)got;
}

/* PG_DIAG_ codes are macros of character constants. */
static const int32_t CLIBPQ_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int32_t CLIBPQ_SQLSTATE = PG_DIAG_SQLSTATE;
static const int32_t CLIBPQ_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
static const int32_t CLIBPQ_DETAIL = PG_DIAG_MESSAGE_DETAIL;
static const int32_t CLIBPQ_HINT = PG_DIAG_MESSAGE_HINT;
static const int32_t CLIBPQ_POSITION = PG_DIAG_STATEMENT_POSITION;
static const int32_t CLIBPQ_TABLE = PG_DIAG_TABLE_NAME;
static const int32_t CLIBPQ_COLUMN = PG_DIAG_COLUMN_NAME;
static const int32_t CLIBPQ_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME;
static const int32_t CLIBPQ_ROUTINE = PG_DIAG_SOURCE_FUNCTION;

static inline void clibpq_discard_notice(void *context, const PGresult *notice) {
    (void)context;
    (void)notice;
}

/* libpq prints notices to standard error unless told otherwise. */
static inline void clibpq_silence_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, clibpq_discard_notice, 0);
}

#endif
