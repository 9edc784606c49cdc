// What bad input about receipts, invoices and contracts gets.
#include <gtest/gtest.h>

#include "scratch.hpp"

namespace supplytwin::scenario {
namespace {

TEST(DocumentMessages, SharesOfReceiptsAndInvoicesWithoutASize) {
  const Scratch s;
  s.replace("mini/network.yaml", "operations:",
            "  payables:\n    { invoice: 1 h, processing: 1 h, price_mismatch: 5 %, quantity_mismatch: 5 % }\n"
            "deliveries: { split: 5 %, discrepancy: 5 %, missing: 10 % }\n"
            "operations:");
  EXPECT_EQ(s.told(),
            "mini/network.yaml:28:54: price_mismatch needs price_difference: how much it is in such a case\n"
            "  28 |     { invoice: 1 h, processing: 1 h, price_mismatch: 5 %, quantity_mismatch: 5 % }\n"
            "     |                                                      ^~~\n"
            "mini/network.yaml:28:78: quantity_mismatch needs quantity_difference: how much it is in such a case\n"
            "  28 |     { invoice: 1 h, processing: 1 h, price_mismatch: 5 %, quantity_mismatch: 5 % }\n"
            "     |                                                                              ^~~\n"
            "mini/network.yaml:29:22: split needs later: how much it is in such a case\n"
            "  29 | deliveries: { split: 5 %, discrepancy: 5 %, missing: 10 % }\n"
            "     |                      ^~~\n");
  const Scratch other;
  other.replace("mini/network.yaml", "operations:", "deliveries: { discrepancy: 5 % }\noperations:");
  EXPECT_EQ(other.told(),
            "mini/network.yaml:27:28: discrepancy needs missing: how much it is in such a case\n"
            "  27 | deliveries: { discrepancy: 5 % }\n"
            "     |                            ^~~\n");
}

/// The faults of `payables` and of `deliveries` with one more key, without their places.
std::vector<std::string> told_of(const std::string& payables, const std::string& deliveries) {
  const Scratch s;
  s.replace("mini/network.yaml", "operations:",
            "  payables: { invoice: 1 h, processing: 1 h" + (payables.empty() ? "" : ", " + payables) +
                " }\ndeliveries: { " + deliveries + " }\noperations:");
  std::vector<std::string> messages;
  for (const auto& f : s.faults()) messages.push_back(f.message);
  return messages;
}

TEST(DocumentMessages, BoundsOfReceiptsAndInvoices) {
  using Messages = std::vector<std::string>;
  EXPECT_EQ(told_of("", ""), Messages{});
  EXPECT_EQ(told_of("price_mismatch: 110 %, price_difference: 1 %", ""),
            Messages{"price_mismatch must be at most 100 %"});
  EXPECT_EQ(told_of("quantity_mismatch: -1 %, quantity_difference: 1 %", ""),
            Messages{"quantity_mismatch must not be negative"});
  EXPECT_EQ(told_of("price_period: 1 min", ""), Messages{"price_period must be at least 1 h"});
  EXPECT_EQ(told_of("price_difference: 120 %", ""), Messages{"price_difference must be at most 100 %"});
  EXPECT_EQ(told_of("quantity_difference: 120 %", ""), Messages{"quantity_difference must be at most 100 %"});
  EXPECT_EQ(told_of("overcharged: 110 %", ""), Messages{"overcharged must be at most 100 %"});
  EXPECT_EQ(told_of("upheld: 110 %", ""), Messages{"upheld must be at most 100 %"});
  EXPECT_EQ(told_of("price_tolerance: 110 %", ""), Messages{"price_tolerance must be at most 100 %"});
  EXPECT_EQ(told_of("quantity_tolerance: 110 %", ""), Messages{"quantity_tolerance must be at most 100 %"});
  EXPECT_EQ(told_of("amount_tolerance: -1 USD", ""), Messages{"amount_tolerance must not be negative"});
  EXPECT_EQ(told_of("receipt_grace: 400 days", ""), Messages{"receipt_grace must be at most 365 d"});
  EXPECT_EQ(told_of("rework: -1 h", ""), Messages{"rework must not be negative"});
  EXPECT_EQ(told_of("rework_wait: -1 h", ""), Messages{"rework_wait must not be negative"});
  EXPECT_EQ(told_of("match_run: sometimes", "").size(), 1u);
  EXPECT_EQ(told_of("payment_run: sometimes", "").size(), 1u);
  EXPECT_EQ(told_of("", "split: 110 %, later: 1 %"), Messages{"split must be at most 100 %"});
  EXPECT_EQ(told_of("", "most_receipts: 1"), Messages{"most_receipts must be at least 2"});
  EXPECT_EQ(told_of("", "later: 120 %"), Messages{"later must be at most 100 %"});
  EXPECT_EQ(told_of("", "delay: -1 h"), Messages{"delay must not be negative"});
  EXPECT_EQ(told_of("", "discrepancy: 110 %, missing: 1 %"), Messages{"discrepancy must be at most 100 %"});
  EXPECT_EQ(told_of("", "missing: 120 %"), Messages{"missing must be at most 100 %"});
}

TEST(DocumentMessages, PayablesNeedTheirTwoLaws) {
  const Scratch s;
  s.replace("mini/network.yaml", "operations:", "  payables: { match_run: daily 01:00 }\noperations:");
  std::vector<std::string> messages;
  for (const auto& f : s.faults()) messages.push_back(f.message);
  EXPECT_EQ(messages, (std::vector<std::string>{"missing key 'invoice' in integration.payables",
                                                "missing key 'processing' in integration.payables"}));
}

TEST(DocumentMessages, KindsOfContractsAndTermsOfSuppliers) {
  const Scratch s;
  s.replace("mini/contracts.csv", "ships_to\n", "ships_to,kind\n");
  s.replace("mini/contracts.csv", "dist,hospitals\n", "dist,hospitals,spott\n");
  s.replace("mini/contracts.csv", "maker,dc\n", "maker,dc,spot\n");
  s.replace("mini/contracts.csv", "own,hospitals\n", "own,hospitals,\n");
  s.replace("mini/suppliers.csv", "small_order_fee\n", "small_order_fee,terms\n");
  s.replace("mini/suppliers.csv", "100 USD,25 USD\n", "100 USD,25 USD,400 days\n");
  s.replace("mini/suppliers.csv", "90 %))\",,,,\n", "90 %))\",,,,,30 days\n");
  s.replace("mini/suppliers.csv", "0 h,2 h,,,,,\n", "0 h,2 h,,,,,,-1 day\n");
  EXPECT_EQ(
      s.told(),
      "mini/suppliers.csv:2:116: terms must be at most 365 d\n"
      "   2 | dist,Distributor,distributor,,crossing,mon-fri 07:00-19:00,30 min,\"uniform(4 h, 12 h)\",98 %,1 "
      "h,1.5,100 USD,25 USD,400 days\n"
      "     |                                                                                                   "
      "                 ^~~~~~~~\n"
      "mini/suppliers.csv:4:41: terms must not be negative\n"
      "   4 | own,,internal,DC,crossing,,0 h,2 h,,,,,,-1 day\n"
      "     |                                         ^~~~~~\n"
      "mini/contracts.csv:2:23: kind: expected contract or spot, found 'spott'; did you mean 'spot'?\n"
      "   2 | c-dist,dist,hospitals,spott\n"
      "     |                       ^~~~~\n");
}

}  // namespace
}  // namespace supplytwin::scenario
