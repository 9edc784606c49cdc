/* A host in C: everything that an orchestrator does with the policy, once. `host POLICY`; what it prints is compared.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <supplytwin/policy.h>

#define HOUR INT64_C(3600000)
static const int64_t now = INT64_C(1738735200000); /* 2025-02-05T06:00Z */
static st_policy_error error;

static void check(int good, const char* what) {
  if (good) return;
  fprintf(stderr, "%s: %s (code %d)\n", what, error.text, (int)error.code);
  exit(1);
}

static st_policy* load(const char* path) {
  static char bytes[1 << 20];
  FILE* file = fopen(path, "rb");
  check(file != NULL, path);
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  st_policy* policy = st_policy_load(bytes, size, &error);
  check(policy != NULL, "load");
  return policy;
}

/* Two hospitals with a courier between them, and a distributor for both. */
static st_policy_master* network(void) {
  st_policy_builder* b = st_policy_builder_new();
  uint32_t ppe = st_policy_add_category(b, "ppe");
  st_policy_site h1 = {"H1", 0, 0}, h2 = {"H2", 0, 0};
  uint32_t here = st_policy_add_site(b, &h1), there = st_policy_add_site(b, &h2);
  st_policy_item mask = {"MASK", 500000, 10, 0, ppe, ST_POLICY_VITAL};
  uint32_t item = st_policy_add_item(b, &mask);
  st_policy_point store = {100, 40, 20000, 0, item, here, ST_POLICY_NONE};
  st_policy_add_point(b, &store);
  store.site = there;
  st_policy_add_point(b, &store);
  st_policy_supplier acme = {"ACME", ST_POLICY_ONE, 0, 0, ST_POLICY_DISTRIBUTOR, 0, ST_POLICY_NONE};
  uint32_t supplier = st_policy_add_supplier(b, &acme);
  st_policy_contract agreed = {"C-ACME", 0, ST_POLICY_NEVER, supplier};
  st_policy_offer offer = {600000, 25, 50, st_policy_add_contract(b, &agreed), item, 1, 0};
  st_policy_add_offer(b, &offer);
  st_policy_courier van = {2 * HOUR, 40000000, there, here};
  st_policy_add_courier(b, &van);
  st_policy_lane lane = {72 * HOUR, -1, 20000000, 0, supplier, here};
  st_policy_add_lane(b, &lane);
  st_policy_master* master = st_policy_builder_finish(b, &error);
  check(master != NULL, "finish");
  st_policy_builder_free(b);
  return master;
}

int main(int argc, char** argv) {
  check(argc == 2, "usage: host POLICY");
  check(st_policy_abi() == ST_POLICY_ABI, "another ABI");
  st_policy* policy = load(argv[1]);
  uint8_t digest[ST_POLICY_DIGEST_SIZE];
  st_policy_digest(policy, digest, &error);
  printf("%s %" PRIu32 " ", st_policy_name(policy), st_policy_revision(policy));
  for (int i = 0; i < ST_POLICY_DIGEST_SIZE; ++i) printf("%02x", digest[i]);
  st_policy_master* master = network();
  st_policy_view* view = st_policy_view_new(master, &error);
  st_policy_stock full = {400, 0, 0, 0, 0, 0, 0};
  check(st_policy_view_open(view, 1, &full, &error) == ST_POLICY_OK, "open");

  st_policy_event event = ST_POLICY_EVENT_INIT;
  event.type = ST_POLICY_STOCK_COUNTED;
  event.point = 0;
  event.quantity = 15;
  check(st_policy_project(view, &event, &error) == ST_POLICY_OK, "project");
  event.type = ST_POLICY_STOCK_PAR_BREACHED;
  event.quantity = 0;
  event.episode = 1;
  event.opened = now - HOUR;
  check(st_policy_project(view, &event, &error) == ST_POLICY_OK, "project");

  st_policy_trigger need = {event.type, event.point, event.episode, 0, event.opened};
  st_policy_decision decision;
  check(st_policy_decide(policy, view, &need, now, &decision, &error) == ST_POLICY_OK, "decide");
  printf("\n%s %" PRId64 " by '%s'\n", st_policy_action_name(decision.action), decision.quantity,
         st_policy_rule_name(policy, decision.rule));
  char words[4096];
  check(st_policy_explain(policy, view, &decision, words, sizeof words, NULL, &error) == ST_POLICY_OK, "explain");
  fputs(words, stdout);
  check(st_policy_commit(view, &decision, &error) == ST_POLICY_OK, "commit");

  size_t size = 0;
  check(st_policy_view_save(view, NULL, 0, &size, &error) == ST_POLICY_TOO_SMALL, "save");
  void* bytes = malloc(size);
  check(bytes && st_policy_view_save(view, bytes, size, &size, &error) == ST_POLICY_OK, "save");
  st_policy_view_free(view);
  view = st_policy_view_restore(master, bytes, size, &error);
  check(view != NULL, "restore");
  st_policy_stock stock;
  st_policy_view_stock(view, 0, &stock, &error);
  printf("restored: on hand %" PRId32 ", on order %" PRId32 "\n", stock.on_hand, stock.on_order);
  ((char*)bytes)[size / 2] ^= 1;
  check(!st_policy_view_restore(master, bytes, size, &error), "damage was not seen");
  printf("damaged: %s\n", error.text);
  free(bytes);

  st_policy_call call;
  st_policy_begin(now, &call, &error);
  const uint32_t outcomes[] = {ST_POLICY_TIMED_OUT, ST_POLICY_ABSENT, ST_POLICY_FAILED, ST_POLICY_ACCEPTED};
  for (int i = 0; i < 4; ++i) {
    check(st_policy_advance(policy, &call, outcomes[i], call.due + 1000, UINT64_C(1) << 63, &error) == ST_POLICY_OK,
          "advance");
    printf("outcome %" PRIu32 ": step %" PRIu32 " after %" PRId64 " ms\n", outcomes[i], call.step, call.due - now);
  }
  st_policy_view_free(view);
  st_policy_master_free(master);
  st_policy_free(policy);
  return 0;
}
