#include "study/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <optional>
#include <span>
#include <system_error>

#include "base/digest.hpp"
#include "store/durable.hpp"
#include "study/look.hpp"

namespace supplytwin::study {
namespace {

using Line = std::pair<std::string, std::string>;
constexpr std::string_view kSum = "sum: ";
constexpr const char* kFormat = "2";
constexpr const char* kTitle = "# A study of supplytwin. `supplytwin resume` reads this file; it is not for editing.";

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : ",") + w;
  return out;
}

std::vector<std::string> parted(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    words.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

/// How the study was asked for.
std::vector<Line> origin_lines(const Plan& plan) {
  std::vector<Line> lines{{"scenario_file", plan.file.string()}};
  if (plan.overrides.part) lines.emplace_back("part", words(*plan.overrides.part));
  if (plan.overrides.seed) lines.emplace_back("override_seed", std::to_string(*plan.overrides.seed));
  if (plan.overrides.replications)
    lines.emplace_back("override_replications", std::to_string(*plan.overrides.replications));
  if (!plan.overrides.policies.empty()) lines.emplace_back("override_policies", joined(plan.overrides.policies));
  if (!plan.overrides.from.empty()) lines.emplace_back("override_from", plan.overrides.from.string());
  return lines;
}

/// What decides the results.
std::vector<Line> identity_lines(const Plan& plan) {
  const store::Provenance& from = plan.provenance;
  std::vector<Line> lines{{"scenario", from.scenario},
                          {"scenario_sha256", from.scenario_sha256},
                          {"model_sha256", from.model_sha256},
                          {"snapshot_sha256", from.snapshot_sha256},
                          {"seed", std::to_string(from.seed)},
                          {"replications", std::to_string(from.replications_planned)},
                          {"block", std::to_string(plan.block)},
                          {"policies", joined(plan.policies)},
                          {"baseline", from.baseline}};
  for (std::size_t p = 0; p < plan.policies.size(); ++p)
    lines.emplace_back("policy_sha256 " + plan.policies[p], from.policy_sha256[p]);
  lines.emplace_back("version", from.version);
  lines.emplace_back("git_commit", from.git_commit);
  return lines;
}

std::filesystem::path description_in(const std::filesystem::path& folder) { return folder / "study.txt"; }

std::optional<std::string> value_of(const std::vector<Line>& lines, const std::string& key) {
  const auto it = std::find_if(lines.begin(), lines.end(), [&](const Line& l) { return l.first == key; });
  return it == lines.end() ? std::nullopt : std::optional(it->second);
}

/// The last line is the sum of those above, so that an edited file is not taken for another study.
std::string sum_of(const std::string& text) { return base::hex(base::sha256(std::string_view(text))); }

Refused edited(const std::filesystem::path& file) {
  return Refused(
      path_in_words(file) +
      ": was edited or cut since it was written, so what is here may not be what it says; put it back as it "
      "was, or remove the folder and run again");
}

std::vector<Line> read_lines(const std::filesystem::path& folder) {
  const auto file = description_in(folder);
  if (!is_there(file))
    throw Refused(path_in_words(folder) + ": no study here (study.txt is missing); `supplytwin run` makes one");
  std::ifstream in(file);
  if (!in) throw Refused(path_in_words(file) + ": cannot be read; see to its permissions");
  std::vector<Line> lines;
  std::string text, sum;
  for (std::string line; std::getline(in, line); text += line + '\n') {
    if (line.starts_with(kSum)) {
      sum = line.substr(kSum.size());
      if (sum != sum_of(text)) throw edited(file);
      continue;
    }
    if (line.empty() || line[0] == '#') continue;
    const auto colon = line.find(": ");
    if (!sum.empty() || colon == std::string::npos) throw edited(file);
    lines.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  if (text.empty() && sum.empty())
    throw Refused(path_in_words(file) +
                  ": is empty, so nothing says which study is here; put it back as it was, or remove the folder and "
                  "run again");
  if (value_of(lines, "format") != kFormat)
    throw Refused(path_in_words(file) + ": not of a format that this version reads; use the version that wrote it");
  if (sum.empty()) throw edited(file);
  return lines;
}

template <class Number>
std::optional<Number> number_of(const std::filesystem::path& folder, const std::vector<Line>& lines,
                                const std::string& key) {
  const auto text = value_of(lines, key);
  if (!text) return std::nullopt;
  Number value{};
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size()) throw edited(description_in(folder));
  return value;
}

/// A digest is shown by its first digits.
std::string shown(const std::string& value) { return value.size() == 64 ? value.substr(0, 12) + "..." : value; }

}  // namespace

Lock::Lock(const std::filesystem::path& folder) {
  const auto file = folder / "lock";
  descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0)
    throw base::StoreError(path_in_words(file) + ": cannot be opened: " + std::generic_category().message(errno));
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor_);
    throw Refused(path_in_words(folder) +
                  ": another process is writing this study; wait for it, or choose another folder");
  }
}

Lock::~Lock() { close(descriptor_); }

std::filesystem::path Folder::shard(const experiment::Task& task) const {
  char name[32];
  std::snprintf(name, sizeof name, "%06u.h5", task.index);
  return path_ / "shards" / name;
}

std::vector<std::filesystem::path> Folder::shards() const {
  std::vector<std::filesystem::path> files;
  if (is_folder(path_ / "shards")) files = entries(path_ / "shards");
  std::erase_if(files, [](const std::filesystem::path& file) { return file.extension() != ".h5"; });
  return files;
}

bool Folder::has_all_shards() const {
  const auto lines = read_lines(path_);
  const auto replications = number_of<std::uint32_t>(path_, lines, "replications");
  const auto block = number_of<std::uint32_t>(path_, lines, "block");
  if (!replications || !block || *block == 0) throw edited(description_in(path_));
  const auto part = origin().second.part;
  return std::ranges::all_of(experiment::tasks(*replications, *block), [&](const experiment::Task& task) {
    return (part && !part->has(task.index)) || is_there(shard(task));
  });
}

bool Folder::is_study() const { return is_there(description_in(path_)); }

void Folder::prepare() const {
  const bool exists = is_there(path_);
  // What a run leaves that was killed before it said what it is.
  const auto ours = [](const std::filesystem::path& entry) {
    const auto name = entry.filename();
    return name == "lock" || name == "study.txt.partial" ||
           (name == "shards" && is_folder(entry) && entries(entry).empty());
  };
  const bool empty_folder = exists && is_folder(path_) && std::ranges::all_of(entries(path_), ours);
  if (exists && !empty_folder && !is_study())
    throw Refused(path_in_words(path_) + ": is there already and is not a study; choose another folder");
  std::error_code error;
  std::filesystem::create_directories(path_ / "shards", error);
  if (error)
    throw base::StoreError(path_in_words(path_) + ": cannot be made: " + error.message() + "; choose another folder");
}

void Folder::describe(const Plan& plan) const {
  const auto file = description_in(path_);
  std::string text = std::string(kTitle) + "\nformat: " + kFormat + "\n";
  for (const auto& lines : {origin_lines(plan), identity_lines(plan)})
    for (const auto& [key, value] : lines) {
      if (value.find('\n') != std::string::npos)
        throw Refused(path_in_words(file) + ": " + key + " has a line break");
      text += key + ": " + value + "\n";
    }
  text += std::string(kSum) + sum_of(text) + '\n';
  try {
    store::write_whole(file, std::as_bytes(std::span(text)));
  } catch (const base::StoreError& e) {
    throw base::StoreError(path_in_words(file) + ": cannot be written: " + e.what() +
                           "; free space or choose another folder");
  }
}

std::pair<std::filesystem::path, Overrides> Folder::origin() const {
  const auto lines = read_lines(path_);
  const auto file = value_of(lines, "scenario_file");
  if (!file) throw edited(description_in(path_));
  Overrides overrides;
  if (const auto part = value_of(lines, "part")) {
    overrides.part = part_of(*part);
    if (!overrides.part) throw edited(description_in(path_));
  }
  overrides.seed = number_of<std::uint64_t>(path_, lines, "override_seed");
  overrides.replications = number_of<std::uint32_t>(path_, lines, "override_replications");
  if (const auto names = value_of(lines, "override_policies")) overrides.policies = parted(*names);
  if (const auto from = value_of(lines, "override_from")) overrides.from = *from;
  return {*file, overrides};
}

void Folder::check_same(const Plan& plan, const std::string& advice) const {
  const auto stored = read_lines(path_);
  std::string differing;
  const auto compare = [&](const std::string& key, const std::string& was, const std::string& value) {
    if (was != value) differing += "\n  " + key + ": here " + shown(was) + ", now " + shown(value);
  };
  for (const auto& [key, value] : identity_lines(plan)) compare(key, value_of(stored, key).value_or("absent"), value);
  compare("part", value_of(stored, "part").value_or("all"),
          plan.overrides.part ? words(*plan.overrides.part) : "all");
  if (!differing.empty()) throw Refused(path_in_words(path_) + ": holds another study; " + advice + differing);
}

void Folder::sweep() const {
  for (const auto& folder : {path_, path_ / "shards"})
    for (const auto& entry : entries(folder))
      if (entry.extension() == ".partial") std::filesystem::remove(entry);
}

}  // namespace supplytwin::study
