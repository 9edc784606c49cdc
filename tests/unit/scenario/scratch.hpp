#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "scenario/scenario.hpp"

namespace supplytwin::scenario {

inline std::filesystem::path data() { return std::filesystem::path(SOURCE_DIR) / "tests/unit/scenario/data"; }

/// A copy of the small scenario in a temporary folder, to be spoiled by a test.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "supplytwin-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    std::filesystem::copy(data(), folder_, std::filesystem::copy_options::recursive);
  }
  ~Scratch() { std::filesystem::remove_all(folder_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string text(const std::string& file) const {
    std::ifstream in(folder_ / file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
  }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }
  void remove(const std::string& file) const { std::filesystem::remove_all(folder_ / file); }
  /// Replaces the one place where `from` stands.
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string all = text(file);
    const std::size_t at = all.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    ASSERT_EQ(all.find(from, at + 1), std::string::npos) << from << " stands twice";
    write(file, all.replace(at, from.size(), to));
  }

  Scenario read() const { return scenario::read(folder_ / "scenario.yaml"); }
  /// The faults of reading it, their files named from the scenario's folder.
  std::vector<base::Fault> faults() const {
    try {
      read();
    } catch (const base::ScenarioError& e) {
      std::vector<base::Fault> all = e.faults;
      for (base::Fault& f : all) {
        f.file = without_folder(f.file);
        f.message = without_folder(f.message);
      }
      return all;
    }
    return {};
  }
  /// Their texts, one after the other.
  std::string told() const {
    std::string all;
    for (const base::Fault& f : faults()) all += f.text() + "\n";
    return all;
  }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::string without_folder(std::string text) const {
    const std::string prefix = folder_.string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
      text.erase(at, prefix.size());
    return text;
  }

  std::filesystem::path folder_;
};

}  // namespace supplytwin::scenario
