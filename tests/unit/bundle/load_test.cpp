#include "bundle/load.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace supplytwin::bundle {
namespace {

namespace fs = std::filesystem;

class LoadTest : public testing::Test {
 protected:
  LoadTest() : folder_(fs::path(testing::TempDir()) / ("supplytwin_load_" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~LoadTest() override { fs::remove_all(folder_); }

  /// The message of the fault, or the text.
  std::string loaded(const fs::path& file, std::size_t most = std::size_t{1} << 20) {
    std::vector<base::Fault> faults;
    const auto text = load(file, most, faults);
    EXPECT_EQ(faults.size(), text ? 0u : 1u);
    return text ? *text : faults.front().message;
  }

  fs::path folder_;
};

TEST_F(LoadTest, ReadsUpToItsLimit) {
  std::ofstream(folder_ / "a") << "abcd";
  EXPECT_EQ(loaded(folder_ / "a", 4), "abcd");
  EXPECT_EQ(loaded(folder_ / "a", 3), "more than 0 MiB; this is no file of this kind");
}

// None of these is read: a pipe would block, a sparse file of 6 GB would fill the memory.
TEST_F(LoadTest, WhatIsNoFileIsToldAtOnce) {
  EXPECT_EQ(loaded(folder_ / "nowhere"), "no such file");
  EXPECT_EQ(loaded(folder_), "this is a folder; expected a file");
  EXPECT_EQ(loaded(""), "the name of a file is empty; name one");
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(loaded(folder_ / "pipe"), "a pipe or a device; expected a file");
  EXPECT_EQ(loaded("/dev/zero"), "a pipe or a device; expected a file");
  std::ofstream(folder_ / "sparse") << "x";
  fs::resize_file(folder_ / "sparse", std::uintmax_t{6} << 30);
  EXPECT_EQ(loaded(folder_ / "sparse"), "more than 1 MiB; this is no file of this kind");
}

TEST_F(LoadTest, WhatTheSystemRefusesIsToldWithItsReason) {
  fs::create_symlink("loop", folder_ / "loop");
  EXPECT_EQ(loaded(folder_ / "loop"),
            "cannot be read: Too many levels of symbolic links; see to its path and its permissions");
  EXPECT_EQ(loaded(folder_ / std::string(300, 'n')),
            "cannot be read: File name too long; see to its path and its permissions");
}

}  // namespace
}  // namespace supplytwin::bundle
