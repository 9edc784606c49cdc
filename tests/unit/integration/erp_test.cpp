#include "integration/erp.hpp"

#include <gtest/gtest.h>

#include "integration/platform.hpp"

namespace supplytwin::integration {
namespace {

using base::Duration;
using base::Hours;
using base::kDay;
using base::kDollar;
using base::kHour;
using base::kMinute;
using base::Time;
using kernel::Law;

constexpr Time kMonday{Duration{1'738'540'800'000}};  // 2025-02-03T00:00Z, a Monday
const base::TimeZone kUtc;

kernel::Draw any() { return kernel::Random(1, 1).draw(1, kernel::Purpose::message, 1); }

ErpConfig config() {
  ErpConfig c;
  c.latency = Law::constant(1000);
  c.office = Hours({{kHour * 8, kHour * 17}, {kDay + kHour * 8, kDay + kHour * 17}});  // Monday and Tuesday
  c.maintenance = Hours({{kDay * 5 + kHour * 2, kDay * 5 + kHour * 6}});               // Saturday night
  c.order_run = base::Schedule({kHour * 12, kDay * 5 + kHour * 3});
  c.approvals = {{kDollar * 2000, "automatic", 0, {}},
                 {kDollar * 10000, "manager", 1, Law::constant(static_cast<double>((kHour * 4).count()))},
                 {{}, "director", 2, Law::constant(static_cast<double>((kHour * 4).count()))}};
  c.transmission = Law::constant(0);
  c.receipt_posting = Law::constant(static_cast<double>(kHour.count()));
  return c;
}

TEST(Erp, ApprovesByBandOfValueInOfficeHours) {
  const ErpConfig c = config();
  const Erp erp(c, {}, kUtc);
  EXPECT_EQ(erp.approval_steps(kDollar * 2000), 0);
  EXPECT_EQ(erp.approval_steps(kDollar * 2000 + base::Money{1}), 1);
  EXPECT_EQ(erp.approval_steps(kDollar * 1'000'000), 2);
  EXPECT_EQ(erp.approved(kMonday, kDollar * 100, any()), kMonday);
  EXPECT_EQ(erp.approved(kMonday, kDollar * 5000, any()), kMonday + kHour * 12);
  // Two steps of four hours from Monday 14:00: three hours are left on Monday, five wait for Tuesday.
  EXPECT_EQ(erp.approved(kMonday + kHour * 14, kDollar * 50'000, any()), kMonday + kDay + kHour * 13);
}

TEST(Erp, AnswersNothingDuringMaintenanceAndOutages) {
  const ErpConfig c = config();
  const Time saturday = kMonday + kDay * 5;
  const Erp planned(c, {c.maintenance, {}}, kUtc);
  EXPECT_EQ(planned.requisition(saturday + kHour * 3, any()), saturday + kHour * 6 + Duration{1000});
  EXPECT_EQ(planned.order_run(saturday + kHour * 1), saturday + kHour * 6);
  const Erp down(c, {c.maintenance, {{saturday + kHour * 5, saturday + kHour * 14}}}, kUtc);
  EXPECT_EQ(down.requisition(saturday + kHour * 3, any()), saturday + kHour * 14 + Duration{1000});
  EXPECT_EQ(down.receipt_posted(saturday + kHour * 12, any()), saturday + kHour * 14);
}

TEST(Platform, OnPremisesHoldsScansUntilItsSync) {
  PlatformConfig c;
  c.id = "on-premises";
  c.sync = base::Schedule({kHour * 6, kHour * 18});
  c.latency = Law::constant(static_cast<double>((kMinute * 10).count()));
  const Availability fails(Hours(std::vector<Hours::Window>{}), {{kMonday + kHour * 17, kMonday + kHour * 20}});
  const Platform platform(c, fails, kUtc);
  EXPECT_EQ(platform.sent(kMonday + kHour * 2), kMonday + kHour * 6);
  EXPECT_EQ(platform.published(platform.sent(kMonday + kHour * 2), any()), kMonday + kHour * 6 + kMinute * 10);
  EXPECT_EQ(platform.sent(kMonday + kHour * 7), kMonday + kHour * 20);  // the sync at 18:00 waits for the platform
}

}  // namespace
}  // namespace supplytwin::integration
