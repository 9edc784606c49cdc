#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/digest.hpp"
#include "base/format.hpp"
#include "bundle/compile.hpp"
#include "bundle/key_file.hpp"
#include "bundle/units.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/json.hpp"
#include "cli/shadow_arguments.hpp"
#include "host/endpoint.hpp"
#include "host/file_source.hpp"
#include "host/nats_channel.hpp"
#include "host/nats_source.hpp"
#include "host/service.hpp"
#include "host/token.hpp"
#include "host/trust.hpp"
#include "store/durable.hpp"

namespace supplytwin::cli {
namespace {

struct ShadowArguments {
  std::string state, from, policy, signature, public_key, master,
      stream = "supplytwin", subject, commands = "supplytwin.commands", listen, token_file;
  std::string hold, retention, ahead, until_idle;
  bool emit = false, unsigned_too = false, json = false, quiet = false;
};

bool is_broker(const std::string& from) { return from.find("://") != std::string::npos; }

/// What must be said and what cannot go together.
void check(const ShadowArguments& a) {
  if (a.state.empty()) throw host::Refused("--state is missing; it names the file that remembers all");
  if (a.from.empty()) throw host::Refused("--from is missing; it names a broker, a file, or - for standard input");
  if (a.emit && !is_broker(a.from)) throw host::Refused("--emit sends commands to a broker; --from must name one");
  if (!a.token_file.empty() && a.listen.empty())
    throw host::Refused("--token-file is for orders over --listen, which is missing");
  if (!a.signature.empty() && a.policy.empty())
    throw host::Refused("--signature is that of a --policy, which is missing");
  if (a.unsigned_too && !a.public_key.empty())
    throw host::Refused("--unsigned does without the --public-key that is given; say one of them");
}

/// What is asked for, and for the rest what was in force `before`; only a key has to be given each time.
host::HostConfig config_of(const ShadowArguments& a, host::HostConfig before) {
  host::HostConfig config = std::move(before);
  config.key.reset();
  if (!a.hold.empty()) config.hold = duration("--hold", a.hold);
  if (!a.retention.empty()) config.retention = duration("--retention", a.retention);
  if (!a.ahead.empty()) config.ahead = duration("--ahead", a.ahead);
  if (!a.public_key.empty()) config.key = bundle::read_public_key(a.public_key);
  config.drop_key = a.unsigned_too;
  config.signature = signature_in(a.signature);
  if (config.retention <= config.hold)
    throw host::Refused("--retention must be longer than --hold: ids are known for as long as events are held");
  return config;
}

/// The first line of a file, which is a master.snapshot.
std::string first_line(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  if (!in || !std::getline(in, line)) throw host::Refused(file + ": cannot be read");
  return line;
}

/// Shows on a terminal, once a second, how far a host has come; says when its source goes away and comes back.
class Ticker {
 public:
  Ticker(const host::Metrics& metrics, bool quiet) {
    if (quiet) return;
    painter_ = std::jthread([&metrics, terminal = ::isatty(STDERR_FILENO) != 0](const std::stop_token& over) {
      using host::Metric;
      std::mutex mutex;
      std::unique_lock lock(mutex);
      std::condition_variable_any ended;
      const std::string_view clear = terminal ? "\r\x1b[K" : "";
      bool was = true;
      while (!ended.wait_for(lock, over, std::chrono::seconds(1), [&] { return over.stop_requested(); })) {
        if (const bool well = metrics.value(Metric::connected) > 0; was != well) {
          was = well;
          fmt::print(stderr, "{}supplytwin: the broker {}\n", clear,
                     well ? "answers again" : "cannot be reached; it is tried until it answers");
        }
        if (terminal)
          fmt::print(stderr, "{}{} events, {} waiting, {} late, {} refused", clear, metrics.value(Metric::taken),
                     metrics.value(Metric::waiting), metrics.value(Metric::late), metrics.value(Metric::refused));
      }
      fmt::print(stderr, "{}", clear);
    });
  }

 private:
  std::jthread painter_;
};

/// How this host is started again. What is left away is not in force: a key, --emit, a subject.
std::string again(const ShadowArguments& a, bool swapped) {
  if (!swapped) return "the same command goes on";
  return fmt::format("the same command without --policy{} goes on, since a swap put another in its place",
                     a.signature.empty() ? "" : " and --signature");
}

int report(const ShadowArguments& a, bool swapped, host::Host& host, host::State& state, const host::Metrics& metrics,
           host::End end) {
  using host::Metric;
  const auto count = [&](Metric m) { return static_cast<std::int64_t>(metrics.value(m)); };
  const std::uint64_t letters = host::Letters(state.database()).open();
  const host::Commands::Counts commands = host::Commands(state.database()).count();
  const std::uint64_t parked = commands.steps.at(std::string(base::name_of(policy::Step::dead_letter)));
  const bool interrupted = end == host::End::interrupted;
  if (interrupted && a.json) throw Interrupted("interrupted; all is kept, and " + again(a, swapped));
  if (a.json) {
    print_json({{"state", a.state},
                {"policy", host.bundle().name()},
                {"digest", base::hex(host.bundle().digest())},
                {"events", host.events()},
                {"decisions", host.decisions()},
                {"chain", host.chain()},
                {"waiting", host.waiting()},
                {"dead_letters", letters},
                {"parked", parked},
                {"phone", commands.phone},
                {"this_run",
                 {{"received", count(Metric::received)},
                  {"duplicates", count(Metric::duplicates)},
                  {"late", count(Metric::late)},
                  {"refused", count(Metric::refused)},
                  {"taken", count(Metric::taken)}}}});
  } else {
    fmt::print("{}: {} on {} by {}; {} waiting, {} open\n", a.state,
               base::counted(static_cast<std::int64_t>(host.decisions()), "decision"),
               base::counted(host.events(), "event"), host.bundle().name(), host.waiting(),
               base::counted(static_cast<std::int64_t>(letters), "dead letter"));
    if (parked > 0)
      fmt::print("{} parked, {} to be phoned in; `supplytwin shadow dead-letters {}` names them\n",
                 base::counted(static_cast<std::int64_t>(parked), "command"), commands.phone, a.state);
    fmt::print("this run: {} came, {} known already, {} late, {} refused\n",
               base::counted(count(Metric::received), "message"), count(Metric::duplicates), count(Metric::late),
               count(Metric::refused));
    fmt::print("chain: {}\n", host.chain());
  }
  if (interrupted) throw Interrupted("interrupted; all is kept, and " + again(a, swapped));
  return kDone;
}

int shadow(const ShadowArguments& a) {
  check(a);
  host::HostConfig config = config_of(a, {});  // what is wrong is told before there is a state
  std::optional<base::Duration> until_idle;
  if (!a.until_idle.empty()) until_idle = duration("--until-idle", a.until_idle);
  std::optional<std::string> token;
  if (!a.token_file.empty()) token = host::read_token(a.token_file);
  std::optional<policy::Bundle> bundle;
  if (!a.policy.empty()) {
    if (config.key) host::check_signature(config.key, store::read_bytes(a.policy), config.signature, a.policy);
    bundle = bundle::load_file(a.policy);
  }

  std::atomic<bool> stop{false};
  const Interrupt interrupt(stop);  // before any other thread
  host::StateFile file(a.state, host::StateFile::Use::begin);
  host::State state(file);
  config = config_of(a, host::last_config(state));
  host::Metrics metrics;
  host::Orders orders;
  std::optional<host::NatsConnection> broker;
  std::unique_ptr<host::Source> source;
  if (is_broker(a.from)) {
    broker.emplace(a.from);
    source = std::make_unique<host::NatsSource>(*broker, a.stream, a.subject, "supplytwin-" + state.id());
  } else {
    source = std::make_unique<host::FileSource>(a.from);
  }
  std::optional<host::NatsChannel> channel;
  std::optional<host::Outbox> outbox;
  if (a.emit) {
    channel.emplace(*broker, a.commands);
    outbox.emplace(state.database(), *channel, metrics, wall_clock);
  }
  host::Host host(state, bundle ? &*bundle : nullptr, config, metrics, wall_clock, outbox ? &*outbox : nullptr);
  if (!a.master.empty()) host.open(first_line(a.master));
  if (!a.emit && host::emits(state))  // also with --quiet: from the next start on nothing tells of it
    fmt::print(stderr,
               "supplytwin: {} sent its commands until now; without --emit it only decides, and these decisions are "
               "never sent later\n",
               a.state);
  host.read_from(*source);
  std::optional<host::Endpoint> endpoint;
  if (!a.listen.empty()) {
    endpoint.emplace(host::read_loopback(a.listen), token, metrics, orders);
    if (!a.quiet) fmt::print(stderr, "supplytwin: listening on {}\n", endpoint->url());
  }
  host::Service service(host, state, *source, outbox ? &*outbox : nullptr, orders, metrics, wall_clock, until_idle);
  host::End end{};
  {
    const Ticker ticker(metrics, a.quiet);
    end = service.run(stop);
  }
  endpoint.reset();
  if (const std::string remark = source->remark(); !remark.empty()) fmt::print(stderr, "supplytwin: {}\n", remark);
  const bool swapped = bundle && bundle->digest() != host.bundle().digest();
  return report(a, swapped, host, state, metrics, end);
}

}  // namespace

CLI::App* add_shadow_parser(CLI::App& app) {
  return app.add_subcommand("shadow", "Decide on events as they come, beside production or in its place");
}

Command add_shadow(CLI::App& parser) {
  auto a = std::make_shared<ShadowArguments>();
  parser.require_subcommand(0, 1);
  parser.add_option("--state", a->state, "the file that remembers all; begun where there is none")
      ->check(some_path());
  parser.add_option("--from", a->from, "nats://HOST:PORT, a file of events, or - for standard input")
      ->check(some_path());
  parser
      .add_option("--policy", a->policy, "who decides: YAML, or what `policy compile` wrote; a state knows it later")
      ->check(some_path());
  parser.add_option("--signature", a->signature, "of --policy, as `policy sign` wrote it")->check(some_path());
  parser
      .add_option("--public-key", a->public_key,
                  "take signed policies alone: the public key of who signs them; to be given at each start")
      ->check(some_path());
  parser.add_flag("--unsigned", a->unsigned_too, "do without the --public-key that the state was last worked with");
  parser.add_option("--master", a->master, "a file whose first line is the master.snapshot to begin with")
      ->check(some_path());
  parser.add_option("--stream", a->stream, "the stream of JetStream to read (default: supplytwin)")
      ->type_name("NAME");
  parser.add_option("--subject", a->subject, "of it these subjects alone (default: all)")->type_name("SUBJECT");
  parser.add_option("--hold", a->hold, "how long an event waits for earlier ones (default: 5 s, later as before)")
      ->type_name("TIME");
  parser
      .add_option("--retention", a->retention,
                  "how long events and their ids are kept (default: 30 days, later as before)")
      ->type_name("TIME");
  parser
      .add_option("--ahead", a->ahead,
                  "how far recorded times may be ahead of the clock (default: 5 min, later as before)")
      ->type_name("TIME");
  parser.add_option("--until-idle", a->until_idle, "release what waits and end when nothing came for so long")
      ->type_name("TIME");
  parser.add_flag("--emit", a->emit, "send the commands of decisions; without it they are only written down");
  parser.add_option("--commands", a->commands, "the subject under which (default: supplytwin.commands)")
      ->type_name("SUBJECT");
  parser.add_option("--listen", a->listen, "health, metrics and orders over HTTP at this address of this machine")
      ->type_name("ADDRESS:PORT");
  parser.add_option("--token-file", a->token_file, "a file with the token that orders must carry")
      ->check(some_path());
  parser.add_flag("--json", a->json, "the counts as JSON");
  parser.add_flag("--quiet", a->quiet, "no notes");
  parser.footer(
      "Ended by Ctrl-C it exits with 130; the same command goes on from there, also after kill -9.\n"
      "Once a swap has put another policy in force, leave --policy away.");
  return {&parser, [a] { return shadow(*a); }};
}

}  // namespace supplytwin::cli
