#include "network/check_sites.hpp"

#include <string>

namespace supplytwin::network {

namespace {

std::string word(LocationKind kind) { return std::string(base::name_of(kind)); }

}  // namespace

SiteCheck::SiteCheck(Findings& findings) : f_(findings) {
  check_locations();
  check_suppliers();
  check_lanes();
  check_reach();
}

void SiteCheck::check_locations() {
  f_.distinct("locations", f_.tables.locations);
  for (std::size_t row = 0; row < f_.tables.locations.size(); ++row) {
    const LocationConfig& l = f_.tables.locations[row];
    if (l.kind == LocationKind::unit) {
      check_unit(row);
      continue;
    }
    const std::string is = "; " + in_quotes(l.id) + " is a " + word(l.kind);
    if (!l.parent.empty()) f_.add({"locations", row, "parent"}, "only a unit has a parent" + is);
    if (!l.unit_type.empty()) f_.add({"locations", row, "unit_type"}, "only a unit has a unit_type" + is);
    if (l.platform.empty() && f_.tables.platforms) {
      f_.add({"locations", row, "platform"},
             word(l.kind) + " " + in_quotes(l.id) + " has no platform; name one of network.yaml's platforms");
    }
  }
}

void SiteCheck::check_unit(std::size_t row) {
  const LocationConfig& l = f_.tables.locations[row];
  const std::string name = "unit " + in_quotes(l.id);
  const Place parent_cell{"locations", row, "parent"};
  if (l.parent.empty()) {
    f_.add(parent_cell, name + " has no parent; name the hospital it belongs to");
  } else if (const std::uint32_t parent = f_.location(l.parent, parent_cell); parent != kNone) {
    const LocationKind kind = f_.tables.locations[parent].kind;
    if (kind != LocationKind::hospital) {
      f_.add(parent_cell,
             "parent " + in_quotes(l.parent) + " is a " + word(kind) + "; the parent of a unit is a hospital");
    }
  }
  if (l.unit_type.empty() && f_.tables.unit_types)
    f_.add({"locations", row, "unit_type"}, name + " has no unit_type");
  if (!l.platform.empty()) {
    f_.add({"locations", row, "platform"},
           name + " scans through the platform of its hospital; leave platform empty");
  }
}

void SiteCheck::check_suppliers() {
  f_.distinct("suppliers", f_.tables.suppliers);
  for (std::size_t row = 0; row < f_.tables.suppliers.size(); ++row) {
    const SupplierRow& s = f_.tables.suppliers[row];
    const Place location_cell{"suppliers", row, "location"};
    if (f_.locations.has(s.id) && !(s.internal && s.location == s.id)) {
      f_.add({"suppliers", row, "id"},
             in_quotes(s.id) + " is the name of a location too; lanes could not tell them apart");
    }
    if (!s.internal) {
      if (!s.location.empty()) f_.add(location_cell, "only an internal supplier has a location");
    } else if (s.location.empty()) {
      f_.add(location_cell,
             "internal supplier " + in_quotes(s.id) + " has no location; name the distribution centre it ships from");
    } else if (const std::uint32_t at = f_.location(s.location, location_cell); at != kNone) {
      const LocationKind kind = f_.tables.locations[at].kind;
      if (kind != LocationKind::distribution_centre) {
        f_.add(location_cell, in_quotes(s.location) + " is a " + word(kind) +
                                  "; an internal supplier ships from a distribution_centre");
      }
    }
  }
}

std::uint32_t SiteCheck::node_of_location(std::uint32_t row) const {
  return static_cast<std::uint32_t>(f_.tables.suppliers.size()) + row;
}

std::uint32_t SiteCheck::node_of_supplier(std::uint32_t row) const {
  const SupplierRow& s = f_.tables.suppliers[row];
  const std::uint32_t at = s.internal ? f_.locations.find(s.location) : kNone;
  return at == kNone ? row : node_of_location(at);
}

bool SiteCheck::lane(std::uint32_t supplier, std::uint32_t location) const {
  const std::uint32_t from = node_of_supplier(supplier), to = node_of_location(location);
  return lanes_.contains(pair_key(from, to)) || leads_to_unknown_.contains(from) || led_to_from_unknown_.contains(to);
}

/// The node where a lane starts; kNone, and a problem, when nothing can ship from there.
std::uint32_t SiteCheck::start_of(std::size_t lane) {
  const std::string& from = f_.tables.lanes[lane].from;
  const Place cell{"lanes", lane, "from"};
  if (const std::uint32_t supplier = f_.suppliers.find(from); supplier != kNone) return node_of_supplier(supplier);
  const std::uint32_t location = f_.locations.find(from);
  if (location == kNone) {
    std::vector<std::string> known;
    for (const SupplierRow& s : f_.tables.suppliers) known.push_back(s.id);
    for (const LocationConfig& l : f_.tables.locations) {
      if (l.kind != LocationKind::unit) known.push_back(l.id);
    }
    f_.unknown("supplier or location", from, known, cell);
    return kNone;
  }
  if (is_site(location)) return node_of_location(location);
  f_.add(cell,
         "unit " + in_quotes(from) + " ships nothing; lanes start at a supplier, hospital or distribution_centre");
  return kNone;
}

void SiteCheck::check_lanes() {
  for (std::size_t row = 0; row < f_.tables.lanes.size(); ++row) {
    const LaneRow& l = f_.tables.lanes[row];
    const Place to_cell{"lanes", row, "to"};
    const std::uint32_t from = start_of(row);
    const std::uint32_t to = f_.location(l.to, to_cell);
    if (from == kNone && to != kNone) led_to_from_unknown_.insert(node_of_location(to));
    if (to == kNone && from != kNone) leads_to_unknown_.insert(from);
    if (from == kNone || to == kNone) continue;
    const std::uint32_t end = node_of_location(to);
    if (!is_site(to)) {
      f_.add(to_cell, "unit " + in_quotes(l.to) +
                          " is restocked from its hospital; lanes end at a hospital or distribution_centre");
    } else if (from == end) {
      f_.add(to_cell, "a lane leads from " + in_quotes(l.from) + " to itself");
    } else if (f_.first(lanes_, from, end, {"lanes", row, "from"}, "from and to")) {
      links_.push_back({from, end, {}, {}});
    }
  }
}

void SiteCheck::check_reach() {
  std::vector<std::uint32_t> starts;
  for (std::uint32_t row = 0; row < f_.tables.suppliers.size(); ++row) {
    if (!f_.tables.suppliers[row].internal) starts.push_back(row);
  }
  starts.insert(starts.end(), led_to_from_unknown_.begin(), led_to_from_unknown_.end());
  reached_ = LaneGraph(f_.tables.suppliers.size() + f_.tables.locations.size(), links_).reached_from(starts);
  if (!leads_to_unknown_.empty() || f_.tables.partial) return;
  for (std::uint32_t row = 0; row < f_.tables.locations.size(); ++row) {
    const LocationConfig& site = f_.tables.locations[row];
    if (!is_site(row) || reached(row)) continue;
    std::string units;
    for (const LocationConfig& l : f_.tables.locations) {
      if (l.kind == LocationKind::unit && l.parent == site.id) units += (units.empty() ? "" : ", ") + in_quotes(l.id);
    }
    f_.add({"locations", row, "id"}, word(site.kind) + " " + in_quotes(site.id) +
                                         " cannot be reached: no lane leads to it from any supplier" +
                                         (units.empty() ? "" : "; nor can its units " + units));
  }
}

}  // namespace supplytwin::network
