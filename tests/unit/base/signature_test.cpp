#include "base/signature.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace supplytwin::base {
namespace {

template <std::size_t N>
std::array<std::uint8_t, N> from_hex(const std::string& digits) {
  std::array<std::uint8_t, N> bytes{};
  for (std::size_t i = 0; i < N; ++i)
    bytes[i] = static_cast<std::uint8_t>(std::stoi(digits.substr(2 * i, 2), nullptr, 16));
  return bytes;
}

/// RFC 8032, section 7.1, tests 1 to 3.
TEST(Signature, KnownAnswers) {
  struct Known {
    std::string secret, key, message, signature;
  };
  for (const Known& k : {
           Known{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                 "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                 "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25"
                 "bf5f059"
                 "5bbe24655141438e7a100b"},
           Known{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                 "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387"
                 "b2eaeb4"
                 "302aeeb00d291612bb0c00"},
           Known{"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                 "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                 "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7"
                 "c15e971"
                 "6ed28dc027beceea1ec40a"},
       }) {
    const auto secret = from_hex<32>(k.secret);
    EXPECT_EQ(public_key_of(secret), from_hex<32>(k.key));
    std::vector<std::byte> message;
    for (std::size_t i = 0; i < k.message.size(); i += 2)
      message.push_back(static_cast<std::byte>(std::stoi(k.message.substr(i, 2), nullptr, 16)));
    const Signature signature = from_hex<64>(k.signature);
    EXPECT_EQ(sign(message, secret), signature);
    EXPECT_TRUE(is_signed(message, signature, public_key_of(secret)));
    message.push_back(std::byte{0});
    EXPECT_FALSE(is_signed(message, signature, public_key_of(secret)));
  }
}

TEST(Signature, SecretsAreNew) { EXPECT_NE(new_secret_key(), new_secret_key()); }

}  // namespace
}  // namespace supplytwin::base
