#include "host/outbox.hpp"

#include <sodium.h>

#include "base/fields.hpp"
#include "edge/wire.hpp"
#include "host/state_file.hpp"

namespace supplytwin::host {
namespace {

using policy::Call;
using policy::Outcome;
using policy::Step;

constexpr std::int64_t kAtOnce = 64;               // calls that are begun in one round
constexpr base::Duration kRemember = base::kHour;  // answers to older calls say nothing any more
constexpr std::string_view kCommand =
    "SELECT key, verb, message, issued, due, step, failures, unknown, note FROM command ";

Step step_of(std::string_view name) {
  const auto& names = base::EnumNames<Step>::names;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Step>(i);
  throw base::StoreError("a command has the step '" + std::string(name) + "', which nobody knows");
}

Dispatch dispatch_of(const Statement& row) {
  return {
      {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), {}},
      {row.time(3), row.time(4), step_of(row.text(5)), static_cast<std::uint32_t>(row.number(6)), row.number(7) != 0},
      std::string(row.text(8))};
}

std::vector<Dispatch> commands(Statement& rows) {
  std::vector<Dispatch> all;
  while (rows.next()) all.push_back(dispatch_of(rows));
  return all;
}

void store(Database& db, const std::string& key, const Call& call, const std::string& note) {
  db.prepare(
        "UPDATE command SET issued = ?, due = ?, step = ?, failures = ?, unknown = ?, note = ?, sent = 0 WHERE key = "
        "?")
      .run(call.issued, call.due, base::name_of(call.step), std::int64_t{call.failures}, call.unknown ? 1 : 0, note,
           key);
}

std::uint64_t entropy() {
  std::uint64_t bits = 0;
  randombytes_buf(&bits, sizeof bits);
  return bits;
}

/// What an answer says, where it says anything: one that cannot be read leaves open what was done.
Outcome outcome_of(const Channel::Answer& answer, bool to_query, std::string& note) {
  if (answer.nobody) {
    note = "nobody listens there";
    return Outcome::failed;
  }
  try {
    return edge::read_answer(answer.text, to_query);
  } catch (const edge::WireError& e) {
    note = std::string("an answer that cannot be read: ") + e.what();
    return Outcome::timed_out;
  }
}

}  // namespace

Outbox::Outbox(Database& database, Channel& channel, Metrics& metrics, Clock clock)
    : db_(&database), channel_(&channel), metrics_(&metrics), clock_(std::move(clock)) {}

void Outbox::add(const edge::Command& command, std::uint64_t decision, const policy::ExecutorConfig& config) {
  Call call = policy::begin(clock_());
  std::string note;
  if (call.issued - command.as_of >= config.dead_letter_after) {
    call.step = Step::dead_letter;
    note = "decided too long ago to be sent";
  }
  db_->prepare(
         "INSERT INTO command (key, decision, verb, message, issued, due, step, failures, unknown, note) VALUES "
         "(?, ?, ?, ?, ?, ?, ?, 0, 0, ?)")
      .run(command.key, decision, command.verb, command.message, call.issued, call.due, base::name_of(call.step),
           note);
}

void Outbox::work(const policy::ExecutorConfig& config) {
  if (!begun_) {  // what an earlier process had under way
    Transaction t(*db_);
    Statement s = db_->prepare("SELECT key FROM command WHERE sent = 1");
    std::vector<std::string> keys;
    for (s.with(); s.next();) keys.emplace_back(s.text(0));
    for (const std::string& key : keys) came(0, {key}, Outcome::timed_out, "the host ended before an answer", config);
    t.commit();
    begun_ = true;
  }
  take_answers(config);
  if (channel_->open()) send_due(config);
  count();
}

void Outbox::take_answers(const policy::ExecutorConfig& config) {
  const base::Time now = clock_();
  std::optional<Transaction> t;
  const auto tell = [&](std::uint64_t call, const UnderWay& of, Outcome outcome, const std::string& note) {
    if (!t) t.emplace(*db_);
    came(call, of, outcome, note, config);
  };
  while (const auto answer = channel_->answer()) {
    const auto found = under_way_.find(answer->call);
    if (found == under_way_.end()) continue;  // a second answer, or one to a call long past
    const UnderWay of = found->second;
    std::string note;
    const Outcome outcome = outcome_of(*answer, of.query, note);
    // Behind its time only what settles the command counts; the rest was acted on as unknown.
    const bool settles = outcome == Outcome::accepted || outcome == Outcome::found || outcome == Outcome::refused;
    under_way_.erase(found);
    if (!of.over || settles) tell(answer->call, of, outcome, note);
  }
  for (auto& [call, of] : under_way_)
    if (!of.over && of.until <= now) {
      of.over = true;
      tell(call, of, Outcome::timed_out, "no answer in time");
    }
  std::erase_if(under_way_, [&](const auto& one) { return one.second.until + kRemember <= now; });
  if (t) t->commit();
}

void Outbox::came(std::uint64_t, const UnderWay& of, Outcome outcome, const std::string& note,
                  const policy::ExecutorConfig& config) {
  Statement s = db_->prepare(std::string(kCommand) + "WHERE key = ?");
  if (!s.with(of.key).next()) return;
  const Dispatch before = dispatch_of(s);
  s.with();
  const Call call = policy::advance(config, before.call, outcome, clock_(), entropy());
  store(*db_, of.key, call, note.empty() ? before.note : note);
  metrics_->add(Metric::calls, 1, label("outcome", base::name_of(outcome)));
}

void Outbox::send_due(const policy::ExecutorConfig& config) {
  const base::Time now = clock_();
  Statement s = db_->prepare(std::string(kCommand) +
                             "WHERE step IN ('send', 'query') AND due <= ? AND sent = 0 ORDER BY due, key LIMIT ?");
  const std::vector<Dispatch> due = commands(s.with(now, kAtOnce));
  if (due.empty()) return;
  Transaction t(*db_);
  for (const Dispatch& d : due) db_->prepare("UPDATE command SET sent = 1 WHERE key = ?").run(d.command.key);
  t.commit();
  std::vector<std::uint64_t> unsent;
  for (const Dispatch& d : due) {
    const bool query = d.call.step == Step::query;
    const std::uint64_t call = ++calls_;
    under_way_[call] = {d.command.key, query, now + config.timeout, false};
    if (!(query ? channel_->ask(call, d.command.key) : channel_->send(call, d.command))) unsent.push_back(call);
  }
  if (unsent.empty()) return;
  Transaction failed(*db_);
  for (const std::uint64_t call : unsent) {
    came(call, under_way_[call], Outcome::failed, "could not be sent", config);
    under_way_.erase(call);
  }
  failed.commit();
}

/// How many stand where, now and then: done ones stay, and are many.
void Outbox::count() {
  const base::Time now = clock_();
  if (now < counted_ + base::kSecond) return;
  counted_ = now;
  std::map<std::string, double> steps;
  for (const std::string_view step : base::EnumNames<Step>::names) steps[std::string(step)] = 0;
  Statement s = db_->prepare("SELECT step, count(*) FROM command GROUP BY step");
  for (s.with(); s.next();) steps[std::string(s.text(0))] = static_cast<double>(s.number(1));
  for (const auto& [step, number] : steps) metrics_->set(Metric::outbox, number, label("step", step));
}

std::vector<Dispatch> parked_commands(Database& database) {
  Statement s = database.prepare(std::string(kCommand) + "WHERE step = 'dead_letter' ORDER BY issued, key");
  return commands(s.with());
}

bool redrive_command(Database& database, std::string_view key, base::Time now) {
  Statement s = database.prepare(std::string(kCommand) + "WHERE key = ? AND step = 'dead_letter'");
  if (!s.with(key).next()) return false;
  Dispatch d = dispatch_of(s);
  s.with();
  const bool unknown = d.call.unknown;
  d.call = policy::begin(now);
  d.call.unknown = unknown;
  if (unknown) d.call.step = Step::query;
  store(database, d.command.key, d.call, "");
  return true;
}

}  // namespace supplytwin::host
