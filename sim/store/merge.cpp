#include "store/merge.hpp"

#include <algorithm>
#include <string>

#include "store/reader.hpp"
#include "store/writer.hpp"

namespace supplytwin::store {
namespace {

void check_same_study(const Reader& a, const Reader& b) {
  const auto differing = differing_fields(a.header(), b.header());
  if (!differing.empty())
    throw Unusable(b.path().string() + " and " + a.path().string() + " come from different studies: " + differing +
                   "; merge only shards of one study");
}

}  // namespace

std::int64_t merge(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& results) {
  if (shards.empty()) throw Unusable(results.string() + ": nothing to merge; run or resume the study first");
  std::vector<Reader> readers;
  for (const auto& path : shards) {
    readers.emplace_back(path);
    check_same_study(readers.front(), readers.back());
  }
  std::sort(readers.begin(), readers.end(),
            [](const Reader& a, const Reader& b) { return a.replications() < b.replications(); });

  std::vector<std::int64_t> replications;
  const Reader* before = nullptr;
  for (const Reader& reader : readers) {
    if (!replications.empty() && reader.replications().front() <= replications.back())
      throw Unusable(reader.path().string() + ": replication " + std::to_string(reader.replications().front()) +
                     " is in " + before->path().string() + " too, with other figures; one of them is not what this " +
                     "program makes, so take one away and resume");
    replications.insert(replications.end(), reader.replications().begin(), reader.replications().end());
    before = &reader;
  }

  Writer writer(results, readers.front().header(), replications);
  std::size_t first = 0;
  for (const Reader& reader : readers) {
    for (std::size_t r = 0; r < reader.replications().size(); ++r)
      for (std::size_t p = 0; p < reader.header().axes.policies.size(); ++p)
        writer.put(p, first + r, reader.record(p, r));
    first += reader.replications().size();
  }
  writer.finish();
  return static_cast<std::int64_t>(replications.size());
}

}  // namespace supplytwin::store
