#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "outcome/record.hpp"
#include "store/header.hpp"

namespace supplytwin::store {

/// Writes a results file: a shard of a study, or all of it. Nothing stands under its name before it is whole: it
/// grows under `<name>.partial`, is synced to the disk and then renamed.
class Writer {
 public:
  /// `replications` are the numbers along that dimension, ascending.
  Writer(std::filesystem::path path, const Header& header, std::vector<std::int64_t> replications);
  /// An unfinished file is removed.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Stores one record, each place once, in any order.
  void put(std::size_t policy, std::size_t replication, const outcome::Record& record);
  /// Gives the file its name; throws StoreError when a place is empty or the disk refuses.
  void finish();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace supplytwin::store
