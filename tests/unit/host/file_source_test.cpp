#include "host/file_source.hpp"

#include "../edge/small_world.hpp"
#include "host/state_file.hpp"

namespace supplytwin::host {
namespace {

using std::chrono::milliseconds;

std::vector<std::string> texts(FileSource& source, std::size_t at_once) {
  std::vector<std::string> all;
  while (!source.ended())
    for (const Arrival& a : source.take(at_once, milliseconds{100})) all.push_back(a.message);
  return all;
}

TEST(Files, LinesComeWithThePlaceBehindThem) {
  edge::Scratch scratch;
  const std::string file = scratch.path / "events";
  std::vector<std::string> lines;
  for (int i = 0; i < 5'000; ++i) lines.emplace_back(static_cast<std::size_t>(i % 97), 'a');
  edge::write_lines(file, lines);
  FileSource source(file);
  source.go_on(std::nullopt);
  EXPECT_EQ(texts(source, 7), lines);
  for (const std::size_t read : {std::size_t{1}, std::size_t{256}, std::size_t{4'999}}) {
    FileSource first(file);
    first.go_on(std::nullopt);
    std::uint64_t at = 0;
    std::size_t taken = 0;
    while (taken < read)
      for (const Arrival& a : first.take(read - taken, milliseconds{100})) at = a.at, ++taken;
    FileSource second(file);
    second.go_on(at);
    EXPECT_EQ(texts(second, 64), std::vector<std::string>(lines.begin() + static_cast<long>(read), lines.end()));
  }
}

TEST(Files, TheLastLineMayLackItsEnd) {
  edge::Scratch scratch;
  const std::string file = scratch.path / "events";
  std::ofstream(file) << "one\n{\"two\":2}";
  FileSource source(file);
  source.go_on(std::nullopt);
  EXPECT_EQ(texts(source, 1), (std::vector<std::string>{"one", "{\"two\":2}"}));
  EXPECT_EQ(source.remark(), "");
  std::ofstream(file, std::ios::app) << "\nthree\n";
  FileSource later(file);
  later.go_on(source.at());
  EXPECT_EQ(texts(later, 1), std::vector<std::string>{"three"}) << "and no empty line before it";
}

TEST(Files, ALastLineThatIsStillBeingWrittenIsLeftForLater) {
  edge::Scratch scratch;
  const std::string file = scratch.path / "events";
  const std::string line = R"({"id":"2","data":{}})";
  for (std::size_t written = 1; written < line.size(); ++written) {
    std::ofstream(file) << "one\n" << line.substr(0, written);
    FileSource source(file);
    source.go_on(std::nullopt);
    EXPECT_EQ(texts(source, 7), std::vector<std::string>{"one"}) << written;
    EXPECT_EQ(source.at(), 4U);
    EXPECT_NE(source.remark().find("its last line is not whole yet"), std::string::npos);
    std::ofstream(file, std::ios::app) << line.substr(written) << "\n";
    FileSource later(file);
    later.go_on(source.at());
    EXPECT_EQ(texts(later, 7), std::vector<std::string>{line}) << written;
  }
}

TEST(Files, ALineThatIsTooLongIsToldWithItsLength) {
  edge::Scratch scratch;
  const std::size_t length = (std::size_t{64} << 20) + 12'345;
  std::ofstream(scratch.path / "events") << "one\n" << std::string(length, 'x') << "\nthree\n";
  FileSource source(scratch.path / "events");
  source.go_on(std::nullopt);
  std::vector<std::pair<std::size_t, std::uint64_t>> sizes;
  while (!source.ended())
    for (const Arrival& a : source.take(10, milliseconds{100})) sizes.emplace_back(a.message.size(), a.size);
  ASSERT_EQ(sizes.size(), 3U);
  EXPECT_EQ(sizes[1].second, length);
  EXPECT_LE(sizes[1].first, std::size_t{64} << 20);
  EXPECT_EQ(sizes[2], (std::pair<std::size_t, std::uint64_t>{5, 5}));
}

TEST(Files, WhatIsNotThereOrShorterThanWasReadIsRefused) {
  edge::Scratch scratch;
  EXPECT_THROW(FileSource(scratch.path / "none"), Refused);
  EXPECT_THROW(FileSource(scratch.path.string()), Refused);
  edge::write_lines(scratch.path / "events", {"one"});
  FileSource source(scratch.path / "events");
  EXPECT_THROW(source.go_on(100), Refused);
}

}  // namespace
}  // namespace supplytwin::host
