#include <pybind11/stl.h>

#include <optional>

#include "policy/master.hpp"
#include "policy_handles.hpp"
#include "values.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

using Channel = policy::Channel;
using Criticality = policy::Criticality;

/// Collects rows; the library judges them all when it is finished.
class MasterBuilder {
 public:
  std::uint32_t category(const std::string& id) { return row(st_policy_add_category(handle_.get(), id.c_str())); }
  std::uint32_t site(const std::string& id, bool dc, std::int64_t room) {
    const st_policy_site s{id.c_str(), room, dc ? 1u : 0u};
    return row(st_policy_add_site(handle_.get(), &s));
  }
  std::uint32_t unit(const std::string& id, std::uint32_t site) {
    return row(st_policy_add_unit(handle_.get(), id.c_str(), site));
  }
  std::uint32_t item(const std::string& id, std::uint32_t category, const std::string& criticality,
                     base::Money standard_cost, std::int64_t pack, std::int64_t volume) {
    const st_policy_item i{
        id.c_str(), standard_cost.micros, pack, volume, category, number_of<Criticality>("criticality", criticality)};
    return row(st_policy_add_item(handle_.get(), &i));
  }
  std::uint32_t point(std::uint32_t item, std::uint32_t site, std::optional<std::uint32_t> unit, std::int64_t par,
                      std::int64_t reorder_point, std::int64_t daily_use, std::int64_t lot) {
    const st_policy_point p{par, reorder_point, daily_use, lot, item, site, unit.value_or(ST_POLICY_NONE)};
    return row(st_policy_add_point(handle_.get(), &p));
  }
  std::uint32_t supplier(const std::string& id, const std::string& channel, bool can_expedite,
                         base::Ratio expedite_price, base::Money minimum_order, base::Money small_order_fee,
                         std::optional<std::uint32_t> ships_from) {
    const st_policy_supplier s{id.c_str(),
                               expedite_price.ppm,
                               minimum_order.micros,
                               small_order_fee.micros,
                               number_of<Channel>("channel", channel),
                               can_expedite ? 1u : 0u,
                               ships_from.value_or(ST_POLICY_NONE)};
    return row(st_policy_add_supplier(handle_.get(), &s));
  }
  std::uint32_t contract(const std::string& id, std::uint32_t supplier, base::Time from,
                         const std::optional<base::Time>& to) {
    const st_policy_contract c{id.c_str(), ms(from), to ? ms(*to) : ST_POLICY_NEVER, supplier};
    return row(st_policy_add_contract(handle_.get(), &c));
  }
  std::uint32_t offer(std::uint32_t contract, std::uint32_t item, base::Money price, std::int64_t multiple,
                      std::int64_t minimum, bool to_hospitals, bool to_dc) {
    const st_policy_offer o{price.micros, multiple, minimum, contract, item, to_hospitals ? 1u : 0u, to_dc ? 1u : 0u};
    return row(st_policy_add_offer(handle_.get(), &o));
  }
  std::uint32_t substitute(std::uint32_t item, std::uint32_t by, base::Ratio ratio, base::Ratio acceptance) {
    const st_policy_substitute s{ratio.ppm, acceptance.ppm, item, by};
    return row(st_policy_add_substitute(handle_.get(), &s));
  }
  std::uint32_t courier(std::uint32_t from, std::uint32_t to, base::Duration time, base::Money cost) {
    const st_policy_courier c{time.count(), cost.micros, from, to};
    return row(st_policy_add_courier(handle_.get(), &c));
  }
  std::uint32_t lane(std::uint32_t supplier, std::uint32_t site, base::Duration receive_time, base::Money freight,
                     const std::optional<base::Duration>& expedite_time, base::Money expedite_freight) {
    const st_policy_lane l{receive_time.count(),
                           expedite_time ? expedite_time->count() : -1,
                           freight.micros,
                           expedite_freight.micros,
                           supplier,
                           site};
    return row(st_policy_add_lane(handle_.get(), &l));
  }
  PolicyMaster build() const {
    st_policy_error error{};
    MasterHandle made(st_policy_builder_finish(handle_.get(), &error));
    demand(error);
    return {std::move(made)};
  }

 private:
  static std::uint32_t row(std::uint32_t index) {
    if (index == ST_POLICY_NONE) throw std::bad_alloc();
    return index;
  }
  BuilderHandle handle_{st_policy_builder_new()};
};

}  // namespace

void bind_policy_master(py::module_& module) {
  using B = MasterBuilder;
  const base::Money free{};
  const py::class_<PolicyMaster> master(module, "Master", "Checked master data; any number of views may share one.");
  py::class_<B>(module, "MasterBuilder",
                "Collects master data row by row; each `add_` returns the row's index, by which others name it. Rows "
                "may name rows that are added later: `build` judges them all.")
      .def(py::init<>())
      .def("add_category", &B::category, py::arg("id"), "A product category.")
      .def("add_site", &B::site, py::arg("id"), py::kw_only(), py::arg("dc") = false, py::arg("room") = 0,
           "A hospital, or a distribution centre; `room` is what its store can hold [ml], 0 for no limit.")
      .def("add_unit", &B::unit, py::arg("id"), py::arg("site"), "A clinical unit of a site.")
      .def("add_item", &B::item, py::arg("id"), py::kw_only(), py::arg("category"), py::arg("criticality"),
           py::arg("standard_cost"), py::arg("pack") = 1, py::arg("volume") = 0,
           "An item; criticality is vital, essential or desirable, `pack` [each], `volume` of one [ml].")
      .def("add_point", &B::point, py::kw_only(), py::arg("item"), py::arg("site"), py::arg("unit") = std::nullopt,
           py::arg("par"), py::arg("reorder_point"), py::arg("daily_use"), py::arg("lot") = 0,
           "A stocking point: an item at a unit, or in the store of the site where there is none. Levels and `lot` "
           "[each], expected use [each / 1000 / day].")
      .def("add_supplier", &B::supplier, py::arg("id"), py::kw_only(), py::arg("channel"),
           py::arg("can_expedite") = false, py::arg("expedite_price") = base::kOne, py::arg("minimum_order") = free,
           py::arg("small_order_fee") = free, py::arg("ships_from") = std::nullopt,
           "Who delivers; channel is distributor, direct, import or internal (the own centre, whose site is "
           "`ships_from`; None: any centre may ship). An express line costs `expedite_price` times the price.")
      .def("add_contract", &B::contract, py::arg("id"), py::kw_only(), py::arg("supplier"), py::arg("start"),
           py::arg("end") = std::nullopt, "In force from `start` until before `end`; None: without end.")
      .def("add_offer", &B::offer, py::kw_only(), py::arg("contract"), py::arg("item"), py::arg("price"),
           py::arg("multiple") = 1, py::arg("minimum") = 1, py::arg("to_hospitals") = true, py::arg("to_dc") = false,
           "An item under a contract: price of one, order multiple and least quantity [each].")
      .def("add_substitute", &B::substitute, py::kw_only(), py::arg("item"), py::arg("by"),
           py::arg("ratio") = base::kOne, py::arg("acceptance") = base::kOne,
           "`by` may stand in for the item, `ratio` of it for one; at most 16 of an item.")
      .def("add_courier", &B::courier, py::arg("origin"), py::arg("to"), py::kw_only(), py::arg("time"),
           py::arg("cost"), "Between two sites: expected time door to door, and cost of a trip.")
      .def("add_lane", &B::lane, py::kw_only(), py::arg("supplier"), py::arg("site"), py::arg("receive_time"),
           py::arg("freight") = free, py::arg("expedite_time") = std::nullopt, py::arg("expedite_freight") = free,
           "From a supplier to a site: expected time from decision to shelf, freight of an order, and the same when "
           "expedited; None: not offered.")
      .def("build", &B::build, "Checks everything. Raises ScenarioError that tells every mistake.");
}

}  // namespace supplytwin::python
