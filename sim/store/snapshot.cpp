#include "store/snapshot.hpp"

#include <set>
#include <system_error>

#include "store/durable.hpp"
#include "store/h5.hpp"
#include "store/image.hpp"
#include "store/reader.hpp"
#include "store/schema.hpp"
#include "store/whole.hpp"

namespace supplytwin::store {
namespace {

constexpr Kind kSnapshot{"a snapshot", "; expected is a file that `supplytwin snapshot` makes",
                         "; take the snapshot again"};

void write_words(hid_t object, const std::string& doc) {
  const Words words = split_unit(doc);
  h5::write_attribute(object, "long_name", words.text);
  h5::write_attribute(object, "units", words.unit);
}

void write_table(hid_t file, const base::Table& table, std::set<std::string>& groups) {
  for (std::size_t slash = 0; slash != std::string::npos;) {
    slash = table.name.find('/', slash + 1);
    const std::string path = table.name.substr(0, slash);
    if (groups.insert(path).second) h5::create_group(file, path);
  }
  for (const base::Column& column : table.columns) {
    const hsize_t rows = column.values.size();
    const std::span<const hsize_t> extent(&rows, 1);
    const h5::Handle dataset = h5::create_dataset(file, table.name + "/" + column.name, H5T_STD_I64LE, extent,
                                                  rows == 0 ? std::span<const hsize_t>() : extent);
    if (rows > 0) h5::write_all(dataset, column.values);
    write_words(dataset, column.doc);
  }
}

constexpr const char* kNames = "names";

void write_names(hid_t file, const std::vector<base::Names>& names) {
  h5::create_group(file, kNames);
  for (const base::Names& n : names) {
    const hsize_t rows = n.values.size();
    const h5::Handle dataset =
        h5::create_dataset(file, std::string(kNames) + "/" + n.name, h5::text_type(), {&rows, 1}, {});
    if (rows > 0) h5::write_all(dataset, n.values);
    h5::write_attribute(dataset, "long_name", n.doc);
  }
}

void read_tables(hid_t file, const std::string& path, base::Tables& tables) {
  base::Table table{path, {}, {}};
  std::vector<std::string> groups;
  for (const h5::Member& member : h5::members(file, path.empty() ? "/" : path)) {
    const std::string name = path.empty() ? member.name : path + "/" + member.name;
    if (name == kNames) continue;
    if (member.group)
      groups.push_back(name);
    else
      table.columns.push_back({member.name, {}, h5::read_integers(h5::open_dataset(file, name))});
  }
  if (!table.columns.empty()) tables.push_back(std::move(table));
  for (const std::string& group : groups) read_tables(file, group, tables);
}

}  // namespace

void write_snapshot(const std::filesystem::path& path, const SnapshotFile& snapshot) {
  const h5::Quiet quiet;
  try {
    std::vector<std::byte> image;
    h5::Handle file = h5::create_file(image);
    h5::write_attribute(file, "title", "supplytwin snapshot of " + snapshot.header.scenario);
    h5::write_attribute(file, "snapshot_version", kSnapshotVersion);
    base::for_each_field<SnapshotHeader>(
        [&](const auto& field) { h5::write_attribute(file, field.name, snapshot.header.*field.member); });
    write_names(file, snapshot.names);
    std::set<std::string> groups;
    for (const base::Table& table : snapshot.tables) write_table(file, table, groups);
    put_sealed(path, file, image);
  } catch (const base::StoreError& e) {
    std::error_code ignored;
    std::filesystem::remove(partial_name(path), ignored);
    throw base::StoreError(path.string() + ": cannot be written: " + e.what() +
                           "; see to its folder and to free space, or choose another name");
  }
}

SnapshotFile read_snapshot(const std::filesystem::path& path) {
  check_whole(path, kSnapshot);
  const h5::Quiet quiet;
  bool results = false;
  try {
    const h5::Handle file = h5::open_file(path);
    results = h5::has_attribute(file, "layout_version");
    std::int64_t version = 0;
    h5::read_attribute(file, "snapshot_version", version);
    if (version != kSnapshotVersion)
      throw base::StoreError("it is of layout " + std::to_string(version) + ", this version reads " +
                             std::to_string(kSnapshotVersion));
    SnapshotFile snapshot;
    base::for_each_field<SnapshotHeader>(
        [&](const auto& field) { h5::read_attribute(file, field.name, snapshot.header.*field.member); });
    read_tables(file, "", snapshot.tables);
    return snapshot;
  } catch (const base::StoreError& e) {
    if (results) throw Unusable(path.string() + ": a results file, no snapshot" + std::string(kSnapshot.expected));
    throw Unusable(path.string() + ": whole, but not a snapshot that this version reads: " + e.what() +
                   std::string(kSnapshot.mend));
  }
}

}  // namespace supplytwin::store
