#include <pybind11/stl.h>

#include <optional>

#include "policy/event.hpp"
#include "policy_handles.hpp"
#include "values.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

using Index = std::optional<std::uint32_t>;
using Stock = st_policy_stock;

std::uint32_t or_none(const Index& index) { return index.value_or(ST_POLICY_NONE); }

void open(PolicyView& view, std::uint32_t point, std::int32_t on_hand, std::int32_t on_order, std::int32_t reserved,
          std::uint32_t episode, std::uint32_t attempts, std::uint32_t refused, bool substituted) {
  const Stock s{on_hand, on_order, reserved, episode, attempts, refused, substituted ? 1u : 0u};
  st_policy_error error{};
  st_policy_view_open(view.handle.get(), point, &s, &error);
  demand(error);
}

Stock stock(const PolicyView& view, std::uint32_t point) {
  Stock s{};
  st_policy_error error{};
  st_policy_view_stock(view.handle.get(), point, &s, &error);
  demand(error);
  return s;
}

void project(PolicyView& view, const std::string& type, const Index& point, const Index& other, const Index& offer,
             const Index& supplier, const Index& category, std::uint32_t episode, std::int64_t quantity,
             base::Ratio ratio, base::Money price) {
  st_policy_event e = ST_POLICY_EVENT_INIT;
  e.type = number_of<policy::EventType>("type", type);
  e.point = or_none(point);
  e.other = or_none(other);
  e.offer = or_none(offer);
  e.supplier = or_none(supplier);
  e.category = or_none(category);
  e.episode = episode;
  e.quantity = e.type == ST_POLICY_CONTRACT_PRICE_UPDATED ? price.micros : quantity;
  e.ratio = ratio.ppm;
  st_policy_error error{};
  st_policy_project(view.handle.get(), &e, &error);
  demand(error);
}

void commit(PolicyView& view, const PolicyDecision& decision) {
  st_policy_error error{};
  st_policy_commit(view.handle.get(), &decision.record, &error);
  demand(error);
}

py::bytes save(const PolicyView& view) {
  std::size_t needed = 0;
  st_policy_view_save(view.handle.get(), nullptr, 0, &needed, nullptr);
  std::string bytes(needed, '\0');
  st_policy_error error{};
  st_policy_view_save(view.handle.get(), bytes.data(), bytes.size(), &needed, &error);
  demand(error);
  return bytes;
}

PolicyView restore(const PolicyMaster& master, const py::bytes& saved) {
  const std::string_view bytes = saved;
  st_policy_error error{};
  ViewHandle made(st_policy_view_restore(master.handle.get(), bytes.data(), bytes.size(), &error));
  demand(error);
  return {std::move(made)};
}

}  // namespace

void bind_policy_view(py::module_& module) {
  py::class_<Stock>(module, "Stock", "What is known of one stocking point.")
      .def_readonly("on_hand", &Stock::on_hand, "known to be there [each]")
      .def_readonly("on_order", &Stock::on_order, "on its way here [each]")
      .def_readonly("reserved", &Stock::reserved, "promised to others, not yet shipped [each]")
      .def_readonly("episode", &Stock::episode, "ordinal of the latest need here")
      .def_readonly("attempts", &Stock::attempts, "decisions committed in it")
      .def_readonly("refused", &Stock::refused, "which substitutes this unit refused, a bit each")
      .def_property_readonly(
          "substituted", [](const Stock& s) { return s.substituted == 1; },
          "whether a substitute is proposed or stands in");
  py::class_<PolicyView>(module, "View",
                         "What is known: the projection of events and of the decisions that were carried out.")
      .def(py::init([](const PolicyMaster& master) {
             st_policy_error error{};
             ViewHandle made(st_policy_view_new(master.handle.get(), &error));
             demand(error);
             return PolicyView{std::move(made)};
           }),
           py::arg("master"), "Empty shelves, all suppliers answering, allocations and forecasts 1.")
      .def("open", &open, py::arg("point"), py::kw_only(), py::arg("on_hand") = 0, py::arg("on_order") = 0,
           py::arg("reserved") = 0, py::arg("episode") = 0, py::arg("attempts") = 0, py::arg("refused") = 0,
           py::arg("substituted") = false, "Sets what is known of a point. Raises ValueError.")
      .def("stock", &stock, py::arg("point"), "What is known of a point. Raises ValueError.")
      .def("project", &project, py::arg("type"), py::kw_only(), py::arg("point") = std::nullopt,
           py::arg("other") = std::nullopt, py::arg("offer") = std::nullopt, py::arg("supplier") = std::nullopt,
           py::arg("category") = std::nullopt, py::arg("episode") = 0, py::arg("quantity") = 0,
           py::arg("ratio") = base::Ratio{}, py::arg("price") = base::Money{},
           "Folds an event in, by its type such as `stock.consumed`; `other` is the donor's point of a transfer, "
           "`quantity` [each]. Raises ValueError for one that names nothing of the master.")
      .def("commit", &commit, py::arg("decision"),
           "Folds a decision that is carried out in, so that nothing is ordered twice nor lent to two.")
      .def("save", &save, "The view as bytes, to go on from later.")
      .def_static(
          "restore", &restore, py::arg("master"), py::arg("saved"),
          "A saved view, for master data in which every index stands for the same thing. Raises PolicyError.");
}

}  // namespace supplytwin::python
