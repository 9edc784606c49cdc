#include "study/merge.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>

#include "base/error.hpp"
#include "store/merge.hpp"
#include "study/folder.hpp"
#include "study/kept.hpp"
#include "study/look.hpp"

namespace supplytwin::study {
namespace {

/// Whether two folders hold the same shard: equal to the last byte.
bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  if (a.filename() != b.filename() || std::filesystem::file_size(a) != std::filesystem::file_size(b)) return false;
  std::ifstream in_a(a, std::ios::binary), in_b(b, std::ios::binary);
  using Bytes = std::istreambuf_iterator<char>;
  return in_a && in_b && std::equal(Bytes(in_a), Bytes(), Bytes(in_b), Bytes());
}

std::vector<std::filesystem::path> shards_of(const std::vector<std::filesystem::path>& folders) {
  std::vector<std::filesystem::path> shards;
  for (const auto& path : folders) {
    const Folder folder(path);
    if (!folder.is_study()) throw Refused(path_in_words(path) + ": no study here (study.txt is missing)");
    for (const auto& shard : folder.shards()) {
      const auto twin = std::ranges::find_if(shards, [&](const auto& other) { return same_file(other, shard); });
      if (twin == shards.end()) shards.push_back(shard);
    }
  }
  return shards;
}

/// Throws Refused when results hold replications that the shards do not.
void check_no_fewer(const store::Reader& there, const std::filesystem::path& results,
                    const std::vector<std::filesystem::path>& shards) {
  std::set<std::int64_t> lacking(there.replications().begin(), there.replications().end());
  for (const auto& shard : shards) {
    const store::Reader reader(shard);
    for (const std::int64_t r : reader.replications()) lacking.erase(r);
  }
  if (lacking.empty()) return;
  throw Refused(path_in_words(results) + ": holds " + std::to_string(there.replications().size()) +
                " replications, " + std::to_string(lacking.size()) +
                " of them in no shard here; move it away, or join into another folder");
}

/// Throws Refused when joined results must not be put there: nothing is overwritten but results of the same study
/// that hold no more, and nothing is put among what somebody else keeps, unless the file is `named`.
void check_target(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& results, bool named,
                  const std::vector<std::filesystem::path>& shards) {
  const auto is_at = [](const std::filesystem::path& place) {
    return [place](const std::filesystem::path& folder) {
      return is_there(place) && is_there(folder) && std::filesystem::equivalent(folder, place);
    };
  };
  const auto parent = results.has_parent_path() ? results.parent_path() : std::filesystem::path(".");
  const bool own = std::any_of(folders.begin(), folders.end(), is_at(parent));
  const auto refuse = [&](const std::filesystem::path& what, const std::string& why) {
    return Refused(path_in_words(what) + ": " + why + "; choose another folder");
  };
  if (is_there(parent) && !is_folder(parent)) throw refuse(parent, "is a file, neither a folder nor an .h5 file");
  if (parent.filename() == "shards" && Folder(parent / "..").is_study())
    throw refuse(parent, "keeps the shards of a study");
  if (!own && Folder(parent).is_study()) throw refuse(parent, "is a study that is not among those to be joined");

  std::string torn;
  const auto there = whole(results, torn);
  if (there) {
    check_same_study(*there, store::Reader(shards.front()).header());
    return check_no_fewer(*there, results, shards);
  }
  if (own && results.filename() == "results.h5") return;
  if (!torn.empty()) throw refuse(results, "is there already and holds no results of this study");
  if (!named && is_there(parent) && !entries(parent).empty())
    throw refuse(parent, "is there already and is not a study");
}

}  // namespace

Summary merge(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& out) {
  const bool named = out.extension() == ".h5" && !is_folder(out);
  const auto results = named ? out : out / "results.h5";
  const auto parent = results.has_parent_path() ? results.parent_path() : std::filesystem::path(".");
  const auto shards = shards_of(folders);
  if (shards.empty()) throw Refused(path_in_words(folders.front()) + ": has no shards yet; resume it first");
  check_target(folders, results, named, shards);

  std::error_code error;
  std::filesystem::create_directories(parent, error);
  if (error) throw base::StoreError(path_in_words(parent) + ": cannot be made: " + error.message());
  std::optional<Lock> lock;  // a folder that is no study has nobody else who writes there
  if (Folder(parent).is_study()) lock.emplace(parent);
  Summary summary;
  summary.replications = store::merge(shards, results);
  summary.planned = store::Reader(results).header().provenance.replications_planned;
  summary.folder = parent;
  summary.results = results;
  return summary;
}

}  // namespace supplytwin::study
