// A host in C++11: the same network and needs as the host in C, with handles that free themselves.
#include <supplytwin/policy.h>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr std::int64_t kHour = 3600000, kNow = 1738735200000;

template <class T>
using Handle = std::unique_ptr<T, void (*)(T*)>;

st_policy_error error;

void check(bool good, const std::string& what) {
  if (good) return;
  std::cerr << what << ": " << error.text << " (code " << error.code << ")\n";
  std::exit(1);
}

Handle<st_policy> load(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return {st_policy_load(bytes.data(), bytes.size(), &error), st_policy_free};
}

Handle<st_policy_master> network() {
  const Handle<st_policy_builder> b{st_policy_builder_new(), st_policy_builder_free};
  st_policy_add_category(b.get(), "ppe");
  for (const char* id : {"H1", "H2"}) {
    const st_policy_site site{id, 0, 0};
    st_policy_add_site(b.get(), &site);
  }
  const st_policy_item mask{"MASK", 500000, 10, 0, 0, ST_POLICY_VITAL};
  st_policy_add_item(b.get(), &mask);
  for (const std::uint32_t site : {0u, 1u}) {
    const st_policy_point store{100, 40, 20000, 0, 0, site, ST_POLICY_NONE};
    st_policy_add_point(b.get(), &store);
  }
  const st_policy_supplier acme{"ACME", ST_POLICY_ONE, 0, 0, ST_POLICY_DISTRIBUTOR, 0, ST_POLICY_NONE};
  st_policy_add_supplier(b.get(), &acme);
  const st_policy_contract agreed{"C-ACME", 0, ST_POLICY_NEVER, 0};
  st_policy_add_contract(b.get(), &agreed);
  const st_policy_offer offer{600000, 25, 50, 0, 0, 1, 0};
  st_policy_add_offer(b.get(), &offer);
  const st_policy_courier van{2 * kHour, 40000000, 1, 0};
  st_policy_add_courier(b.get(), &van);
  const st_policy_lane lane{72 * kHour, -1, 20000000, 0, 0, 0};
  st_policy_add_lane(b.get(), &lane);

  // A row that names nothing is told, and a builder can be tried first.
  const Handle<st_policy_builder> bad{st_policy_builder_new(), st_policy_builder_free};
  st_policy_add_point(bad.get(), nullptr);
  st_policy_add_lane(bad.get(), &lane);
  check(st_policy_builder_finish(bad.get(), &error) == nullptr, "a lane without a supplier was taken");
  std::cout << "refused: " << error.text << '\n';
  return {st_policy_builder_finish(b.get(), &error), st_policy_master_free};
}

}  // namespace

int main(int argc, char** argv) {
  check(argc == 2, "usage: host POLICY");
  const auto policy = load(argv[1]);
  check(policy != nullptr, "load");
  const auto master = network();
  check(master != nullptr, "finish");
  Handle<st_policy_view> view{st_policy_view_new(master.get(), &error), st_policy_view_free};
  check(view != nullptr, "view");

  st_policy_event event = ST_POLICY_EVENT_INIT;
  event.type = ST_POLICY_STOCK_COUNTED;
  event.quantity = 15;
  event.point = 0;
  check(st_policy_project(view.get(), &event, &error) == ST_POLICY_OK, "project");
  event.type = ST_POLICY_DEMAND_URGENT;
  event.episode = 1;
  event.opened = kNow;
  check(st_policy_project(view.get(), &event, &error) == ST_POLICY_OK, "project");
  const st_policy_trigger need{event.type, event.point, event.episode, 0, event.opened};
  st_policy_decision decision;
  check(st_policy_decide(policy.get(), view.get(), &need, kNow, &decision, &error) == ST_POLICY_OK, "decide");
  std::cout << st_policy_action_name(decision.action) << ' ' << decision.quantity << '\n';
  std::size_t length = 0;
  st_policy_explain(policy.get(), view.get(), &decision, nullptr, 0, &length, &error);
  std::string words(length + 1, ' ');
  check(st_policy_explain(policy.get(), view.get(), &decision, &words[0], words.size(), &length, &error) == 0,
        "explain");
  std::cout << words.substr(0, words.find('\n')) << '\n';
  check(st_policy_commit(view.get(), &decision, &error) == ST_POLICY_OK, "commit");

  std::size_t size = 0;
  st_policy_view_save(view.get(), nullptr, 0, &size, &error);
  std::vector<char> bytes(size);
  check(st_policy_view_save(view.get(), bytes.data(), bytes.size(), &size, &error) == ST_POLICY_OK, "save");
  view.reset(st_policy_view_restore(master.get(), bytes.data(), bytes.size(), &error));
  check(view != nullptr, "restore");
  st_policy_stock stock;
  check(st_policy_view_stock(view.get(), 0, &stock, &error) == ST_POLICY_OK, "stock");
  std::cout << "on order " << stock.on_order << ", attempts " << stock.attempts << '\n';

  st_policy_call call;
  st_policy_begin(kNow, &call, &error);
  check(st_policy_advance(policy.get(), &call, ST_POLICY_REFUSED, kNow + 1, 0, &error) == ST_POLICY_OK, "advance");
  std::cout << (call.step == ST_POLICY_DEAD_LETTER ? "parked" : "not parked") << '\n';
}
