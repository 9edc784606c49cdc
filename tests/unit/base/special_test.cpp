#include "base/special.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace supplytwin::base {
namespace {

TEST(Special, LogGammaOfWholeAndHalfNumbers) {
  EXPECT_NEAR(log_gamma(1), 0, 1e-14);
  EXPECT_NEAR(log_gamma(2), 0, 1e-14);
  EXPECT_NEAR(log_gamma(0.5), std::log(std::sqrt(std::acos(-1.0))), 1e-14);
  for (double x = 0.01; x < 1e6; x *= 1.3) {
    EXPECT_NEAR(log_gamma(x), std::lgamma(x), 1e-14 * std::fmax(1, std::fabs(std::lgamma(x)))) << x;
  }
}

// Values by a multiple-precision library.
TEST(Special, IncompleteGamma) {
  EXPECT_NEAR(gamma_share(3.5, 2), 0.22022259152428408, 1e-14);
  EXPECT_EQ(gamma_share(2, 0), 0);
  for (double x = 0.1; x < 20; x += 0.3) EXPECT_NEAR(gamma_share(1, x), 1 - std::exp(-x), 1e-14);
}

TEST(Special, IncompleteBeta) {
  EXPECT_NEAR(beta_share(2, 3, 0.4), 0.5248, 1e-13);
  EXPECT_NEAR(beta_share(500, 0.5, 0.99), 0.0015273578790530890, 1e-13);
  EXPECT_EQ(beta_share(2, 3, 0), 0);
  EXPECT_EQ(beta_share(2, 3, 1), 1);
  for (double x = 0.05; x < 1; x += 0.05) {
    EXPECT_NEAR(beta_share(1, 1, x), x, 1e-14);
    EXPECT_NEAR(beta_share(2.5, 0.7, x) + beta_share(0.7, 2.5, 1 - x), 1, 1e-13);
  }
}

TEST(Special, NormalShareAndQuantile) {
  for (double x = -8; x < 8; x += 0.1) {
    const double exact = 0.5 * std::erfc(-x / std::sqrt(2.0));
    EXPECT_NEAR(normal_share(x), exact, 1e-13 * exact) << x;
  }
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 1e-13);
  EXPECT_EQ(normal_quantile(0.5), 0);
  for (double p = 0.001; p < 1; p += 0.001) EXPECT_NEAR(normal_share(normal_quantile(p)), p, 1e-14);
  EXPECT_THROW(normal_quantile(0), std::domain_error);
  EXPECT_THROW(normal_quantile(1), std::domain_error);
}

}  // namespace
}  // namespace supplytwin::base
