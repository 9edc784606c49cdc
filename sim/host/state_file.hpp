#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "host/sqlite.hpp"

namespace supplytwin::host {

/// What a host was given and cannot work with, and what to do about it.
struct Refused : base::Error {
  using Error::Error;
};

/// The one file in which all that a host must not forget stands: SQLite in WAL mode, synced at each commit. One
/// process at a time changes it; others may look meanwhile.
class StateFile {
 public:
  enum class Use : std::uint8_t {
    begin,  ///< make it where there is none
    go_on,  ///< it must be there
    look,   ///< only read, also while a host is at work
  };
  /// Throws Refused for another kind or layout of file or when another process holds it, base::StoreError when it
  /// cannot be read or written.
  StateFile(std::filesystem::path file, Use use);
  ~StateFile();
  StateFile(const StateFile&) = delete;
  StateFile& operator=(const StateFile&) = delete;

  Database& database() { return *database_; }
  const std::string& name() const { return database_->file(); }

 private:
  void lock();
  void check(Use use);

  std::filesystem::path file_;
  int lock_ = -1;
  std::unique_ptr<Database> database_;
};

/// A transaction: all of it happens, or nothing.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(&database) { database.run("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// On the disk when it returns. Throws base::StoreError.
  void commit();

 private:
  Database* database_;
};

/// As long as it lives, all that is read is of the instant of the first reading, whatever others write meanwhile.
class Reading {
 public:
  explicit Reading(Database& database) : database_(&database) { database.run("BEGIN"); }
  ~Reading() { database_->roll_back(); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  Database* database_;
};

}  // namespace supplytwin::host
