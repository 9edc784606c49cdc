#include "world/world.hpp"

#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/quote.hpp"
#include "interruptible.hpp"
#include "module.hpp"
#include "outcome/kpi.hpp"
#include "resolved.hpp"
#include "study/snapshot.hpp"
#include "this_build.hpp"
#include "values.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

/// What all forks of a world share.
struct Ground {
  std::shared_ptr<const scenario::Scenario> scenario;
  world::Model model;
  world::Exogenous exogenous;

  Ground(std::shared_ptr<const scenario::Scenario> of, const std::string& policy, std::uint64_t seed,
         std::uint64_t replication)
      : scenario(std::move(of)),
        model(world::Model::build(scenario::model_of(*scenario, competitor(policy)))),
        exogenous(model, seed, replication) {}

  const scenario::Competitor& competitor(const std::string& name) const {
    const auto found = std::ranges::find(scenario->policies, name, &scenario::Competitor::name);
    if (found != scenario->policies.end()) return *found;
    std::vector<std::string> known;
    for (const scenario::Competitor& c : scenario->policies) known.push_back(c.name);
    throw base::Error("no policy " + base::in_quotes(name) + " competes in the scenario" + base::hint(name, known));
  }
  const policy::Bundle& bundle(const std::string& name) const {
    const scenario::Competitor& named = competitor(name);
    if (named.par != model.config().par)
      throw base::Error("policy '" + name + "' has other par levels in this scenario; begin a world of its own");
    return named.bundle;
  }
};

/// Marks a world as moving, under the interpreter's lock; nothing else may touch it meanwhile.
class Moving {
 public:
  explicit Moving(bool& moving) : moving_(moving) {
    if (moving_) throw base::Error("the world is moved on by another thread; wait for it, or fork it before");
    moving_ = true;
  }
  ~Moving() { moving_ = false; }
  Moving(const Moving&) = delete;
  Moving& operator=(const Moving&) = delete;

 private:
  bool& moving_;
};

class World {
 public:
  World(const Resolved& resolved, const std::string& policy, std::uint64_t seed, std::uint64_t replication)
      : policy_(policy) {
    std::tie(ground_, world_) = interruptible(Late::leave_alone, stop_, [resolved, policy, seed, replication] {
      const auto ground = std::make_shared<const Ground>(resolved.scenario, policy, seed, replication);
      return std::pair(ground,
                       std::make_shared<world::World>(ground->model, ground->exogenous, ground->bundle(policy)));
    });
    world_->heed(stop_.get());
  }
  World(const Resolved& resolved, const std::optional<std::string>& policy, const std::string& file) {
    std::tie(ground_, world_, policy_) = interruptible(Late::leave_alone, stop_, [resolved, policy, file] {
      auto scenario = std::make_shared<scenario::Scenario>(*resolved.scenario);
      study::go_on_from(file, *scenario);
      const world::Snapshot& from = *scenario->from;
      const std::string decides = policy.value_or(from.policy);
      const auto ground = std::make_shared<const Ground>(scenario, decides, from.seed, from.replication);
      const auto going =
          std::make_shared<world::World>(ground->model, ground->exogenous, ground->bundle(decides), from);
      return std::tuple(ground, going, decides);
    });
    world_->heed(stop_.get());
  }
  World(World& other) : ground_(other.ground_), policy_(other.policy_) {
    const Moving moving(other.moving_);
    const py::gil_scoped_release release;
    world_ = std::make_shared<world::World>(*other.world_);
    world_->heed(stop_.get());
  }

  const std::string& policy() const { return policy_; }
  base::Time now() const { return resting().now(); }
  base::Time end() const { return world_->end(); }
  void advance(base::Time to) {
    const Moving moving(moving_);
    interruptible(Late::wait_for, stop_, [&] { world_->advance(to); });
  }
  void use(const std::string& policy) {
    resting().use(ground_->bundle(policy));
    policy_ = policy;
  }
  std::array<std::int64_t, 5> levels(const std::string& location, const std::string& item) const {
    const world::Levels l = resting().levels(location, item);
    return {l.on_hand, l.known, l.on_order, l.in_transit, l.backorders};
  }
  using Figure = py::typing::Tuple<py::float_, py::bool_>;  // value, whether it is a lower bound
  py::typing::Dict<py::str, Figure> finish() {
    const Moving moving(moving_);
    const outcome::Record record = interruptible(Late::wait_for, stop_, [&] { return world_->finish(); });
    const world::ModelConfig& config = ground_->model.config();
    const outcome::Totals whole = outcome::totals(record, outcome::By::network).front();
    py::typing::Dict<py::str, Figure> values;
    for (const outcome::Kpi& kpi : outcome::kpis()) {
      const auto o = outcome::observe(kpi, record, whole, config.end - config.start);
      values[py::str(kpi.name)] =
          py::make_tuple(o.present ? o.numerator / o.denominator : std::nan(""), o.present && o.at_least);
    }
    return values;
  }
  void save(const std::string& file) const {
    study::write_snapshot(file, resting().save(), *ground_->scenario, this_build());
  }
  bool operator==(const World& other) const { return resting() == other.resting(); }

 private:
  world::World& resting() const {
    if (moving_) throw base::Error("the world is moved on by another thread; wait for it, or fork it before");
    return *world_;
  }

  Stop stop_ = make_stop();
  std::shared_ptr<const Ground> ground_;
  std::shared_ptr<world::World> world_;
  std::string policy_;
  bool moving_ = false;
};

}  // namespace

void bind_world(py::module_& module) {
  py::class_<World>(module, "World", "One replication under one policy, moved on by hand.")
      .def(py::init<const Resolved&, const std::string&, std::uint64_t, std::uint64_t>(), py::arg("scenario"),
           py::arg("policy"), py::arg("seed"), py::arg("replication"))
      .def(py::init<const Resolved&, const std::optional<std::string>&, const std::string&>(), py::arg("scenario"),
           py::arg("policy"), py::arg("file"))
      .def(
          "fork", [](World& w) { return std::make_unique<World>(w); }, "A copy that shares the past.")
      .def_property_readonly("policy", &World::policy, "name of the policy that decides")
      .def_property_readonly("now", &World::now, "the simulated instant")
      .def_property_readonly("end", &World::end, "end of the recorded period")
      .def("advance", &World::advance, py::arg("to"), "Lets everything up to and including an instant happen.")
      .def("use", &World::use, py::arg("policy"), "Lets another policy decide from now on.")
      .def("levels", &World::levels, py::arg("location"), py::arg("item"),
           "On hand, known, on order, in transit and backorders [each].")
      .def("save", &World::save, py::arg("file"), "Writes a snapshot, an HDF5 file.")
      .def("finish", &World::finish,
           "Runs to the end; returns every figure by name, and whether it is a lower bound.")
      .def("__eq__", [](const World& a, const py::object& b) {
        return py::isinstance<World>(b) && a == b.cast<const World&>();
      });
}

}  // namespace supplytwin::python
