#include "policy/saved_view.hpp"

#include "base/hash.hpp"
#include "policy/bytes.hpp"

namespace supplytwin::policy {
namespace {

constexpr std::string_view kViewMagic = "supplytwin view\n";
constexpr std::uint32_t kViewLayout = 2;
constexpr std::string_view kSavedView = "saved view";

/// What each index that a view counts by stands for.
std::uint64_t fingerprint(const Master& m) {
  std::uint64_t hash = 0;
  const auto add = [&](std::uint64_t value) { hash = base::combine(hash, value); };
  const auto name = [&](const std::string& text) { add(base::hash_name(text)); };
  add(m.categories.size());
  for (const std::string& c : m.categories) name(c);
  add(m.suppliers.size());
  for (const Master::Supplier& s : m.suppliers) name(s.id);
  add(m.points.size());
  for (const Master::Point& p : m.points) {
    name(m.sites[p.site.value].id);
    name(m.items[p.item.value].id);
    if (p.location < m.locations.size()) name(m.locations[p.location]);
    add(static_cast<std::uint64_t>(p.kind));
  }
  add(m.offers.size());
  for (const Master::Offer& o : m.offers) {
    name(m.contracts[o.contract.value].id);
    name(m.items[o.item.value].id);
  }
  // A unit's refusals are bits by the ordinal of a substitute.
  add(m.substitutes.size());
  for (const Master::Substitute& s : m.substitutes) {
    name(m.items[s.item.value].id);
    name(m.items[s.by.value].id);
  }
  return hash;
}

/// The layout, listed once for both ways.
template <class Stream, class AnyView>
void walk(Stream& s, AnyView& view) {
  const auto value = [&](auto& v) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(v)>, base::Ratio>)
      s.number(v.ppm);
    else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(v)>, base::Money>)
      s.number(v.micros);
    else
      s.number(v);
  };
  base::for_each_field<View>([&](const auto& field) {
    auto& member = view.*field.member;
    using T = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_same_v<T, std::size_t>) {
      s.number(member);
    } else if constexpr (std::is_same_v<T, std::vector<View::Stock>>) {
      s.list(member, [&](auto& stock) {
        base::for_each_field<View::Stock>([&](const auto& of) { value(stock.*of.member); });
      });
    } else {
      s.list(member, value);
    }
  });
}

/// Whether a view has the shape of another, and only values that a projection could have left.
bool sound(const View& read, const View& fresh, std::size_t fresh_offers) {
  bool good = true;
  base::for_each_field<View>([&](const auto& field) {
    const auto& member = read.*field.member;
    using T = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_same_v<T, std::size_t>) {
      good = good && member == fresh.*field.member;
    } else if constexpr (std::is_same_v<T, std::vector<base::Money>>) {
      good = good && (member.empty() || member.size() == fresh_offers);
      for (const base::Money v : member) good = good && v.micros >= -1;
    } else {
      good = good && member.size() == (fresh.*field.member).size();
      if constexpr (std::is_same_v<T, std::vector<std::uint8_t>>)
        for (const std::uint8_t v : member) good = good && v <= 1;
      if constexpr (std::is_same_v<T, std::vector<base::Ratio>>)
        for (const base::Ratio v : member) good = good && v.ppm >= 0;
    }
  });
  return good;
}

}  // namespace

std::vector<std::byte> save(const Master& master, const View& view) {
  static_assert(sizeof(std::size_t) == sizeof(std::uint64_t));
  Writer body;
  body.number(fingerprint(master));
  walk(body, view);
  return seal(kViewMagic, kViewLayout, body.out);
}

View restore(const Master& master, std::span<const std::byte> bytes) {
  Reader body(unseal(kViewMagic, kViewLayout, kSavedView, bytes), kSavedView);
  std::uint64_t of = 0;
  body.number(of);
  if (of != fingerprint(master)) {
    body.refuse("it was saved for other master data: categories, suppliers, points, offers or substitutes differ");
  }
  const View fresh(master);
  View view = fresh;
  walk(body, view);
  if (!body.done()) body.refuse("bytes are left over at the end");
  if (!sound(view, fresh, master.offers.size())) body.refuse("it holds values that no view has");
  return view;
}

}  // namespace supplytwin::policy
