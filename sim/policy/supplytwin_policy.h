/*
 * The replenishment policy of supplytwin, for programs in any language that can call C. Installed as
 * <supplytwin/policy.h>; link with libsupplytwin-policy.
 *
 * A host loads a compiled policy, hands over its master data, tells a view what happens, asks for decisions, commits
 * those it carries out, and lets st_policy_advance say what to do after each call to another system. The library has
 * no clock, input, output, threads, randomness, locale or global state: equal inputs give equal outputs on every
 * machine.
 *
 * Units. Times are milliseconds since 1970-01-01T00:00Z without leap seconds, in the years 1 to 9999; durations are
 * milliseconds; money is micro-dollars; ratios are parts per million; quantities are base units of the item [each].
 * Things are named by their index, counted from 0 in the order in which they were added to the master.
 *
 * Errors. A function that can fail returns a code, or NULL, and writes code and text into the caller's
 * st_policy_error, which may be NULL; after success it holds ST_POLICY_OK and an empty text. What failed changed
 * nothing. No exception leaves the library. A NULL handle is an error, never a crash; the use of a freed handle is
 * the caller's mistake.
 *
 * Memory. What st_policy_load, st_policy_load_signed and functions named ..._new, ..._finish or ..._restore return
 * belongs to the caller and is freed by the function named ..._free, which takes NULL. A view keeps its master alive,
 * so the order does not matter. Texts and structs passed in are copied; texts returned live as long as their handle.
 * st_policy_project, st_policy_decide, st_policy_commit and st_policy_advance allocate nothing when they succeed.
 *
 * Threads. Policies and masters never change: any number of threads may use one. While a thread changes a builder
 * (add) or a view (open, project, commit), no other may use it; several may read it otherwise (decide, explain,
 * save). Different handles need no care.
 */
#ifndef SUPPLYTWIN_POLICY_H
#define SUPPLYTWIN_POLICY_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ST_POLICY_API __attribute__((visibility("default")))
#else
#define ST_POLICY_API
#endif

#ifdef __cplusplus
#define ST_POLICY_NOEXCEPT noexcept
extern "C" {
#else
#define ST_POLICY_NOEXCEPT
#endif

/* Rises when a struct, a number or a function here changes its meaning; the library's SOVERSION. */
#define ST_POLICY_ABI 1

/* NOLINTBEGIN(readability-identifier-naming): names of C */
#define ST_POLICY_NONE UINT32_MAX       /* the index of nothing */
#define ST_POLICY_NEVER (INT64_MAX / 4) /* later than anything that happens [ms] */
#define ST_POLICY_ONE INT64_C(1000000)  /* the ratio 1 [ppm] */
#define ST_POLICY_DIGEST_SIZE 32
#define ST_POLICY_SIGNATURE_SIZE 64
#define ST_POLICY_PUBLIC_KEY_SIZE 32

typedef int32_t st_policy_code;
enum {
  ST_POLICY_OK = 0,
  ST_POLICY_BAD_ARGUMENT = 1, /* NULL where something is needed, a number out of its bounds, an index of nothing */
  ST_POLICY_BAD_BYTES = 2,    /* not what was compiled or saved: damaged, cut, or for another master */
  ST_POLICY_BAD_MASTER = 3,   /* the master data do not hold together; the text lists every mistake */
  ST_POLICY_TOO_SMALL = 4,    /* the caller's buffer; `needed` says how large it must be */
  ST_POLICY_NO_MEMORY = 5,
  ST_POLICY_INTERNAL = 6,     /* a mistake of the library */
  ST_POLICY_BAD_SIGNATURE = 7 /* the holder of the key did not sign these bytes */
};

typedef struct st_policy_error {
  st_policy_code code;
  char text[1020]; /* UTF-8, ends with NUL; cut when longer */
} st_policy_error;

typedef struct st_policy st_policy;                 /* a loaded policy */
typedef struct st_policy_builder st_policy_builder; /* master data in the making */
typedef struct st_policy_master st_policy_master;   /* checked master data */
typedef struct st_policy_view st_policy_view;       /* what is known of stock, suppliers and forecasts */

/* ST_POLICY_ABI of the library that is linked. */
ST_POLICY_API uint32_t st_policy_abi(void) ST_POLICY_NOEXCEPT;
/* Its version, such as "0.1.0". */
ST_POLICY_API const char* st_policy_version(void) ST_POLICY_NOEXCEPT;

/* --- The policy ------------------------------------------------------------------------------------------------- */

/* Loads the canonical bytes that `supplytwin policy compile` writes. NULL on failure. */
ST_POLICY_API st_policy* st_policy_load(const void* bytes, size_t size, st_policy_error* error) ST_POLICY_NOEXCEPT;
/* The same, and refuses (ST_POLICY_BAD_SIGNATURE) what the holder of an Ed25519 key did not sign: `signature` is the
 * file that `supplytwin policy sign` writes, `public_key` the last 32 bytes of the key's DER. */
ST_POLICY_API st_policy* st_policy_load_signed(const void* bytes, size_t size,
                                               const uint8_t signature[ST_POLICY_SIGNATURE_SIZE],
                                               const uint8_t public_key[ST_POLICY_PUBLIC_KEY_SIZE],
                                               st_policy_error* error) ST_POLICY_NOEXCEPT;
ST_POLICY_API void st_policy_free(st_policy* policy) ST_POLICY_NOEXCEPT;
/* The name and the version number that its author gave it. NULL and 0 for NULL. */
ST_POLICY_API const char* st_policy_name(const st_policy* policy) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_revision(const st_policy* policy) ST_POLICY_NOEXCEPT;
/* The SHA-256 of its canonical bytes. */
ST_POLICY_API st_policy_code st_policy_digest(const st_policy* policy, uint8_t digest[ST_POLICY_DIGEST_SIZE],
                                              st_policy_error* error) ST_POLICY_NOEXCEPT;
/* Its rules in order; NULL for an index past the last. */
ST_POLICY_API uint32_t st_policy_rules(const st_policy* policy) ST_POLICY_NOEXCEPT;
ST_POLICY_API const char* st_policy_rule_name(const st_policy* policy, uint32_t rule) ST_POLICY_NOEXCEPT;
/* What a rule chooses among, and so what the candidates are that it passed over; 0 for an index past the last. */
enum {
  ST_POLICY_CHOOSES_NOTHING = 0,
  ST_POLICY_CHOOSES_DONORS = 1,     /* points */
  ST_POLICY_CHOOSES_CONTRACTS = 2,  /* offers */
  ST_POLICY_CHOOSES_SUBSTITUTES = 3 /* items */
};
ST_POLICY_API uint32_t st_policy_rule_choice(const st_policy* policy, uint32_t rule) ST_POLICY_NOEXCEPT;
/* When needs are decided: how many instants of a week, 0 when as they come. The instants, after Monday 00:00 local
 * time and ascending [ms], go into `instants`, as many as `capacity` allows. */
ST_POLICY_API size_t st_policy_schedule(const st_policy* policy, int64_t* instants,
                                        size_t capacity) ST_POLICY_NOEXCEPT;
/* Whether a published forecast makes every storeroom and distribution-centre point of its category due; 1 or 0. */
ST_POLICY_API int st_policy_reviews_forecasts(const st_policy* policy) ST_POLICY_NOEXCEPT;

/* --- Master data ------------------------------------------------------------------------------------------------ */

enum { ST_POLICY_VITAL = 0, ST_POLICY_ESSENTIAL = 1, ST_POLICY_DESIRABLE = 2 };
enum { ST_POLICY_DISTRIBUTOR = 0, ST_POLICY_DIRECT = 1, ST_POLICY_IMPORT = 2, ST_POLICY_OWN_CENTRE = 3 };

typedef struct st_policy_site { /* a hospital or distribution centre */
  const char* id;
  int64_t room; /* what its storeroom can hold [ml]; 0: no limit */
  uint32_t dc;  /* 1: a distribution centre */
} st_policy_site;

typedef struct st_policy_item {
  const char* id;
  int64_t standard_cost; /* [micro-dollars] */
  int64_t pack;          /* [each], at least 1 */
  int64_t volume;        /* of one base unit [ml] */
  uint32_t category;
  uint32_t criticality; /* ST_POLICY_VITAL .. ST_POLICY_DESIRABLE */
} st_policy_item;

typedef struct st_policy_point { /* a stocking point: one item at one place */
  int64_t par, reorder_point;    /* [each] */
  int64_t daily_use;             /* expected use [each / 1000 / day] */
  int64_t lot;                   /* orders are whole lots of this [each]; 0: up to par */
  uint32_t item;
  uint32_t site;
  uint32_t unit; /* the clinical unit; ST_POLICY_NONE: the storeroom or the distribution centre itself */
} st_policy_point;

typedef struct st_policy_supplier {
  const char* id;
  int64_t expedite_price;  /* price factor of an expedited line [ppm] */
  int64_t minimum_order;   /* goods of an order below this pay the fee [micro-dollars] */
  int64_t small_order_fee; /* [micro-dollars] */
  uint32_t channel;        /* ST_POLICY_DISTRIBUTOR .. ST_POLICY_OWN_CENTRE */
  uint32_t can_expedite;   /* 1 or 0 */
  uint32_t ships_from;     /* the distribution centre whose stock an ST_POLICY_OWN_CENTRE ships, a site;
                              ST_POLICY_NONE: any of them. Not read for the others. */
} st_policy_supplier;

typedef struct st_policy_contract {
  const char* id;
  int64_t from, to; /* in force from `from` until before `to` [ms]; ST_POLICY_NEVER: without end */
  uint32_t supplier;
} st_policy_contract;

typedef struct st_policy_offer { /* one item under one contract */
  int64_t price;                 /* of a base unit [micro-dollars] */
  int64_t multiple, minimum;     /* order multiple, at least 1, and least quantity [each] */
  uint32_t contract, item;
  uint32_t to_hospitals, to_dc; /* where it ships; 1 or 0 */
} st_policy_offer;

typedef struct st_policy_substitute { /* at most 16 of an item */
  int64_t ratio;                      /* units of it for one of the item [ppm], more than 0 */
  int64_t acceptance;                 /* share of units that accept it [ppm] */
  uint32_t item, by;
} st_policy_substitute;

typedef struct st_policy_courier { /* a courier between two sites */
  int64_t time;                    /* expected, door to door [ms] */
  int64_t cost;                    /* of one trip [micro-dollars] */
  uint32_t from, to;
} st_policy_courier;

typedef struct st_policy_lane {      /* from a supplier to a site */
  int64_t receive_time;              /* expected, from decision to shelf [ms] */
  int64_t expedite_time;             /* the same when expedited [ms]; -1: not offered here */
  int64_t freight, expedite_freight; /* of one order [micro-dollars] */
  uint32_t supplier, site;
} st_policy_lane;

/* NULL when there is no memory. */
ST_POLICY_API st_policy_builder* st_policy_builder_new(void) ST_POLICY_NOEXCEPT;
ST_POLICY_API void st_policy_builder_free(st_policy_builder* builder) ST_POLICY_NOEXCEPT;

/* Each adds a row and returns its index, or ST_POLICY_NONE when a pointer is NULL or memory has run out. Rows are
 * judged by st_policy_builder_finish, so they may name rows that are added later. */
ST_POLICY_API uint32_t st_policy_add_category(st_policy_builder* builder, const char* id) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_site(st_policy_builder* builder, const st_policy_site* row) ST_POLICY_NOEXCEPT;
/* A clinical unit of a site. */
ST_POLICY_API uint32_t st_policy_add_unit(st_policy_builder* builder, const char* id,
                                          uint32_t site) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_item(st_policy_builder* builder, const st_policy_item* row) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_point(st_policy_builder* builder, const st_policy_point* row) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_supplier(st_policy_builder* builder,
                                              const st_policy_supplier* row) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_contract(st_policy_builder* builder,
                                              const st_policy_contract* row) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_offer(st_policy_builder* builder, const st_policy_offer* row) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_substitute(st_policy_builder* builder,
                                                const st_policy_substitute* row) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_courier(st_policy_builder* builder,
                                             const st_policy_courier* row) ST_POLICY_NOEXCEPT;
ST_POLICY_API uint32_t st_policy_add_lane(st_policy_builder* builder, const st_policy_lane* row) ST_POLICY_NOEXCEPT;

/* Checks every row against its bounds and every index against its table. NULL when something is wrong, with the
 * mistakes, a line each, as many as the text holds; more can be added and finished again. The builder stays the
 * caller's. Names are one line of UTF-8, at most 200 bytes, and differ within a kind; sites and units are one kind.
 * Money goes up to 10^15, durations to 100 years, ratios to 1000, quantities to 2^31 - 1. A lane or courier that is
 * not there ships nothing. */
ST_POLICY_API st_policy_master* st_policy_builder_finish(const st_policy_builder* builder,
                                                         st_policy_error* error) ST_POLICY_NOEXCEPT;
ST_POLICY_API void st_policy_master_free(st_policy_master* master) ST_POLICY_NOEXCEPT;

/* --- The view --------------------------------------------------------------------------------------------------- */

typedef struct st_policy_stock {
  int32_t on_hand;      /* known to be there [each] */
  int32_t on_order;     /* on its way here [each] */
  int32_t reserved;     /* promised to others, not yet shipped [each] */
  uint32_t episode;     /* ordinal of the latest need here */
  uint32_t attempts;    /* decisions committed in it, at most 65535 */
  uint32_t refused;     /* which substitutes this unit refused, a bit each, by their order within the item */
  uint32_t substituted; /* 1: a substitute is proposed or stands in */
} st_policy_stock;

/* Empty shelves, all suppliers healthy, allocations and forecasts 1. NULL on failure. */
ST_POLICY_API st_policy_view* st_policy_view_new(const st_policy_master* master,
                                                 st_policy_error* error) ST_POLICY_NOEXCEPT;
ST_POLICY_API void st_policy_view_free(st_policy_view* view) ST_POLICY_NOEXCEPT;
/* Sets and reads what is known of a point. */
ST_POLICY_API st_policy_code st_policy_view_open(st_policy_view* view, uint32_t point, const st_policy_stock* stock,
                                                 st_policy_error* error) ST_POLICY_NOEXCEPT;
ST_POLICY_API st_policy_code st_policy_view_stock(const st_policy_view* view, uint32_t point, st_policy_stock* stock,
                                                  st_policy_error* error) ST_POLICY_NOEXCEPT;
/* Writes the view, little-endian with a layout and a checksum. `needed` [bytes] is always set; with less `capacity`
 * nothing is written and the code is ST_POLICY_TOO_SMALL. */
ST_POLICY_API st_policy_code st_policy_view_save(const st_policy_view* view, void* buffer, size_t capacity,
                                                 size_t* needed, st_policy_error* error) ST_POLICY_NOEXCEPT;
/* Reads it back, for a master in which every index stands for the same thing. NULL on failure. */
ST_POLICY_API st_policy_view* st_policy_view_restore(const st_policy_master* master, const void* bytes, size_t size,
                                                     st_policy_error* error) ST_POLICY_NOEXCEPT;

/* --- Events ----------------------------------------------------------------------------------------------------- */

/* What a host tells, by the same names as on the wire; those without a word here are told for the record alone. */
enum {
  ST_POLICY_STOCK_CONSUMED = 0,     /* taken from the shelf */
  ST_POLICY_STOCK_COUNTED = 1,      /* found on the shelf; replaces what was known */
  ST_POLICY_STOCK_PAR_BREACHED = 2, /* a need opens; asks for a decision */
  ST_POLICY_TRANSFER_RESERVED = 3,  /* the donor confirms; changes nothing */
  ST_POLICY_TRANSFER_SHIPPED = 4,   /* left the donor `other` */
  ST_POLICY_TRANSFER_RECEIVED = 5,  /* reached `point` */
  ST_POLICY_TRANSFER_REFUSED = 6,   /* could not be given by `other` */
  ST_POLICY_SUPPLIER_PROMISED = 7,
  ST_POLICY_SUPPLIER_ALLOCATION = 8, /* supplier, category (NONE: all), ratio it will ship */
  ST_POLICY_PO_ACKNOWLEDGED = 9,
  ST_POLICY_SHIPMENT_UPDATED = 10,
  ST_POLICY_RECEIPT_RECORDED = 11,    /* booked in */
  ST_POLICY_RECEIPT_DISCREPANCY = 12, /* ordered but will not come */
  ST_POLICY_INVOICE_RECEIVED = 13,
  ST_POLICY_ITEM_MASTER_UPDATED = 14,
  ST_POLICY_CONTRACT_PRICE_UPDATED = 15, /* offer; its price from now on, in `quantity` */
  ST_POLICY_FORECAST_PUBLISHED = 16,     /* category, ratio to ordinary use */
  ST_POLICY_CENSUS_UPDATED = 17,
  ST_POLICY_DEMAND_URGENT = 18, /* an urgent need opens; asks for a decision */
  ST_POLICY_ERP_DOCUMENT_STATUS = 19,
  ST_POLICY_ENDPOINT_HEALTH = 20,       /* supplier; quantity 1 up, 0 down */
  ST_POLICY_TIMER_FIRED = 21,           /* a need is due again, with its cause; asks for a decision */
  ST_POLICY_SUBSTITUTION_ACCEPTED = 22, /* quantity: ordinal of the substitute within the item, from 0 */
  ST_POLICY_SUBSTITUTION_REFUSED = 23,  /* the same; it is not proposed here again */
  ST_POLICY_SUBSTITUTION_ENDED = 24     /* the same; the unit is back at the item */
};

/* One event. Start from ST_POLICY_EVENT_INIT, so that what its type does not use names nothing. */
typedef struct st_policy_event {
  uint32_t type;
  uint32_t cause;    /* ST_POLICY_TIMER_FIRED: what first asked */
  uint32_t point;    /* where; of a transfer the receiver */
  uint32_t other;    /* of a transfer the donor's point */
  uint32_t episode;  /* ordinal of the need at `point`, rising from 1 */
  uint32_t supplier; /* the suppliers' events */
  uint32_t category; /* allocations and forecasts */
  uint32_t offer;    /* ST_POLICY_CONTRACT_PRICE_UPDATED; the index of an offer */
  int64_t quantity;  /* [each], between -10^12 and 10^12; of a price [micro-dollars], not below 0 */
  int64_t ratio;     /* [ppm], up to 10^12 */
  int64_t opened;    /* of the types that ask for a decision: when the need opened [ms] */
} st_policy_event;
#define ST_POLICY_EVENT_INIT     \
  {0,                            \
   ST_POLICY_STOCK_PAR_BREACHED, \
   ST_POLICY_NONE,               \
   ST_POLICY_NONE,               \
   0,                            \
   ST_POLICY_NONE,               \
   ST_POLICY_NONE,               \
   ST_POLICY_NONE,               \
   0,                            \
   0,                            \
   0}

/* Folds an event into the view. One that names nothing of this master is refused; one whose type needs no name is
 * not. */
ST_POLICY_API st_policy_code st_policy_project(st_policy_view* view, const st_policy_event* event,
                                               st_policy_error* error) ST_POLICY_NOEXCEPT;
/* 1 when a type of event asks for a decision, else 0. */
ST_POLICY_API int st_policy_asks(uint32_t type) ST_POLICY_NOEXCEPT;

/* --- Decisions -------------------------------------------------------------------------------------------------- */

enum {
  ST_POLICY_NO_ACTION = 0,
  ST_POLICY_TRANSFER_REQUEST = 1,     /* ask `donor` for `quantity` */
  ST_POLICY_REQUISITION_CREATE = 2,   /* order `quantity` under `offer` */
  ST_POLICY_REQUISITION_EXPEDITE = 3, /* the same, express */
  ST_POLICY_SUBSTITUTION_PROPOSE = 4, /* offer the unit `quantity` of `substitute` */
  ST_POLICY_SUPPLIER_QUERY = 5,       /* ask the supplier of `offer` first */
  ST_POLICY_HOLD_FOR_REVIEW = 6,      /* a person decides */
  ST_POLICY_DEFER = 7                 /* ask again at `retry_at` */
};

/* A need that is put to the policy. */
typedef struct st_policy_trigger {
  uint32_t cause; /* the type of the event that asks; of a timer its cause */
  uint32_t point;
  uint32_t episode;
  uint32_t reserved; /* 0 */
  int64_t opened;    /* [ms] */
} st_policy_trigger;

/* A candidate that was passed over: a point (donor), an offer (contract) or an item (substitute). */
typedef struct st_policy_rejected {
  uint32_t rule, reason, candidate;
} st_policy_rejected;

typedef struct st_policy_decision {
  uint32_t point, episode, cause, action;
  uint32_t rule;       /* index of the rule that applied; ST_POLICY_NONE: none did */
  uint32_t reasons[4]; /* see st_policy_reason_name; unused ones are 0 */
  uint32_t donor, offer, substitute;
  uint32_t rejected_count; /* how many of `rejected` are filled */
  uint32_t reserved;       /* 0 */
  int64_t quantity;        /* [each] */
  int64_t as_of;           /* [ms] */
  int64_t needed_by;       /* when the known position runs out [ms]; may be ST_POLICY_NEVER */
  int64_t retry_at;        /* [ms] */
  int64_t estimated_cost;  /* goods, freight and courier [micro-dollars] */
  st_policy_rejected rejected[4];
} st_policy_decision;

/* Decides one need at `as_of` [ms]. Pure: the view stays as it is. */
ST_POLICY_API st_policy_code st_policy_decide(const st_policy* policy, const st_policy_view* view,
                                              const st_policy_trigger* trigger, int64_t as_of,
                                              st_policy_decision* decision,
                                              st_policy_error* error) ST_POLICY_NOEXCEPT;
/* Folds a decision that is carried out into the view, so that nothing is ordered twice nor lent to two. One that
 * moves nothing changes nothing. */
ST_POLICY_API st_policy_code st_policy_commit(st_policy_view* view, const st_policy_decision* decision,
                                              st_policy_error* error) ST_POLICY_NOEXCEPT;
/* The decision in words, UTF-8, some lines: the rule, the facts, who was passed over and why. Call it before the
 * commit, while the view is the one that was decided on. As snprintf: what fits in `capacity` is written and ends
 * with NUL, and `length` (may be NULL) becomes that of the whole text without its NUL. */
ST_POLICY_API st_policy_code st_policy_explain(const st_policy* policy, const st_policy_view* view,
                                               const st_policy_decision* decision, char* buffer, size_t capacity,
                                               size_t* length, st_policy_error* error) ST_POLICY_NOEXCEPT;
/* The role that has to release a decision before it is sent, by the approvals of the policy and the estimated cost;
 * NULL when nobody has to. Lives as long as the policy. */
ST_POLICY_API const char* st_policy_approver(const st_policy* policy,
                                             const st_policy_decision* decision) ST_POLICY_NOEXCEPT;
/* The names on the wire; NULL for a number that has none. */
ST_POLICY_API const char* st_policy_event_name(uint32_t type) ST_POLICY_NOEXCEPT;
ST_POLICY_API const char* st_policy_action_name(uint32_t action) ST_POLICY_NOEXCEPT;
ST_POLICY_API const char* st_policy_reason_name(uint32_t reason) ST_POLICY_NOEXCEPT;

/* --- Carrying out a command ------------------------------------------------------------------------------------- */

enum {
  ST_POLICY_SEND = 0,
  ST_POLICY_QUERY = 1,
  ST_POLICY_DONE = 2,
  ST_POLICY_DEAD_LETTER = 3,
  ST_POLICY_SUPERSEDED = 4
};
enum {
  ST_POLICY_ACCEPTED = 0,  /* carried out, or will be */
  ST_POLICY_REFUSED = 1,   /* understood and turned down, and will be again */
  ST_POLICY_FAILED = 2,    /* the call did not go through; what was sent surely had no effect */
  ST_POLICY_TIMED_OUT = 3, /* no answer in time; it may have had its effect or not */
  ST_POLICY_FOUND = 4,     /* a query by idempotency key: it was carried out */
  ST_POLICY_ABSENT = 5     /* a query by idempotency key: it never arrived */
};

/* A command under way; plain data, to be stored as it is. */
typedef struct st_policy_call {
  int64_t issued;    /* when it was first to be sent [ms] */
  int64_t due;       /* when `step` is due [ms] */
  uint32_t step;     /* ST_POLICY_SEND .. ST_POLICY_DEAD_LETTER (parked for a person), ST_POLICY_SUPERSEDED */
  uint32_t failures; /* calls that brought no answer to rely on */
  uint32_t unknown;  /* 1: it may have been carried out, and nobody knows */
  uint32_t stale;    /* 1: an outage held it back for too long; superseded once it is known that it never arrived */
} st_policy_call;

/* How long to wait for an answer before the outcome is ST_POLICY_TIMED_OUT [ms]; 0 for NULL. */
ST_POLICY_API int64_t st_policy_timeout(const st_policy* policy) ST_POLICY_NOEXCEPT;
/* A command that is to be sent at `issued` [ms]. */
ST_POLICY_API st_policy_code st_policy_begin(int64_t issued, st_policy_call* call,
                                             st_policy_error* error) ST_POLICY_NOEXCEPT;
/* What to do after an outcome, into `call`. `entropy`: 64 random bits, fresh for each call, which spread the retries
 * of many commands. Never send while `step` says ST_POLICY_QUERY: the command may have been carried out. */
ST_POLICY_API st_policy_code st_policy_advance(const st_policy* policy, st_policy_call* call, uint32_t outcome,
                                               int64_t as_of, uint64_t entropy,
                                               st_policy_error* error) ST_POLICY_NOEXCEPT;

/* --- Outages ---------------------------------------------------------------------------------------------------- */

enum { ST_POLICY_CLOSED = 0, ST_POLICY_OPEN = 1, ST_POLICY_HALF_OPEN = 2 };
enum { ST_POLICY_MAY_CALL = 0, ST_POLICY_MAY_PROBE = 1, ST_POLICY_MAY_HOLD = 2 };
enum { ST_POLICY_FALLBACK_WAIT = 0, ST_POLICY_FALLBACK_DECIDE_AGAIN = 1, ST_POLICY_FALLBACK_PHONE = 2 };

/* What is remembered of the calls to one other system; all zeros at first. Plain data, to be stored as it is. */
typedef struct st_policy_breaker {
  int64_t until;      /* open: when it is tried; half open: when the trial is over [ms] */
  uint32_t circuit;   /* ST_POLICY_CLOSED .. ST_POLICY_HALF_OPEN */
  uint32_t failures;  /* how many of `failed` are filled */
  int64_t failed[32]; /* when calls failed [ms] */
} st_policy_breaker;

/* Before a call: whether the system may be called now. `may` becomes ST_POLICY_MAY_CALL; ST_POLICY_MAY_PROBE, one
 * call that changes nothing, such as a query by idempotency key; or ST_POLICY_MAY_HOLD, nothing before `at` [ms],
 * which is no failure of the command. */
ST_POLICY_API st_policy_code st_policy_admit(const st_policy* policy, st_policy_breaker* breaker, int64_t as_of,
                                             uint32_t* may, int64_t* at, st_policy_error* error) ST_POLICY_NOEXCEPT;
/* After a call: what its outcome makes of the breaker. When that closes it (ST_POLICY_HALF_OPEN before,
 * ST_POLICY_CLOSED after), every command that was held goes to st_policy_drain. */
ST_POLICY_API st_policy_code st_policy_heard(const st_policy* policy, st_policy_breaker* breaker, uint32_t outcome,
                                             int64_t as_of, st_policy_error* error) ST_POLICY_NOEXCEPT;
/* What becomes of a command while its system is down, asked now and then: it is held, but ST_POLICY_DEAD_LETTER at the
 * age `dead_letter_after` where st_policy_fallback would be ST_POLICY_FALLBACK_PHONE, so that it does not wait for
 * ever. */
ST_POLICY_API st_policy_code st_policy_hold(const st_policy* policy, st_policy_call* call, uint32_t criticality,
                                            uint32_t decisions, int64_t as_of, st_policy_error* error) ST_POLICY_NOEXCEPT;
/* What becomes of a command that an outage held back: due soon, spread by `entropy`, or from the age
 * `supersede_after` ST_POLICY_SUPERSEDED; then the host tells the view that nothing comes (ST_POLICY_TRANSFER_REFUSED
 * or ST_POLICY_RECEIPT_DISCREPANCY) and decides the need again. */
ST_POLICY_API st_policy_code st_policy_drain(const st_policy* policy, st_policy_call* call, int64_t as_of,
                                             uint64_t entropy, st_policy_error* error) ST_POLICY_NOEXCEPT;
/* What is done about a command that was parked, besides the dead letter that persons work off;
 * ST_POLICY_FALLBACK_WAIT while it is not. `decisions`: how many were taken on its need. */
ST_POLICY_API st_policy_code st_policy_fallback(const st_policy* policy, const st_policy_call* call,
                                                uint32_t criticality, uint32_t decisions, uint32_t* fallback,
                                                st_policy_error* error) ST_POLICY_NOEXCEPT;

/* NOLINTEND(readability-identifier-naming) */
#ifdef __cplusplus
}
#endif

#endif
