#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/hash.hpp"

namespace supplytwin::base {
namespace {

// FIPS 180-4 examples.
TEST(Digest, KnownAnswers) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

// The hashes are part of every result: a change here changes all of them.
TEST(Hash, IsFixedForEver) {
  EXPECT_EQ(mix(0), 0xe220a8397b1dcdafu);  // first output of SplitMix64 from state 0
  EXPECT_EQ(hash_name(""), mix(0xcbf29ce484222325u));
  EXPECT_EQ(hash_name("a"), mix(0xaf63dc4c8601ec8cu));  // FNV-1a of "a", from the FNV page
  EXPECT_EQ(hash_name("foobar"), mix(0x85944171f73967e8u));
  EXPECT_NE(combine(1, 2), combine(2, 1));
}

}  // namespace
}  // namespace supplytwin::base
