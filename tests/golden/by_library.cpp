// Decides the golden needs through libsupplytwin-policy and nothing else of the project, as a host would:
// `golden_by_library DECISIONS.jsonl POLICIES`, where POLICIES is a folder of compiled policies. Prints each decision
// on a line.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "policy/supplytwin_policy.h"

namespace {

using Json = nlohmann::ordered_json;

st_policy_error error;

void demand(bool holds) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", error.text);
  std::exit(1);
}

std::int64_t ms(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
  if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d.%dZ", &year, &month, &day, &hour, &minute, &second, &milli) != 7)
    std::exit(1);
  const std::chrono::sys_days date{std::chrono::year(year) / month / day};
  return ((date.time_since_epoch().count() * 24LL + hour) * 60 + minute) * 60'000 + second * 1000LL + milli;
}

Json time(std::int64_t t) {
  if (t > 253'402'300'799'999) return nullptr;
  std::int64_t days = t / 86'400'000, rest = t % 86'400'000;
  if (rest < 0) rest += 86'400'000, --days;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()), unsigned(date.month()),
                unsigned(date.day()), int(rest / 3'600'000), int(rest / 60'000 % 60), int(rest / 1000 % 60),
                int(rest % 1000));
  return text;
}

/// The master data through the builder, and where everything went.
struct Host {
  explicit Host(const Json& data) {
    st_policy_builder* b = st_policy_builder_new();
    for (const std::string name : data["categories"]) categories[name] = st_policy_add_category(b, name.c_str());
    for (const Json& row : data["sites"]) {
      const std::string id = row["id"];
      const st_policy_site s{id.c_str(), row["room"], row["dc"]};
      sites[id] = st_policy_add_site(b, &s);
    }
    std::map<std::string, std::uint32_t> units;
    for (const Json& row : data["points"])
      if (row["kind"] == "unit" && !units.contains(row["location"])) {
        const std::string id = row["location"];
        units[id] = st_policy_add_unit(b, id.c_str(), sites.at(row["site"]));
      }
    for (const Json& row : data["items"]) {
      const std::string id = row["id"], how = row["criticality"];
      const st_policy_item i{
          id.c_str(),    row["standard_cost"],           row["pack"],
          row["volume"], categories.at(row["category"]), how == "vital" ? 0u : how == "essential" ? 1u : 2u};
      category_of[id] = i.category;
      item_names.push_back(id);
      items[id] = st_policy_add_item(b, &i);
    }
    for (const Json& row : data["points"]) {
      const st_policy_point p{row["par"],
                              row["reorder_point"],
                              row["daily_use_milli"],
                              row.value("lot", std::int64_t{0}),
                              items.at(row["item"]),
                              sites.at(row["site"]),
                              row["kind"] == "unit" ? units.at(row["location"]) : ST_POLICY_NONE};
      point_places.push_back(row["location"]);
      points[{row["location"], row["item"]}] = st_policy_add_point(b, &p);
    }
    for (const Json& row : data["suppliers"]) {
      const std::string id = row["id"], channel = row["channel"];
      const st_policy_supplier s{id.c_str(),
                                 row["expedite_price"],
                                 row["minimum_order"],
                                 row["small_order_fee"],
                                 channel == "distributor" ? 0u
                                 : channel == "direct"    ? 1u
                                 : channel == "import"    ? 2u
                                                          : 3u,
                                 row["can_expedite"],
                                 row.contains("ships_from") ? sites.at(row["ships_from"]) : ST_POLICY_NONE};
      suppliers[id] = st_policy_add_supplier(b, &s);
    }
    std::map<std::string, std::uint32_t> contracts;
    for (const Json& row : data["contracts"]) {
      const std::string id = row["id"];
      const st_policy_contract c{id.c_str(), ms(row["from"]), row.contains("to") ? ms(row["to"]) : ST_POLICY_NEVER,
                                 suppliers.at(row["supplier"])};
      contracts[id] = st_policy_add_contract(b, &c);
    }
    for (const Json& row : data["offers"]) {
      const st_policy_offer o{
          row["price"],          row["multiple"],     row["minimum"], contracts.at(row["contract"]),
          items.at(row["item"]), row["to_hospitals"], row["to_dc"]};
      offer_contracts.push_back(row["contract"]);
      offers[{row["contract"], row["item"]}] = st_policy_add_offer(b, &o);
    }
    for (const Json& row : data["substitutes"]) {
      const st_policy_substitute s{row["ratio"], row["acceptance"], items.at(row["item"]), items.at(row["by"])};
      st_policy_add_substitute(b, &s);
    }
    for (const Json& row : data["couriers"]) {
      const st_policy_courier c{row["time"], row["cost"], sites.at(row["from"]), sites.at(row["to"])};
      st_policy_add_courier(b, &c);
    }
    for (const Json& row : data["lanes"]) {
      const st_policy_lane l{row["receive_time"],
                             row.value("expedite_time", std::int64_t{-1}),
                             row["freight"],
                             row["expedite_freight"],
                             suppliers.at(row["supplier"]),
                             sites.at(row["to"])};
      st_policy_add_lane(b, &l);
    }
    master = st_policy_builder_finish(b, &error);
    demand(master != nullptr);
    st_policy_builder_free(b);
  }

  /// A view in which only what a need tells is known.
  st_policy_view* view(const Json& need) const {
    st_policy_view* v = st_policy_view_new(master, &error);
    demand(v != nullptr);
    for (const Json& row : need["stock"]) {
      const st_policy_stock s{row.value("on_hand", 0),        row.value("on_order", 0),  row.value("reserved", 0),
                              row.value("episode", 0u),       row.value("attempts", 0u), row.value("refused", 0u),
                              row.value("substituted", false)};
      demand(st_policy_view_open(v, points.at({row["location"], row["item"]}), &s, &error) == ST_POLICY_OK);
    }
    st_policy_event e = ST_POLICY_EVENT_INIT;
    const auto tell = [&](std::uint32_t type) {
      e.type = type;
      demand(st_policy_project(v, &e, &error) == ST_POLICY_OK);
    };
    e.category = category_of.at(need["item"]);
    e.ratio = need["forecast"];
    tell(ST_POLICY_FORECAST_PUBLISHED);
    for (const Json& row : need["suppliers"]) {
      e.supplier = suppliers.at(row["supplier"]);
      e.ratio = row["ratio"];
      e.quantity = row["up"].get<bool>() ? 1 : 0;
      tell(ST_POLICY_SUPPLIER_ALLOCATION);
      tell(ST_POLICY_ENDPOINT_HEALTH);
    }
    for (const Json& row : need["prices"]) {
      e.offer = offers.at({row["contract"], row["contract_item"]});
      e.quantity = row["price"];
      tell(ST_POLICY_CONTRACT_PRICE_UPDATED);
    }
    return v;
  }

  Json in_words(const st_policy* policy, const st_policy_decision& d) const {
    const auto name = [](const char* text) { return text ? Json(text) : Json(nullptr); };
    const auto at = [](const std::vector<std::string>& names, std::uint32_t i) {
      return i == ST_POLICY_NONE ? Json(nullptr) : Json(names.at(i));
    };
    Json j = {{"action", st_policy_action_name(d.action)},
              {"rule", name(st_policy_rule_name(policy, d.rule))},
              {"reasons", Json::array()}};
    for (const std::uint32_t r : d.reasons)
      if (r != 0) j["reasons"].push_back(st_policy_reason_name(r));
    j["donor"] = at(point_places, d.donor);
    j["contract"] = at(offer_contracts, d.offer);
    j["substitute"] = at(item_names, d.substitute);
    j["quantity"] = d.quantity;
    j["estimated_cost"] = d.estimated_cost;
    j["needed_by"] = time(d.needed_by);
    j["retry_at"] = d.action == ST_POLICY_DEFER ? time(d.retry_at) : Json(nullptr);
    j["rejected"] = Json::array();
    for (std::uint32_t i = 0; i < d.rejected_count; ++i) {
      const st_policy_rejected& r = d.rejected[i];
      const std::uint32_t choice = st_policy_rule_choice(policy, r.rule);
      const std::vector<std::string>& names = choice == ST_POLICY_CHOOSES_DONORS      ? point_places
                                              : choice == ST_POLICY_CHOOSES_CONTRACTS ? offer_contracts
                                                                                      : item_names;
      j["rejected"].push_back(Json::array(
          {name(st_policy_rule_name(policy, r.rule)), st_policy_reason_name(r.reason), at(names, r.candidate)}));
    }
    return j;
  }

  st_policy_master* master = nullptr;
  std::map<std::string, std::uint32_t> categories, sites, items, suppliers, category_of;
  std::map<std::pair<std::string, std::string>, std::uint32_t> points, offers;
  std::vector<std::string> point_places, offer_contracts, item_names;
};

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  std::ifstream in(words[1]);
  std::string line;
  std::getline(in, line);
  const Host host(Json::parse(line)["data"]);
  const std::string folder = std::string(words[2]) + "/";
  std::map<std::string, st_policy*> policies;
  while (std::getline(in, line)) {
    const Json json = Json::parse(line);
    const Json& need = json["need"];
    st_policy*& policy = policies[json["policy"]];
    if (!policy) {
      const std::string bytes = text_of(folder + json["policy"].get<std::string>() + ".policy");
      policy = st_policy_load(bytes.data(), bytes.size(), &error);
      demand(policy != nullptr);
    }
    st_policy_trigger trigger{0, host.points.at({need["location"], need["item"]}), need["episode"], 0,
                              ms(need["opened"])};
    while (st_policy_event_name(trigger.cause) != need["trigger"].get<std::string>()) ++trigger.cause;
    st_policy_view* view = host.view(need);
    st_policy_decision decision;
    demand(st_policy_decide(policy, view, &trigger, ms(need["as_of"]), &decision, &error) == ST_POLICY_OK);
    std::cout << host.in_words(policy, decision).dump() << '\n';
    st_policy_view_free(view);
  }
  for (const auto& [name, policy] : policies) st_policy_free(policy);
  st_policy_master_free(host.master);
}
