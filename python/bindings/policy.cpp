#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <optional>
#include <span>
#include <tuple>

#include "base/digest.hpp"
#include "bundle/compile.hpp"
#include "bundle/key_file.hpp"
#include "module.hpp"
#include "policy/breaker.hpp"
#include "policy/decision.hpp"
#include "policy_handles.hpp"
#include "values.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

using Index = std::optional<std::uint32_t>;

Index index(std::uint32_t of) { return of == ST_POLICY_NONE ? std::nullopt : Index(of); }
/// None past the year 9999, where Python's calendar ends, and for what never comes.
std::optional<base::Time> moment(std::int64_t at) {
  constexpr std::int64_t kLast = 253'402'300'799'999;
  return at > kLast ? std::nullopt : std::optional(instant(at));
}

class Policy {
 public:
  explicit Policy(std::string canonical) : canonical_(std::move(canonical)) {
    st_policy_error error{};
    handle_.reset(st_policy_load(canonical_.data(), canonical_.size(), &error));
    demand(error);
  }
  Policy(std::string canonical, const py::bytes& signature, const py::bytes& key) : canonical_(std::move(canonical)) {
    const std::string_view of = signature, by = key;
    if (of.size() != ST_POLICY_SIGNATURE_SIZE || by.size() != ST_POLICY_PUBLIC_KEY_SIZE)
      throw py::value_error("expected a signature of 64 bytes and a public key of 32");
    st_policy_error error{};
    handle_.reset(st_policy_load_signed(canonical_.data(), canonical_.size(),
                                        reinterpret_cast<const std::uint8_t*>(of.data()),
                                        reinterpret_cast<const std::uint8_t*>(by.data()), &error));
    demand(error);
  }
  static Policy of_file(const std::filesystem::path& file) {
    const policy::Bundle bundle = bundle::load_file(file);
    return Policy(std::string(reinterpret_cast<const char*>(bundle.canonical().data()), bundle.canonical().size()));
  }

  std::string_view name() const { return st_policy_name(get()); }
  std::uint32_t version() const { return st_policy_revision(get()); }
  std::string digest() const {
    base::Digest digest{};
    st_policy_digest(get(), digest.data(), nullptr);
    return base::hex(digest);
  }
  py::bytes canonical() const { return canonical_; }
  std::vector<std::string> rules() const {
    std::vector<std::string> rules;
    for (std::uint32_t r = 0; r < st_policy_rules(get()); ++r) rules.emplace_back(st_policy_rule_name(get(), r));
    return rules;
  }
  std::vector<std::string_view> choices() const {
    std::vector<std::string_view> choices;
    for (std::uint32_t r = 0; r < st_policy_rules(get()); ++r)
      choices.push_back(base::EnumNames<policy::Choice>::names[st_policy_rule_choice(get(), r)]);
    return choices;
  }
  std::vector<base::Duration> schedule() const {
    std::vector<std::int64_t> instants(st_policy_schedule(get(), nullptr, 0));
    st_policy_schedule(get(), instants.data(), instants.size());
    return {instants.begin(), instants.end()};
  }
  bool reviews_forecasts() const { return st_policy_reviews_forecasts(get()) == 1; }
  base::Duration timeout() const { return base::Duration{st_policy_timeout(get())}; }

  PolicyDecision decide(const PolicyView& view, const std::string& cause, std::uint32_t point, std::uint32_t episode,
                        base::Time opened, base::Time as_of) const {
    const st_policy_trigger need{number_of<policy::EventType>("cause", cause), point, episode, 0, ms(opened)};
    PolicyDecision decision;
    st_policy_error error{};
    st_policy_decide(get(), view.handle.get(), &need, ms(as_of), &decision.record, &error);
    demand(error);
    const auto rule = [&](std::uint32_t r) {
      const char* name = st_policy_rule_name(get(), r);
      return std::string(name ? name : "");
    };
    decision.rule = rule(decision.record.rule);
    for (std::uint32_t i = 0; i < decision.record.rejected_count; ++i)
      decision.rejected_rules.push_back(rule(decision.record.rejected[i].rule));
    return decision;
  }
  std::string explain(const PolicyView& view, const PolicyDecision& decision) const {
    std::size_t length = 0;
    st_policy_error error{};
    st_policy_explain(get(), view.handle.get(), &decision.record, nullptr, 0, &length, &error);
    demand(error);
    std::string words(length + 1, '\0');
    st_policy_explain(get(), view.handle.get(), &decision.record, words.data(), words.size(), nullptr, &error);
    demand(error);
    words.pop_back();
    return words;
  }
  std::optional<std::string> approver(const PolicyDecision& decision) const {
    const char* role = st_policy_approver(get(), &decision.record);
    return role ? std::optional<std::string>(role) : std::nullopt;
  }

  st_policy_call advance(st_policy_call call, const std::string& outcome, base::Time as_of,
                         std::uint64_t entropy) const {
    st_policy_error error{};
    st_policy_advance(get(), &call, number_of<policy::Outcome>("outcome", outcome), ms(as_of), entropy, &error);
    demand(error);
    return call;
  }
  std::tuple<std::string, base::Time, st_policy_breaker> admit(st_policy_breaker breaker, base::Time as_of) const {
    constexpr std::array<const char*, 3> kMay{"call", "probe", "hold"};
    std::uint32_t may = 0;
    std::int64_t at = 0;
    st_policy_error error{};
    st_policy_admit(get(), &breaker, ms(as_of), &may, &at, &error);
    demand(error);
    return {kMay[may], instant(at), breaker};
  }
  st_policy_breaker heard(st_policy_breaker breaker, const std::string& outcome, base::Time as_of) const {
    st_policy_error error{};
    st_policy_heard(get(), &breaker, number_of<policy::Outcome>("outcome", outcome), ms(as_of), &error);
    demand(error);
    return breaker;
  }
  st_policy_call hold(st_policy_call call, const std::string& criticality, std::uint32_t decisions,
                      base::Time as_of) const {
    st_policy_error error{};
    st_policy_hold(get(), &call, number_of<policy::Criticality>("criticality", criticality), decisions, ms(as_of),
                   &error);
    demand(error);
    return call;
  }
  st_policy_call drain(st_policy_call call, base::Time as_of, std::uint64_t entropy) const {
    st_policy_error error{};
    st_policy_drain(get(), &call, ms(as_of), entropy, &error);
    demand(error);
    return call;
  }
  std::string_view fallback(const st_policy_call& call, const std::string& criticality,
                            std::uint32_t decisions) const {
    std::uint32_t found = 0;
    st_policy_error error{};
    st_policy_fallback(get(), &call, number_of<policy::Criticality>("criticality", criticality), decisions, &found,
                       &error);
    demand(error);
    return base::EnumNames<policy::Fallback>::names[found];
  }

 private:
  const st_policy* get() const { return handle_.get(); }

  std::string canonical_;
  PolicyHandle handle_;
};

using D = PolicyDecision;

void bind_decision(py::module_& module) {
  using Rejected = std::tuple<std::string, std::string, Index>;
  py::class_<D>(module, "Decision",
                "What a policy decided on one need; things are named by their index in the master.")
      .def_property_readonly(
          "point", [](const D& d) { return d.record.point; }, "the stocking point in need")
      .def_property_readonly(
          "episode", [](const D& d) { return d.record.episode; }, "ordinal of its need")
      .def_property_readonly(
          "cause", [](const D& d) { return st_policy_event_name(d.record.cause); }, "the type of event that asked")
      .def_property_readonly(
          "action", [](const D& d) { return st_policy_action_name(d.record.action); },
          "what is to be done, such as `transfer.request`")
      .def_property_readonly(
          "rule", [](const D& d) { return d.rule.empty() ? std::nullopt : std::optional(d.rule); },
          "the rule that applied; None: none did")
      .def_property_readonly(
          "reasons",
          [](const D& d) {
            std::vector<std::string> reasons;
            for (const std::uint32_t r : d.record.reasons)
              if (r != 0) reasons.emplace_back(st_policy_reason_name(r));
            return reasons;
          },
          "why it is what it is")
      .def_property_readonly(
          "donor", [](const D& d) { return index(d.record.donor); }, "transfers: the point that gives")
      .def_property_readonly(
          "offer", [](const D& d) { return index(d.record.offer); }, "requisitions: what to order")
      .def_property_readonly(
          "substitute", [](const D& d) { return index(d.record.substitute); }, "substitutions: the item to stand in")
      .def_property_readonly(
          "quantity", [](const D& d) { return d.record.quantity; }, "to order, move or cover [each]")
      .def_property_readonly(
          "as_of", [](const D& d) { return instant(d.record.as_of); }, "when it was decided")
      .def_property_readonly(
          "needed_by", [](const D& d) { return moment(d.record.needed_by); },
          "when the known position runs out; None: not before the year 10,000")
      .def_property_readonly(
          "retry_at",
          [](const D& d) { return d.record.action == ST_POLICY_DEFER ? moment(d.record.retry_at) : std::nullopt; },
          "defer: when to ask again")
      .def_property_readonly(
          "estimated_cost", [](const D& d) { return base::Money{d.record.estimated_cost}; },
          "goods, freight and courier [USD]")
      .def_property_readonly(
          "rejected",
          [](const D& d) {
            std::vector<Rejected> all;
            for (std::uint32_t i = 0; i < d.record.rejected_count; ++i) {
              const st_policy_rejected& r = d.record.rejected[i];
              all.emplace_back(d.rejected_rules[i], st_policy_reason_name(r.reason), index(r.candidate));
            }
            return all;
          },
          "who was passed over: rule, reason, and a point, offer or item as the rule chooses")
      .def("__repr__", [](const D& d) {
        return "<Decision " + std::string(st_policy_action_name(d.record.action)) + " of " +
               std::to_string(d.record.quantity) + " for point " + std::to_string(d.record.point) + ">";
      });
}

}  // namespace

void bind_policy(py::module_& module) {
  py::module_ inner = module.def_submodule("policy", "Policies as production embeds them, through the C library.");
  bind_policy_master(inner);
  bind_decision(inner);
  bind_policy_view(inner);
  bind_policy_calls(inner);
  py::class_<Policy>(inner, "Policy", "A loaded policy. It never changes and may be shared between threads.")
      .def(py::init([](const py::bytes& canonical) { return Policy(canonical); }), py::arg("canonical"),
           "From canonical bytes. Raises PolicyError when they are not whole.")
      .def(py::init([](const py::bytes& canonical, const py::bytes& signature, const py::bytes& public_key) {
             return Policy(canonical, signature, public_key);
           }),
           py::arg("canonical"), py::arg("signature"), py::arg("public_key"),
           "The same, and raises PolicyError when the holder of the Ed25519 key did not sign these bytes.")
      .def_static("of_file", &Policy::of_file, py::arg("file"), "From YAML, or from canonical bytes in a file.")
      .def_property_readonly("name", &Policy::name, "its name")
      .def_property_readonly("version", &Policy::version, "the version that its author gave it")
      .def_property_readonly("digest", &Policy::digest, "SHA-256 of its canonical bytes, in hexadecimal")
      .def_property_readonly("canonical", &Policy::canonical, "its canonical bytes")
      .def_property_readonly("rules", &Policy::rules, "the names of its rules, in order")
      .def_property_readonly("choices", &Policy::choices,
                             "what each of its rules chooses among: none, donors (points), contracts (offers) or "
                             "substitutes (items)")
      .def_property_readonly("schedule", &Policy::schedule,
                             "when it decides, after Monday 00:00 local time; empty: as events come")
      .def_property_readonly("reviews_forecasts", &Policy::reviews_forecasts,
                             "whether a published forecast makes all stores of its category due")
      .def_property_readonly("timeout", &Policy::timeout, "how long an answer is waited for")
      .def(
          "decide", &Policy::decide, py::arg("view"), py::kw_only(), py::arg("cause"), py::arg("point"),
          py::arg("episode"), py::arg("opened"), py::arg("as_of"),
          "Decides one need: the type of event that asked, the point, the ordinal of its need, when that opened, and "
          "the instant. The view stays as it is. Raises ValueError.")
      .def("explain", &Policy::explain, py::arg("view"), py::arg("decision"),
           "The decision in words. Call it before the commit, while the view is the one that was decided on.")
      .def("approver", &Policy::approver, py::arg("decision"),
           "The role that has to release it before it is sent; None: nobody has to.")
      .def("advance", &Policy::advance, py::arg("call"), py::arg("outcome"), py::arg("as_of"), py::arg("entropy"),
           "What to do after an outcome: accepted, refused, failed, timed_out, found or absent. `entropy`: 64 random "
           "bits, fresh for each call.")
      .def("admit", &Policy::admit, py::arg("breaker"), py::arg("as_of"),
           "Before a call: `call`, `probe` or `hold`, from when, and the breaker to keep.")
      .def("heard", &Policy::heard, py::arg("breaker"), py::arg("outcome"), py::arg("as_of"),
           "After a call: the breaker to keep.")
      .def(
          "hold", &Policy::hold, py::arg("call"), py::arg("criticality"), py::arg("decisions"), py::arg("as_of"),
          "What becomes of a command while its system is down: what is to be phoned in is parked when it is too old.")
      .def("drain", &Policy::drain, py::arg("call"), py::arg("as_of"), py::arg("entropy"),
           "What becomes of a command that an outage held back, when its breaker has closed.")
      .def("fallback", &Policy::fallback, py::arg("call"), py::arg("criticality"), py::arg("decisions"),
           "What is done about a parked command: wait, decide_again or phone; `decisions` were taken on its need.");
  inner.def(
      "read_public_key",
      [](const std::filesystem::path& file) {
        const base::PublicKey key = bundle::read_public_key(file);
        return py::bytes(reinterpret_cast<const char*>(key.data()), key.size());
      },
      py::arg("file"), "The 32 bytes of an Ed25519 public key in PEM. Raises PolicyError.");
}

}  // namespace supplytwin::python
