#include "host/trust.hpp"

#include "../edge/small_world.hpp"
#include "stream.hpp"

namespace supplytwin::host {
namespace {

const base::SecretKey kOurs{1, 2, 3}, kTheirs{3, 2, 1};

std::string refused(const std::function<void()>& what) {
  try {
    what();
  } catch (const Untrusted& e) {
    return e.what();
  }
  return "";
}

TEST(Trust, TextsAreReadBackAndOthersRefused) {
  const base::Signature signature = base::sign({}, kOurs);
  const base::PublicKey key = base::public_key_of(kOurs);
  EXPECT_EQ(signature_of(in_digits(std::optional(signature))), signature);
  EXPECT_EQ(public_key_of(in_digits(std::optional(key))), key);
  EXPECT_EQ(signature_of(""), std::nullopt);
  EXPECT_EQ(in_digits(std::optional<base::Signature>()), "");
  const std::string good = in_digits(std::optional(signature));
  for (const std::string& bad : {std::string("x"), good.substr(1), good + "00", good.substr(2) + "0g"})
    EXPECT_THROW(signature_of(bad), Refused) << bad;
}

TEST(Trust, AHostWithAKeyIsBegunAndGivenAnotherPolicyByItsHolderAlone) {
  const edge::Scratch scratch;
  const auto at = scratch.path / "state.db";
  const policy::Bundle one = bundle::one_rule(bundle::kOrder), other = bundle::one_rule("    then: hold\n");
  const base::Signature ours = base::sign(one.canonical(), kOurs), theirs = base::sign(one.canonical(), kTheirs);
  const Stream stream(1);
  HostConfig config;
  config.key = base::public_key_of(kOurs);
  const auto begin = [&](const policy::Bundle* policy) { Life(at, policy, config, stream.end); };
  EXPECT_NE(refused([&] { begin(&one); }).find("is not signed"), std::string::npos);
  config.signature = theirs;
  EXPECT_NE(refused([&] { begin(&one); }).find("does not hold"), std::string::npos);
  config.signature = ours;
  EXPECT_NE(refused([&] { begin(&other); }).find("does not hold"), std::string::npos);
  {
    Life life(at, &one, config, stream.end);
    EXPECT_NE(refused([&] { life.host.use(other); }), "");
    EXPECT_NE(refused([&] { life.host.use(other, ours); }), "");
    EXPECT_EQ(life.host.bundle().digest(), one.digest());
    life.host.use(other, base::sign(other.canonical(), kOurs));
    EXPECT_EQ(life.host.bundle().digest(), other.digest());
  }
  config.signature.reset();
  EXPECT_EQ(refused([&] { begin(nullptr); }), "");  // its signature is in the state
  config.key = base::public_key_of(kTheirs);
  EXPECT_NE(refused([&] { begin(nullptr); }).find("does not hold"), std::string::npos);
}

}  // namespace
}  // namespace supplytwin::host
