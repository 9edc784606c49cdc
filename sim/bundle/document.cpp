#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "base/quote.hpp"
#include "base/utf8.hpp"
#include "bundle/strict_yaml.hpp"
#include "bundle/yaml_fault.hpp"

namespace supplytwin::bundle {
namespace {

/// Stops the parser once a limit is passed; the fault is already noted.
struct Enough {};

std::size_t count_nodes(const YamlNode& node) {
  std::size_t total = 1 + node.keys.size();
  for (const YamlNode& item : node.items) total += count_nodes(item);
  return total;
}

std::size_t depth_of(const YamlNode& node) {
  std::size_t deepest = 0;
  for (const YamlNode& item : node.items) deepest = std::max(deepest, depth_of(item));
  return node.is_map() || node.is_sequence() ? deepest + 1 : 0;
}

}  // namespace

/// Turns the parser's events into nodes, checking as it goes.
class DocumentBuilder final : public YAML::EventHandler {
 public:
  DocumentBuilder(Document& document, std::vector<base::Fault>& faults, const YamlLimits& limits)
      : document_(document), faults_(faults), limits_(limits) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) stop(mark, "a second document in the file; expected one");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(node(mark, YamlNode::Kind::null), anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode n = node(mark, YamlNode::Kind::scalar);
    if (tag != "?" && tag != "!") refuse_tag(mark, tag);
    n.quoted = tag == "!";
    n.text = value;
    const char first = n.position < document_.text_.size() ? document_.text_[n.position] : '\0';
    // The parser takes the end of the file for the closing quote.
    if (n.quoted && (first == '"' || first == '\'') &&
        closing_quote(document_.text_, n.position) == std::string::npos)
      stop(mark, "this quote is never closed");
    n.length = width(n);
    add(std::move(n), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) stop(mark, "an alias inside its own anchor");
    if (++aliases_ > limits_.aliases) {
      stop(mark, "more than " + std::to_string(limits_.aliases) + " aliases in one file");
    }
    YamlNode copy = found->second;
    nodes_ += count_nodes(copy);
    check_size(mark, depth_of(copy));
    add(std::move(copy), 0);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    bool key_taken = false;   // a map whose key waits for its value
    bool drop_value = false;  // the value of a refused key
  };

  YamlNode node(const YAML::Mark& mark, YamlNode::Kind kind) {
    YamlNode n;
    n.kind = kind;
    n.position = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), document_.text_.size());
    const base::Fault place = document_.fault_at(n.position, 1, {});
    n.line = place.line;
    n.column = place.column;
    ++nodes_;
    check_size(mark, 0);
    return n;
  }

  /// Characters of a scalar on its first line, quotes included.
  int width(const YamlNode& n) const {
    const std::string& text = document_.text_;
    std::size_t bytes = n.text.size();
    const char first = n.position < text.size() ? text[n.position] : '\0';
    if (n.quoted && (first == '"' || first == '\'')) {
      std::size_t end = n.position + 1;
      while (end < text.size() && text[end] != first && text[end] != '\n') {
        end += first == '"' && text[end] == '\\' ? 2 : 1;
      }
      bytes = end + 1 - n.position;
    } else if (n.quoted) {
      bytes = 1;
    }
    return document_.fault_at(n.position, bytes, {}).length;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind) {
    if (tag != "?" && !tag.empty() && tag != "!") refuse_tag(mark, tag);
    YamlNode n = node(mark, kind);
    check_size(mark, 1);
    open_.push_back({std::move(n), anchor, false, false});
  }

  void close() {
    Open top = std::move(open_.back());
    open_.pop_back();
    if (top.node.is_map() && !top.node.keys.empty() && top.node.keys.front().position == top.node.position) {
      top.node.length = top.node.keys.front().length;
    }
    add(std::move(top.node), top.anchor);
  }

  void add(YamlNode n, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_.insert_or_assign(anchor, n);
    if (open_.empty()) {
      document_.root_ = std::move(n);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_sequence()) {
      parent.node.items.push_back(std::move(n));
    } else if (!parent.key_taken) {
      parent.key_taken = true;
      if (parent.node.keys.size() == limits_.keys)
        stop(n.position, "more than " + std::to_string(limits_.keys) + " keys in one map");
      take_key(parent, std::move(n));
    } else {
      parent.key_taken = false;
      if (n.is_null() && !parent.drop_value) {  // the parser places it at what follows
        const YamlNode& key = parent.node.keys.back();
        n.line = key.line;
        n.column = key.column;
        n.length = key.length;
        n.position = key.position;
      }
      if (!std::exchange(parent.drop_value, false)) parent.node.items.push_back(std::move(n));
    }
  }

  void take_key(Open& parent, YamlNode key) {
    if (!key.is_scalar()) {
      faults_.push_back(document_.fault(key, "a key must be a word, found " + describe(key)));
      parent.drop_value = true;
      return;
    }
    if (const YamlNode* first = parent.node.find_key(key.text)) {
      faults_.push_back(document_.fault(key, "duplicate key " + base::in_quotes(key.text) +
                                                 "; it already stands in line " + std::to_string(first->line)));
      parent.drop_value = true;
      return;
    }
    parent.node.keys.push_back(std::move(key));
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    faults_.push_back(
        document_.fault_at(static_cast<std::size_t>(std::max(mark.pos, 0)), 1,
                           "the tag " + base::in_quotes(tag) + " is not used here; write the value alone"));
  }

  void check_size(const YAML::Mark& mark, std::size_t more_depth) {
    if (nodes_ > limits_.nodes) stop(mark, "more than " + std::to_string(limits_.nodes) + " values in one file");
    if (open_.size() + more_depth > limits_.depth) {
      stop(mark, "nested deeper than " + std::to_string(limits_.depth) + " levels");
    }
  }

  [[noreturn]] void stop(const YAML::Mark& mark, std::string message) {
    stop(static_cast<std::size_t>(std::max(mark.pos, 0)), std::move(message));
  }

  [[noreturn]] void stop(std::size_t position, std::string message) {
    faults_.push_back(document_.fault_at(position, 1, std::move(message)));
    throw Enough{};
  }

  Document& document_;
  std::vector<base::Fault>& faults_;
  const YamlLimits& limits_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  std::size_t documents_ = 0, aliases_ = 0, nodes_ = 0;
};

Document Document::parse(std::string text, std::string file, std::vector<base::Fault>& faults, YamlLimits limits) {
  Document d;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);  // a byte order mark says nothing and would shift columns
  d.text_ = std::move(text);
  d.file_ = std::move(file);
  if (d.text_.size() > limits.bytes) {
    faults.push_back({d.file_, 0, 0, "the file holds more than " + std::to_string(limits.bytes) + " bytes", {}, 1});
    return d;
  }
  d.line_begin_.push_back(0);
  for (std::size_t i = 0; i < d.text_.size(); ++i) {
    if (d.text_[i] == '\n') d.line_begin_.push_back(i + 1);
  }
  if (const std::size_t bad = base::first_bad_byte(d.text_); bad != std::string::npos) {
    faults.push_back(d.fault_at(bad, 1, std::string(base::bad_byte_words(d.text_[bad]))));
    return d;
  }
  for (std::size_t i = 0; i < d.line_begin_.size(); ++i) {
    const std::size_t end = i + 1 < d.line_begin_.size() ? d.line_begin_[i + 1] : d.text_.size();
    if (end - d.line_begin_[i] <= limits.line) continue;
    faults.push_back(
        d.fault_at(d.line_begin_[i], 1, "a line of more than " + std::to_string(limits.line) + " bytes; break it"));
    return d;
  }
  DocumentBuilder builder(d, faults, limits);
  std::istringstream in(d.text_);
  try {
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Enough&) {
    d.root_ = {};
  } catch (const YAML::Exception& e) {
    d.root_ = {};
    const bool placed = !e.mark.is_null();
    const YamlFault f = explain(d.text_, placed ? static_cast<std::size_t>(e.mark.pos) : d.text_.size(), e.msg);
    faults.push_back(d.fault_at(f.position, 1, f.message));
  }
  return d;
}

}  // namespace supplytwin::bundle
