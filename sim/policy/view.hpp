#pragma once

#include <cstdint>
#include <vector>

#include "base/fields.hpp"
#include "policy/decision.hpp"
#include "policy/event.hpp"
#include "policy/master.hpp"

namespace supplytwin::policy {

/// What the orchestrator knows: the projection of the events it was told. Copyable and comparable.
class View {
 public:
  /// What is known of one stocking point [each].
  struct Stock {
    std::int32_t on_hand = 0;
    std::int32_t on_order = 0;   ///< ordered or transferred in, not yet received
    std::int32_t reserved = 0;   ///< promised to others, not yet shipped
    std::uint32_t episode = 0;   ///< ordinal of the latest need episode here
    std::uint16_t attempts = 0;  ///< decisions already taken in it
    std::uint16_t refused = 0;   ///< which of its item's substitutes this unit refused, a bit each
    bool substituted = false;    ///< a substitute is proposed or stands in
    bool operator==(const Stock&) const = default;

    template <class = void>
    static constexpr auto fields() {
      using S = Stock;
      using base::required;
      return std::tuple{
          required("on_hand", &S::on_hand, "known to be there [each]"),
          required("on_order", &S::on_order, "ordered or transferred in, not yet received [each]"),
          required("reserved", &S::reserved, "promised to others, not yet shipped [each]"),
          required("episode", &S::episode, "ordinal of the latest need episode here"),
          required("attempts", &S::attempts, "decisions already taken in it"),
          required("refused", &S::refused, "which of its item's substitutes this unit refused, a bit each"),
          required("substituted", &S::substituted, "1 when a substitute is proposed or stands in"),
      };
    }
  };

  View() = default;
  explicit View(const Master& master);

  const Stock& stock(base::PointId p) const { return stock_[p.value]; }
  /// Sets the opening stock of a point (the `stock` table of a master snapshot).
  void open(base::PointId p, Stock stock) { stock_[p.value] = stock; }
  /// Latest published demand factor of a category, 1 when none was published.
  base::Ratio forecast(base::CategoryId c) const { return forecast_[c.value]; }
  /// Share of an order that a supplier said it will ship of a category, 1 normally.
  base::Ratio allocation(base::SupplierId s, base::CategoryId c) const {
    return allocation_[s.value * categories_ + c.value];
  }
  /// Price of a base unit under an offer: as last told, else as the master has it.
  base::Money price(base::OfferId o, const Master::Offer& offer) const {
    return prices_.empty() || prices_[o.value] < base::Money{} ? offer.price : prices_[o.value];
  }
  bool healthy(base::SupplierId s) const { return healthy_[s.value] != 0; }

  /// Whether any price was told.
  bool has_prices() const { return !prices_.empty(); }
  /// Sets memory aside for prices, so that no later projection asks for any.
  void make_room() { prices_.reserve(offers_); }

  /// Folds one event in. Projecting a stock_consumed over (a, b] then (b, c] equals projecting it over (a, c].
  void project(const Event& event);
  /// Folds the orchestrator's own decision in, so that it never orders twice for one need nor lends the same stock to
  /// two: a transfer is reserved at its donor at once.
  void commit(const Decision& decision);
  bool operator==(const View&) const = default;

 private:
  std::vector<Stock> stock_;
  std::vector<base::Ratio> forecast_, allocation_;
  std::vector<std::uint8_t> healthy_;
  std::size_t categories_ = 0, offers_ = 0;
  std::vector<base::Money> prices_;  // empty while none was told, which is the rule

 public:
  template <class = void>
  static constexpr auto fields() {
    using S = View;
    using base::required;
    return std::tuple{
        required("stock", &S::stock_, "by stocking point"),
        required("forecast", &S::forecast_, "latest published demand factor by category [ppm]"),
        required("allocation", &S::allocation_,
                 "share that a supplier said it will ship, by supplier and category [ppm]"),
        required("healthy", &S::healthy_, "1 when a supplier answers, by supplier"),
        required("categories", &S::categories_, "how many categories there are"),
        required("offers", &S::offers_, "how many offers there are"),
        required("prices", &S::prices_,
                 "price last told, by offer; -1: as in the master; empty: none was told [micro-dollars]"),
    };
  }
};

}  // namespace supplytwin::policy
