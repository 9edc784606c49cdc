#include "host/commands.hpp"

#include "base/fields.hpp"

namespace supplytwin::host {
namespace {

using policy::Fallback;
using policy::Step;

constexpr std::string_view kCommand =
    "SELECT key, verb, message, issued, due, step, failures, unknown, stale, criticality, decisions, fallback, note "
    "FROM command ";

Dispatch dispatch_of(const Statement& row) {
  return {{std::string(row.text(0)),
           std::string(row.text(1)),
           std::string(row.text(2)),
           {},
           static_cast<std::uint32_t>(row.number(10))},
          {row.time(3), row.time(4), row.word<Step>(5), static_cast<std::uint32_t>(row.number(6)), row.number(7) != 0,
           row.number(8) != 0},
          row.word<policy::Criticality>(9),
          row.word<Fallback>(11),
          std::string(row.text(12))};
}

std::vector<Dispatch> dispatches(Statement& rows) {
  std::vector<Dispatch> all;
  while (rows.next()) all.push_back(dispatch_of(rows));
  return all;
}

}  // namespace

void Commands::add(const Dispatch& d, std::uint64_t decision) {
  db_->prepare(
         "INSERT INTO command (key, decision, verb, message, issued, due, step, failures, unknown, stale, "
         "criticality, decisions, fallback, note) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?)")
      .run(d.command.key, decision, d.command.verb, d.command.message, d.call.issued, d.call.due,
           base::name_of(d.call.step), base::name_of(d.criticality), std::int64_t{d.command.decisions},
           base::name_of(d.fallback), d.note);
}

std::optional<Dispatch> Commands::find(std::string_view key) {
  Statement s = db_->prepare(std::string(kCommand) + "WHERE key = ?");
  return s.with(key).next() ? std::optional(dispatch_of(s)) : std::nullopt;
}

void Commands::keep(const Dispatch& d) {
  db_->prepare(
         "UPDATE command SET issued = ?, due = ?, step = ?, failures = ?, unknown = ?, stale = ?, fallback = ?, "
         "note = ?, sent = 0 WHERE key = ?")
      .run(d.call.issued, d.call.due, base::name_of(d.call.step), std::int64_t{d.call.failures},
           d.call.unknown ? 1 : 0, d.call.stale ? 1 : 0, base::name_of(d.fallback), d.note, d.command.key);
}

void Commands::set_under_way(std::string_view key) {
  db_->prepare("UPDATE command SET sent = 1 WHERE key = ?").run(key);
}

std::vector<std::string> Commands::under_way() {
  std::vector<std::string> keys;
  Statement s = db_->prepare("SELECT key FROM command WHERE sent = 1");
  for (s.with(); s.next();) keys.emplace_back(s.text(0));
  return keys;
}

std::vector<Dispatch> Commands::due(std::string_view verb, base::Time now, std::int64_t most) {
  Statement s = db_->prepare(std::string(kCommand) +
                             "WHERE verb = ? AND step IN ('send', 'query') AND due <= ? AND sent = 0 "
                             "ORDER BY due, key LIMIT ?");
  return dispatches(s.with(verb, now, most));
}

std::vector<Dispatch> Commands::held(std::string_view verb, base::Time issued_by) {
  Statement s =
      db_->prepare(std::string(kCommand) +
                   "WHERE verb = ? AND step IN ('send', 'query') AND sent = 0 AND issued <= ? ORDER BY due, key");
  return dispatches(s.with(verb, issued_by));
}

std::vector<Dispatch> Commands::parked() {
  Statement s = db_->prepare(std::string(kCommand) + "WHERE step = 'dead_letter' ORDER BY issued, key");
  return dispatches(s.with());
}

bool Commands::redrive(std::string_view key, base::Time now) {
  std::optional<Dispatch> d = find(key);
  if (!d || d->call.step != Step::dead_letter) return false;
  const policy::Call parked = d->call;
  d->call = policy::begin(now);
  if (parked.unknown) {  // asked about first, and as old as it is: the other side forgets keys
    d->call.issued = parked.issued;
    d->call.unknown = true;
    d->call.step = Step::query;
  }
  d->fallback = Fallback::wait;
  d->note.clear();
  keep(*d);
  return true;
}

bool Commands::settle(std::string_view key, std::string_view note, base::Time now) {
  std::optional<Dispatch> d = find(key);
  if (!d || d->call.step != Step::dead_letter) return false;
  d->call.step = Step::done;
  d->call.due = now;
  d->call.unknown = false;
  d->fallback = Fallback::wait;
  d->note.append(d->note.empty() ? "" : "; ").append("settled by hand: ").append(note);
  keep(*d);
  return true;
}

std::vector<Commands::Stale> Commands::to_undo(std::int64_t most) {
  std::vector<Stale> all;
  Statement s = db_->prepare(
      "SELECT c.key, d.line FROM command c JOIN decision d ON d.number = c.decision WHERE c.step = 'superseded' AND "
      "c.undone = 0 ORDER BY c.decision, c.key LIMIT ?");
  for (s.with(most); s.next();) all.push_back({std::string(s.text(0)), std::string(s.text(1))});
  return all;
}

void Commands::set_undone(std::string_view key) {
  db_->prepare("UPDATE command SET undone = 1 WHERE key = ?").run(key);
}

Commands::Counts Commands::count() {
  Counts counts;
  for (const std::string_view step : base::EnumNames<Step>::names) counts.steps[std::string(step)] = 0;
  Statement s = db_->prepare("SELECT step, undone, fallback, count(*) FROM command GROUP BY step, undone, fallback");
  for (s.with(); s.next();) {
    const auto number = static_cast<std::uint64_t>(s.number(3));
    counts.steps[std::string(s.text(0))] += number;
    if (s.text(0) == base::name_of(Step::superseded) && s.number(1) == 0) counts.to_undo += number;
    if (s.text(0) == base::name_of(Step::dead_letter) && s.text(2) == base::name_of(Fallback::phone))
      counts.phone += number;
  }
  return counts;
}

}  // namespace supplytwin::host
