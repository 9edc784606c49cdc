#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "experiment/task.hpp"
#include "study/plan.hpp"

namespace supplytwin::study {

/// A folder that cannot serve: it holds something else or nothing that can be read, or somebody is at work in it.
struct Refused : base::Error {
  using base::Error::Error;
};

/// Keeps other processes from writing a study while it lives; the system releases it even after kill -9.
class Lock {
 public:
  /// Throws Refused when another process holds it.
  explicit Lock(const std::filesystem::path& folder);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int descriptor_ = -1;
};

/// The folder of a study: `study.txt` says what it is, `shards/` holds what is done, `results.h5` all of it.
class Folder {
 public:
  explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path results() const { return path_ / "results.h5"; }
  std::filesystem::path shard(const experiment::Task& task) const;
  /// The shards under their final names, in name order.
  std::vector<std::filesystem::path> shards() const;
  /// Whether every shard that the study, or the part that this folder is for, asks of it is there.
  bool has_all_shards() const;

  bool is_study() const;
  /// Throws Refused when there is something here that is not a study; makes the folder when there is nothing.
  void prepare() const;
  /// Writes study.txt.
  void describe(const Plan& plan) const;
  /// The scenario file and overrides that study.txt names. Throws Refused when it was edited.
  std::pair<std::filesystem::path, Overrides> origin() const;
  /// Throws Refused naming what differs when study.txt describes another study than `plan`. Where the scenario file
  /// stands does not matter.
  void check_same(const Plan& plan, const std::string& advice) const;
  /// Removes what a killed run left half-written.
  void sweep() const;

 private:
  std::filesystem::path path_;
};

}  // namespace supplytwin::study
