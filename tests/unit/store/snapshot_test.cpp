#include "store/snapshot.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "store/reader.hpp"

namespace supplytwin::store {
namespace {

namespace fs = std::filesystem;

class Snapshots : public testing::Test {
 protected:
  Snapshots() : folder_(fs::path(testing::TempDir()) / ("supplytwin-snapshot-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    file_.header.scenario = "made-up";
    file_.header.scenario_text = "scenario: made-up\n";
    file_.header.seed = ~std::uint64_t{0};
    file_.header.at = 1'727'755'200'000;
    file_.header.happened = {"outage erp 1 2", "allocation D1  3 4 5"};
    file_.tables = {{"state", "all", {{"now", "the instant [ms]", {7}}, {"flag", "yes", {1}}}},
                    {"state/shelves", "some", {{"on_hand", "there [each]", {1, -2, 3}}}},
                    {"state/view/stock", "none", {{"on_hand", "there [each]", {}}}}};
    file_.names = {{"site", "sites", {"H01", "Hôpital"}}};
  }
  ~Snapshots() override { fs::remove_all(folder_); }
  std::string refusal(const fs::path& path) const {
    try {
      read_snapshot(path);
      return {};
    } catch (const Unusable& e) {
      return e.what();
    }
  }

  fs::path folder_;
  SnapshotFile file_;
};

TEST_F(Snapshots, ComeBackAsTheyWereWritten) {
  const fs::path path = folder_ / "a.h5";
  write_snapshot(path, file_);
  EXPECT_FALSE(fs::exists(folder_ / "a.h5.partial"));
  const SnapshotFile read = read_snapshot(path);
  EXPECT_EQ(read.header, file_.header);
  ASSERT_EQ(read.tables.size(), file_.tables.size());
  for (std::size_t t = 0; t < read.tables.size(); ++t) {
    EXPECT_EQ(read.tables[t].name, file_.tables[t].name);
    ASSERT_EQ(read.tables[t].columns.size(), file_.tables[t].columns.size());
    for (std::size_t c = 0; c < read.tables[t].columns.size(); ++c) {
      EXPECT_EQ(read.tables[t].columns[c].name, file_.tables[t].columns[c].name);
      EXPECT_EQ(read.tables[t].columns[c].values, file_.tables[t].columns[c].values);
    }
  }
}

TEST_F(Snapshots, EqualOnesAreEqualByteByByte) {
  write_snapshot(folder_ / "a.h5", file_);
  write_snapshot(folder_ / "b.h5", file_);
  const auto bytes = [&](const char* name) {
    std::ifstream in(folder_ / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  EXPECT_EQ(bytes("a.h5"), bytes("b.h5"));
}

TEST_F(Snapshots, WhatIsNoneOrIsDamagedIsRefused) {
  const std::string a = (folder_ / "a.h5").string();
  EXPECT_EQ(refusal(a), a + ": no such file; expected is a file that `supplytwin snapshot` makes");
  EXPECT_EQ(refusal(folder_), folder_.string() + ": a folder stands where a snapshot is expected");
  write_snapshot(a, file_);
  EXPECT_THROW(Reader{a}, Unusable);
  {
    std::fstream changed(a, std::ios::in | std::ios::out | std::ios::binary);
    changed.seekp(3000);
    changed.put('\x55');
  }
  EXPECT_EQ(refusal(a), a + ": damaged or incomplete: its content is not what was written; take the snapshot again");
  fs::resize_file(a, fs::file_size(a) - 100);
  EXPECT_EQ(refusal(a), a + ": damaged or incomplete: it does not end with its seal; take the snapshot again");
}

TEST_F(Snapshots, AFolderThatIsNotThereIsSaid) {
  const std::string path = (folder_ / "nowhere/a.h5").string();
  try {
    write_snapshot(path, file_);
    FAIL();
  } catch (const base::StoreError& e) {
    EXPECT_EQ(e.what(),
              path +
                  ": cannot be written: No such file or directory; see to its folder and to free space, or choose "
                  "another name");
  }
}

}  // namespace
}  // namespace supplytwin::store
