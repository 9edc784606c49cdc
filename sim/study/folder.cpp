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
#include <system_error>

#include "store/durable.hpp"

namespace supplytwin::study {
namespace {

using Line = std::pair<std::string, std::string>;
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
  if (plan.overrides.seed) lines.emplace_back("override_seed", std::to_string(*plan.overrides.seed));
  if (plan.overrides.replications)
    lines.emplace_back("override_replications", std::to_string(*plan.overrides.replications));
  if (!plan.overrides.policies.empty()) lines.emplace_back("override_policies", joined(plan.overrides.policies));
  return lines;
}

/// What decides the results.
std::vector<Line> identity_lines(const Plan& plan) {
  const store::Provenance& from = plan.provenance;
  std::vector<Line> lines{{"scenario", from.scenario},
                          {"scenario_sha256", from.scenario_sha256},
                          {"model_sha256", from.model_sha256},
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

std::vector<Line> read_lines(const std::filesystem::path& folder) {
  const auto file = description_in(folder);
  std::ifstream in(file);
  if (!in && std::filesystem::exists(file)) throw Refused(file.string() + ": cannot be read");
  if (!in) throw Refused(folder.string() + ": no study here (study.txt is missing); `supplytwin run` makes one");
  std::vector<Line> lines;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto colon = line.find(": ");
    if (colon == std::string::npos)
      throw Refused(file.string() + ": '" + line +
                    "' is not `key: value`; put the file back, or remove the folder and run again");
    lines.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return lines;
}

std::optional<std::string> value_of(const std::vector<Line>& lines, const std::string& key) {
  const auto it = std::find_if(lines.begin(), lines.end(), [&](const Line& l) { return l.first == key; });
  return it == lines.end() ? std::nullopt : std::optional(it->second);
}

template <class Number>
std::optional<Number> number_of(const std::filesystem::path& folder, const std::vector<Line>& lines,
                                const std::string& key) {
  const auto text = value_of(lines, key);
  if (!text) return std::nullopt;
  Number value{};
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size())
    throw Refused(description_in(folder).string() + ": " + key + " '" + *text +
                  "' is not a whole number; put the file back");
  return value;
}

/// A digest is shown by its first digits.
std::string shown(const std::string& value) { return value.size() == 64 ? value.substr(0, 12) + "..." : value; }

}  // namespace

Lock::Lock(const std::filesystem::path& folder) {
  const auto file = folder / "lock";
  descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0)
    throw base::StoreError(file.string() + ": cannot be opened: " + std::generic_category().message(errno));
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor_);
    throw Refused(folder.string() + ": another process is writing this study; wait for it, or choose another --out");
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
  if (std::filesystem::is_directory(path_ / "shards"))
    for (const auto& entry : std::filesystem::directory_iterator(path_ / "shards"))
      if (entry.path().extension() == ".h5") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

bool Folder::is_study() const { return std::filesystem::exists(description_in(path_)); }

void Folder::prepare() const {
  const bool exists = std::filesystem::exists(path_);
  // What a run leaves that was killed before it said what it is.
  const auto ours = [](const std::filesystem::directory_entry& entry) {
    const auto name = entry.path().filename();
    return name == "lock" || name == "study.txt.partial" ||
           (name == "shards" && std::filesystem::is_empty(entry.path()));
  };
  const bool empty_folder =
      exists && std::filesystem::is_directory(path_) &&
      std::all_of(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator(), ours);
  if (exists && !empty_folder && !is_study())
    throw Refused(path_.string() + ": is there already and is not a study; choose another --out");
  std::error_code error;
  std::filesystem::create_directories(path_ / "shards", error);
  if (error)
    throw base::StoreError(path_.string() + ": cannot be made: " + error.message() + "; choose another --out");
}

void Folder::describe(const Plan& plan) const {
  const auto file = description_in(path_), partial = path_ / "study.txt.partial";
  {
    std::ofstream out(partial, std::ios::trunc);
    out << kTitle << "\nformat: 1\n";
    for (const auto& lines : {origin_lines(plan), identity_lines(plan)})
      for (const auto& [key, value] : lines) {
        if (value.find('\n') != std::string::npos) throw Refused(file.string() + ": " + key + " has a line break");
        out << key << ": " << value << '\n';
      }
    out.flush();
    if (!out) throw base::StoreError(file.string() + ": cannot be written; free space or choose another --out");
  }
  store::rename_durably(partial, file);
}

std::pair<std::filesystem::path, Overrides> Folder::origin() const {
  const auto lines = read_lines(path_);
  const auto file = value_of(lines, "scenario_file");
  if (!file || value_of(lines, "format") != "1")
    throw Refused(description_in(path_).string() +
                  ": not of a format that this version reads; use the version that wrote it");
  Overrides overrides;
  overrides.seed = number_of<std::uint64_t>(path_, lines, "override_seed");
  overrides.replications = number_of<std::uint32_t>(path_, lines, "override_replications");
  if (const auto names = value_of(lines, "override_policies")) overrides.policies = parted(*names);
  return {*file, overrides};
}

void Folder::check_same(const Plan& plan, const std::string& advice) const {
  const auto stored = read_lines(path_);
  std::string differing;
  for (const auto& [key, value] : identity_lines(plan)) {
    const auto was = value_of(stored, key);
    if (was != value)
      differing += "\n  " + key + ": here " + (was ? shown(*was) : std::string("absent")) + ", now " + shown(value);
  }
  if (!differing.empty()) throw Refused(path_.string() + ": holds another study; " + advice + differing);
}

void Folder::sweep() const {
  for (const auto& folder : {path_, path_ / "shards"})
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".partial") std::filesystem::remove(entry.path());
}

}  // namespace supplytwin::study
