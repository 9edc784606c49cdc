#include "host/state_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace supplytwin::host {
namespace {

constexpr std::int64_t kApplication = 0x73747368;  // in the head of the file: whose it is
constexpr std::int64_t kLayout = 2;

constexpr std::array kTables = {
    // One row a name: id of the state, what must be known at once when a host starts.
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE master (message TEXT NOT NULL)",
    // Who decides what comes behind the event `after`; `signature` is empty where none was given.
    "CREATE TABLE policy (number INTEGER PRIMARY KEY, after INTEGER NOT NULL, digest TEXT NOT NULL, "
    "canonical BLOB NOT NULL, signature TEXT NOT NULL)",
    // How far each source was read.
    "CREATE TABLE position (source TEXT PRIMARY KEY, made TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
    // All that was accepted. `place` is the how-manieth event it became for the policy, none while it waits; `taken`
    // the instant it then counted for: `recorded`, or later where it came too late; `late` is 1 where it was taken
    // out
    // of its turn, so that the turn did not move on.
    "CREATE TABLE inbox (entry INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, recorded INTEGER NOT "
    "NULL, "
    "sequence INTEGER NOT NULL, arrived INTEGER NOT NULL, place INTEGER, taken INTEGER, late INTEGER NOT NULL "
    "DEFAULT 0, message TEXT NOT NULL)",
    "CREATE UNIQUE INDEX inbox_id ON inbox (source, id)",
    "CREATE UNIQUE INDEX inbox_place ON inbox (place) WHERE place IS NOT NULL",
    "CREATE INDEX inbox_waiting ON inbox (entry) WHERE place IS NULL",
    "CREATE TABLE decision (number INTEGER PRIMARY KEY, place INTEGER NOT NULL, line TEXT NOT NULL)",
    // All that is known behind the event `place`, to go on from without hearing all events again.
    "CREATE TABLE snapshot (place INTEGER NOT NULL, bytes BLOB NOT NULL)",
    "CREATE TABLE letter (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, arrived INTEGER NOT NULL, source TEXT NOT "
    "NULL, reason TEXT NOT NULL, size INTEGER NOT NULL, message TEXT NOT NULL, settled INTEGER)",
    "CREATE INDEX letter_open ON letter (kind) WHERE settled IS NULL",
    // The commands of decisions. `decisions` had been taken on its need, with this one; `fallback` is what is done
    // about one that is parked; `undone` is 1 when a superseded one is out of the view and its need was asked for
    // again.
    "CREATE TABLE command (key TEXT PRIMARY KEY, decision INTEGER NOT NULL, verb TEXT NOT NULL, message TEXT NOT "
    "NULL, issued INTEGER NOT NULL, due INTEGER NOT NULL, step TEXT NOT NULL, failures INTEGER NOT NULL, unknown "
    "INTEGER NOT NULL, stale INTEGER NOT NULL, criticality TEXT NOT NULL, decisions INTEGER NOT NULL, fallback TEXT "
    "NOT NULL, undone INTEGER NOT NULL DEFAULT 0, sent INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '') "
    "WITHOUT ROWID",
    "CREATE INDEX command_due ON command (verb, step, due)",
    "CREATE INDEX command_step ON command (step, undone, fallback)",
    "CREATE INDEX command_under_way ON command (key) WHERE sent = 1",
    // What is known of the system that listens to a verb; `failed` are the instants of its failures.
    "CREATE TABLE breaker (verb TEXT PRIMARY KEY, circuit TEXT NOT NULL, until INTEGER NOT NULL, failed TEXT NOT "
    "NULL) WITHOUT ROWID",
};

std::string random_id() {
  std::array<unsigned char, 8> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 17> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return text.data();
}

}  // namespace

StateFile::StateFile(std::filesystem::path file, Use use) : file_(std::move(file)) {
  std::error_code untold;
  const bool there = std::filesystem::exists(file_, untold);
  if (!there && use != Use::begin) throw Refused(file_.string() + ": no such state of a host");
  if (there && !std::filesystem::is_regular_file(file_, untold))
    throw Refused(file_.string() + ": is no file; name another place for the state");
  if (use != Use::look) lock();
  try {
    database_ = std::make_unique<Database>(file_, use == Use::look ? Database::Mode::look : Database::Mode::make);
    check(use);
  } catch (...) {
    if (lock_ >= 0) ::close(lock_);
    throw;
  }
}

StateFile::~StateFile() {
  database_.reset();  // before others may begin
  if (lock_ >= 0) ::close(lock_);
}

/// A file of its own: closing any descriptor of the database would drop SQLite's locks on it.
void StateFile::lock() {
  const std::string name = file_.string() + "-lock";
  lock_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0) throw base::StoreError(name + ": cannot be written: " + std::strerror(errno));
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(std::exchange(lock_, -1));
  throw Refused(file_.string() + ": another process is at work with it; end that one, or speak to it through its " +
                "--listen address");
}

void StateFile::check(Use use) {
  Database& db = *database_;
  std::int64_t application = 0, layout = 0, tables = 0;
  try {
    application = db.number("PRAGMA application_id");
    layout = db.number("PRAGMA user_version");
    tables = db.number("SELECT count(*) FROM sqlite_schema");
  } catch (const base::StoreError&) {
    throw Refused(file_.string() + ": is no state of a host");
  }
  if (application != kApplication && (tables > 0 || use != Use::begin))
    throw Refused(file_.string() + ": is no state of a host");
  if (application == kApplication && layout != kLayout)
    throw Refused(file_.string() + ": has layout " + std::to_string(layout) + ", and this program knows " +
                  std::to_string(kLayout) + "; go on with the version that made it");
  if (use == Use::look) return;
  db.number("PRAGMA journal_mode = WAL");
  db.run("PRAGMA synchronous = FULL");
  db.number("PRAGMA wal_autocheckpoint = 4000");  // [pages]
  if (application == kApplication) return;
  Transaction t(db);
  for (const char* table : kTables) db.run(table);
  db.prepare("INSERT INTO fact VALUES ('id', ?)").run(random_id());
  db.run("PRAGMA application_id = " + std::to_string(kApplication));
  db.run("PRAGMA user_version = " + std::to_string(kLayout));
  t.commit();
}

Transaction::~Transaction() {
  if (database_) database_->roll_back();
}

void Transaction::commit() {
  database_->run("COMMIT");
  database_ = nullptr;
}

}  // namespace supplytwin::host
