#include "host/endpoint.hpp"

#include <arpa/inet.h>
#include <httplib.h>

#include <charconv>
#include <utility>

#include "edge/wire.hpp"
#include "host/state_file.hpp"
#include "host/token.hpp"

namespace supplytwin::host {
namespace {

constexpr std::size_t kLongestBody = std::size_t{8} << 20;
constexpr std::size_t kThreads = 4;
constexpr auto kAnswerWithin = std::chrono::seconds(30);
constexpr const char* kJson = "application/json";
constexpr std::string_view kBearer = "Bearer ";
constexpr const char* kSignature = "Policy-Signature";  // of a body that is a policy, in hexadecimal digits

std::string error_json(const std::string& why) { return edge::Json{{"error", why}}.dump(); }

bool on_this_machine(const std::string& host) {
  in_addr four{};
  in6_addr six{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24) == 127;
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

}  // namespace

Loopback read_loopback(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  Loopback at{text.substr(0, colon), -1};
  if (colon != std::string::npos) {
    const char *const from = text.data() + colon + 1, *const end = text.data() + text.size();
    if (const auto [stop, error] = std::from_chars(from, end, at.port); error != std::errc{} || stop != end)
      at.port = -1;
  }
  if (at.host.starts_with('[') && at.host.ends_with(']')) at.host = at.host.substr(1, at.host.size() - 2);
  if (at.host == "localhost") at.host = "127.0.0.1";
  if (at.port < 0 || at.port > 65'535 || !on_this_machine(at.host))
    throw Refused("'" + text + "' is no address of this machine alone; expected one such as 127.0.0.1:9464");
  return at;
}

struct Endpoint::Server : httplib::Server {
  std::optional<std::string> token;
  const Metrics* metrics = nullptr;
  Orders* orders = nullptr;

  void tell_health(httplib::Response& response) const {
    const bool well = metrics->value(Metric::connected) > 0;
    response.status = well ? 200 : 503;
    response.set_content(well ? "ok\n" : "the source cannot be reached\n", "text/plain");
  }

  void take_order(const httplib::Request& request, httplib::Response& response) const {
    const auto turn_away = [&](int status, const std::string& why) {
      response.status = status;
      response.set_content(error_json(why), kJson);
    };
    if (!token) return turn_away(403, "orders are off; start the host with --token-file");
    const std::string given = request.get_header_value("Authorization");
    if (!given.starts_with(kBearer) || !same_token(std::string_view(given).substr(kBearer.size()), *token))
      return turn_away(401, "the token is missing or not the one of this host");
    auto answer = orders->add({request.matches[1],
                               request.get_param_value("which"),
                               request.body,
                               request.get_header_value(kSignature),
                               {}});
    if (answer.wait_for(kAnswerWithin) != std::future_status::ready)
      return turn_away(504, "the host was given the order and has not answered yet");
    const Order::Answer came = answer.get();
    response.status = came.status;
    response.set_content(came.text, kJson);
  }
};

Endpoint::Endpoint(const Loopback& at, std::optional<std::string> token, const Metrics& metrics, Orders& orders)
    : server_(std::make_unique<Server>()), orders_(&orders) {
  server_->token = std::move(token);
  server_->metrics = &metrics;
  server_->orders = &orders;
  server_->set_payload_max_length(kLongestBody);
  server_->new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server_->set_socket_options([](socket_t socket) {  // not SO_REUSEPORT, by which two hosts could share a port
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  Server* const server = server_.get();
  server->Get("/healthz", [server](const auto&, auto& response) { server->tell_health(response); });
  server->Get("/metrics", [server](const auto&, auto& response) {
    response.set_content(server->metrics->text(), "text/plain; version=0.0.4");
  });
  server->Post("/(swap|redrive|settle|pause|resume|stop)",
               [server](const auto& request, auto& response) { server->take_order(request, response); });
  const int port = at.port == 0                             ? server->bind_to_any_port(at.host)
                   : server->bind_to_port(at.host, at.port) ? at.port
                                                            : -1;
  const std::string named = at.host.find(':') == std::string::npos ? at.host : "[" + at.host + "]";
  if (port < 0)
    throw Refused("cannot listen on " + named + ":" + std::to_string(at.port) +
                  "; another program may hold that port, choose another --listen");
  url_ = "http://" + named + ":" + std::to_string(port);
  thread_ = std::jthread([server] { server->listen_after_bind(); });
  while (!server->is_running())
    std::this_thread::sleep_for(std::chrono::milliseconds(1));  // else stop() is not heard
}

Endpoint::~Endpoint() {
  orders_->close();
  server_->stop();
}

std::string give_order(const std::string& url, const std::string& token, const std::string& verb,
                       const std::string& which, const std::string& body, const std::string& signature) {
  constexpr std::string_view kScheme = "http://";
  const Loopback at = read_loopback(url.starts_with(kScheme) ? url.substr(kScheme.size()) : url);
  httplib::Client client(at.host, at.port);
  client.set_read_timeout(kAnswerWithin + std::chrono::seconds(5));
  client.set_bearer_token_auth(token);
  const std::string path = httplib::append_query_params("/" + verb, {{"which", which}});
  httplib::Headers headers;
  if (!signature.empty()) headers.emplace(kSignature, signature);
  const auto came = client.Post(path, headers, body, "application/octet-stream");
  if (!came) throw base::StoreError(url + ": nobody answers there (" + httplib::to_string(came.error()) + ")");
  if (came->status == 200) return came->body;
  try {
    const edge::Json said = edge::parse(came->body);
    throw Refused(url + ": " + edge::Members(said, "").text("error"));
  } catch (const edge::WireError&) {
    throw Refused(url + ": answered " + std::to_string(came->status) + " and no more");
  }
}

}  // namespace supplytwin::host
