#include "host/state.hpp"

#include "base/digest.hpp"
#include "host/trust.hpp"

namespace supplytwin::host {
namespace {

std::vector<std::byte> owned(std::span<const std::byte> bytes) { return {bytes.begin(), bytes.end()}; }

State::Event event_of(const Statement& row) {
  return {row.number(0), row.number(1), row.time(2), row.time(3), row.number(4) != 0, std::string(row.text(5))};
}

constexpr std::string_view kEvents = "SELECT entry, place, arrived, taken, late, message FROM inbox WHERE place ";

}  // namespace

InForce InForce::of(const policy::Bundle& bundle, std::int64_t after,
                    const std::optional<base::Signature>& signature) {
  return {after, base::hex(bundle.digest()), owned(bundle.canonical()), signature};
}

State::State(StateFile& file)
    : file_(&file),
      db_(&file.database()),
      knows_(db_->prepare("SELECT 1 FROM inbox WHERE source = ? AND id = ?")),
      add_(db_->prepare(
          "INSERT INTO inbox (source, id, recorded, sequence, arrived, message) VALUES (?, ?, ?, ?, ?, ?)")),
      release_(db_->prepare("UPDATE inbox SET place = ?, taken = ?, late = ? WHERE entry = ?")),
      add_decision_(db_->prepare("INSERT INTO decision VALUES (?, ?, ?)")),
      set_fact_(
          db_->prepare("INSERT INTO fact VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")),
      set_position_(db_->prepare("INSERT INTO position VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET "
                                 "made = excluded.made, at = excluded.at")) {}

std::string State::id() { return text_fact("id"); }

std::int64_t State::fact(std::string_view name, std::int64_t otherwise) {
  Statement s = db_->prepare("SELECT value FROM fact WHERE name = ?");
  return s.with(name).next() ? s.number(0) : otherwise;
}
void State::set_fact(std::string_view name, std::int64_t value) { set_fact_.run(name, value); }
std::string State::text_fact(std::string_view name) {
  Statement s = db_->prepare("SELECT value FROM fact WHERE name = ?");
  return s.with(name).next() ? std::string(s.text(0)) : "";
}
void State::set_text_fact(std::string_view name, std::string_view value) { set_fact_.run(name, value); }

std::string State::master() {
  Statement s = db_->prepare("SELECT message FROM master");
  return s.with().next() ? std::string(s.text(0)) : "";
}
void State::open(std::string_view message) { db_->prepare("INSERT INTO master VALUES (?)").run(message); }

std::vector<InForce> State::policies() {
  std::vector<InForce> all;
  Statement s = db_->prepare("SELECT after, digest, canonical, signature FROM policy ORDER BY number");
  for (s.with(); s.next();)
    all.push_back({s.number(0), std::string(s.text(1)), owned(s.bytes(2)), signature_of(s.text(3))});
  return all;
}
void State::add_policy(const InForce& p) {
  db_->prepare("INSERT INTO policy (after, digest, canonical, signature) VALUES (?, ?, ?, ?)")
      .run(p.after, p.digest, std::span<const std::byte>(p.canonical), in_digits(p.signature));
}
void State::sign_policy(const base::Signature& signature) {
  db_->prepare("UPDATE policy SET signature = ? WHERE number = (SELECT max(number) FROM policy)")
      .run(in_digits(signature));
}

std::optional<std::uint64_t> State::position(const std::string& source, std::string* made) {
  Statement s = db_->prepare("SELECT at, made FROM position WHERE source = ?");
  if (!s.with(source).next()) return std::nullopt;
  *made = s.text(1);
  return static_cast<std::uint64_t>(s.number(0));
}
void State::set_position(const std::string& source, const std::string& made, std::uint64_t at) {
  set_position_.run(source, made, at);
}

bool State::knows(const std::string& source, const std::string& id) {
  const bool known = knows_.with(source, id).next();
  knows_.with();
  return known;
}

std::int64_t State::add(const edge::Place& place, base::Time arrived, std::string_view message) {
  add_.run(place.source, place.id, place.recorded, place.sequence, arrived, message);
  return db_->last_row();
}
void State::release(std::int64_t entry, std::int64_t place, base::Time taken, bool late) {
  release_.run(place, taken, late ? 1 : 0, entry);
}
void State::forget(std::int64_t entry) { db_->prepare("DELETE FROM inbox WHERE entry = ?").run(entry); }
void State::forget_before(std::int64_t place, base::Time before) {
  db_->prepare("DELETE FROM inbox WHERE place < ? AND recorded < ?").run(place, before);
}
void State::add_decision(std::uint64_t number, std::int64_t place, std::string_view line) {
  add_decision_.run(number, place, line);
}

void State::save(std::int64_t place, std::span<const std::byte> bytes) {
  db_->run("DELETE FROM snapshot");
  db_->prepare("INSERT INTO snapshot VALUES (?, ?)").run(place, bytes);
}
std::optional<std::pair<std::int64_t, std::vector<std::byte>>> State::snapshot() {
  Statement s = db_->prepare("SELECT place, bytes FROM snapshot");
  if (!s.with().next()) return std::nullopt;
  return std::pair{s.number(0), owned(s.bytes(1))};
}

void State::each_behind(std::int64_t place, const std::function<void(const Event&)>& tell) {
  Statement s = db_->prepare(std::string(kEvents) + "> ? ORDER BY place");
  for (s.with(place); s.next();) tell(event_of(s));
}
void State::each_waiting(const std::function<void(const Event&)>& tell) {
  Statement s = db_->prepare(std::string(kEvents) + "IS NULL ORDER BY entry");
  for (s.with(); s.next();) tell(event_of(s));
}
void State::each_decision_behind(std::uint64_t number, const std::function<void(std::string_view)>& tell) {
  Statement s = db_->prepare("SELECT line FROM decision WHERE number > ? ORDER BY number");
  for (s.with(number); s.next();) tell(s.text(0));
}
std::uint64_t State::decisions() {
  return static_cast<std::uint64_t>(db_->number("SELECT max(number) FROM decision"));
}
std::string State::chain_head() {
  constexpr std::size_t kDigits = 64, kClose = 2;  // ..."}
  Statement s = db_->prepare("SELECT line FROM decision ORDER BY number DESC LIMIT 1");
  if (!s.with().next() || s.text(0).size() < kDigits + kClose) return "";
  return std::string(s.text(0).substr(s.text(0).size() - kDigits - kClose, kDigits));
}
std::string State::message(std::int64_t entry) {
  Statement s = db_->prepare("SELECT message FROM inbox WHERE entry = ?");
  return s.with(entry).next() ? std::string(s.text(0)) : "";
}
std::int64_t State::last_place() { return db_->number("SELECT max(place) FROM inbox"); }
std::int64_t State::first_place() {
  Statement s = db_->prepare("SELECT place FROM inbox WHERE place > 0 ORDER BY place LIMIT 1");
  return s.with().next() ? s.number(0) : last_place() + 1;
}

std::optional<edge::Place> State::reached() {
  Statement s = db_->prepare(
      "SELECT recorded, sequence, source, id FROM inbox WHERE place IS NOT NULL AND late = 0 ORDER BY place DESC "
      "LIMIT 1");
  if (!s.with().next()) return std::nullopt;
  return edge::Place{s.time(0), static_cast<std::uint64_t>(s.number(1)), std::string(s.text(2)),
                     std::string(s.text(3))};
}

}  // namespace supplytwin::host
