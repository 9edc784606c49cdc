#include "host/endpoint.hpp"

#include <sys/stat.h>

#include "../edge/small_world.hpp"
#include "host/state_file.hpp"
#include "host/token.hpp"

namespace supplytwin::host {
namespace {

TEST(Loopbacks, OnlyAddressesOfThisMachineAreTaken) {
  EXPECT_EQ(read_loopback("127.0.0.1:9464").port, 9464);
  EXPECT_EQ(read_loopback("localhost:1").host, "127.0.0.1");
  EXPECT_EQ(read_loopback("[::1]:0").host, "::1");
  for (const char* bad : {"0.0.0.0:9464", "10.0.0.1:9464", "[::]:9464", "example.org:80", "127.0.0.1",
                          "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1", "", ":80"})
    EXPECT_THROW(read_loopback(bad), Refused) << bad;
}

TEST(Tokens, AFileThatOthersMayReadOrThatIsTooShortIsRefused) {
  edge::Scratch scratch;
  const auto file = scratch.path / "token";
  edge::write_lines(file, {"0123456789abcdef", "more"});
  ::chmod(file.c_str(), 0600);
  EXPECT_EQ(read_token(file), "0123456789abcdef");
  ::chmod(file.c_str(), 0640);
  EXPECT_THROW(read_token(file), Refused);
  ::chmod(file.c_str(), 0600);
  edge::write_lines(file, {"short"});
  EXPECT_THROW(read_token(file), Refused);
  EXPECT_THROW(read_token(scratch.path / "none"), Refused);
  EXPECT_TRUE(same_token("abc", "abc"));
  EXPECT_FALSE(same_token("abc", "abd"));
  EXPECT_FALSE(same_token("abc", "abcd"));
}

class Listening : public testing::Test {
 protected:
  /// Answers the next order as the host would.
  void answer_with(int status, const std::string& text) {
    worker = std::jthread([this, status, text] {
      for (int i = 0; i < 5'000; ++i) {
        if (auto order = orders.next()) {
          heard = order->verb + " " + order->which + " " + order->body;
          signature = order->signature;
          order->answer.set_value({status, text});
          return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
    });
  }

  Metrics metrics;
  Orders orders;
  std::string heard, signature;
  std::jthread worker;
};

TEST_F(Listening, AnOrderNeedsTheToken) {
  Endpoint endpoint({"127.0.0.1", 0}, "the right token", metrics, orders);
  EXPECT_THROW(give_order(endpoint.url(), "the wrong token", "stop", "", ""), Refused);
  EXPECT_THROW(give_order(endpoint.url(), "", "stop", "", ""), Refused);
  EXPECT_FALSE(orders.next());
  answer_with(200, R"({"done":1})");
  EXPECT_EQ(give_order(endpoint.url(), "the right token", "redrive", "H1/A B&c=/1", "body"), R"({"done":1})");
  worker.join();
  EXPECT_EQ(heard, "redrive H1/A B&c=/1 body");
  EXPECT_EQ(signature, "");
  answer_with(200, "{}");
  give_order(endpoint.url(), "the right token", "swap", "", "bytes", "00ff");
  worker.join();
  EXPECT_EQ(signature, "00ff");
  answer_with(409, R"({"error":"no such letter"})");
  try {
    give_order(endpoint.url(), "the right token", "redrive", "7", "");
    FAIL();
  } catch (const Refused& e) {
    EXPECT_EQ(std::string(e.what()), endpoint.url() + ": no such letter");
  }
}

TEST_F(Listening, WithoutATokenThereAreNoOrders) {
  Endpoint endpoint({"127.0.0.1", 0}, std::nullopt, metrics, orders);
  try {
    give_order(endpoint.url(), "anything", "stop", "", "");
    FAIL();
  } catch (const Refused& e) {
    EXPECT_NE(std::string(e.what()).find("orders are off"), std::string::npos);
  }
  EXPECT_FALSE(orders.next());
}

TEST_F(Listening, OneThatEndsTurnsOrdersAway) {
  orders.close();
  Endpoint endpoint({"127.0.0.1", 0}, "the right token", metrics, orders);
  EXPECT_THROW(give_order(endpoint.url(), "the right token", "stop", "", ""), Refused);
}

TEST_F(Listening, APortThatIsTakenIsNamed) {
  Endpoint endpoint({"127.0.0.1", 0}, std::nullopt, metrics, orders);
  const Loopback at = read_loopback(endpoint.url().substr(7));
  EXPECT_THROW(Endpoint(at, std::nullopt, metrics, orders), Refused);
}

}  // namespace
}  // namespace supplytwin::host
