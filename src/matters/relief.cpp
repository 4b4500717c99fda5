// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matters/relief.hpp"

#include "amparo/base/check.hpp"
#include "amparo_embedded/relief.hpp"

#include <algorithm>
#include <utility>

namespace amparo::matters {
namespace {

constexpr std::array kStandings{
    std::pair{"present", Standing::kPresent},   std::pair{"missing", Standing::kMissing},
    std::pair{"excepted", Standing::kExcepted}, std::pair{"unknown", Standing::kUnknown},
    std::pair{"declined", Standing::kDeclined}, std::pair{"not_asked", Standing::kNotAsked}};
constexpr std::array kReadings{std::pair{"primary", Reading::kPrimary},
                               std::pair{"secondary", Reading::kSecondary},
                               std::pair{"not_read", Reading::kNotRead}};

template <class T>
T const* by_id(std::vector<T> const& all, std::string_view wanted) noexcept {
    auto const at = std::find_if(all.begin(), all.end(), [&](T const& one) { return one.id == wanted; });
    return at == all.end() ? nullptr : &*at;
}

/// What one object holds, and the first place where it is not as it must be.
class Reader {
  public:
    explicit Reader(std::string place) : place_{std::move(place)} {}
    void under(std::string const& id) { place_ = id; }

    std::string text(Json const& from, char const* key, bool is_needed = true) {
        auto const at = codec::text_at(from, key);
        if (is_needed ? !at || at->empty() : codec::find(from, key) != nullptr && !at) fail(key);
        return std::string{at.value_or("")};
    }
    Words words(Json const& from, char const* key) {
        Json const& both = codec::list_at(from, key);
        Words out{codec::string_or(both, "en"), codec::string_or(both, "es")};
        if (out.en.empty() || out.es.empty()) fail(key);
        return out;
    }
    /// A key that nobody reads is a slip of the pen.
    void only(Json const& from, std::initializer_list<std::string_view> keys) {
        for (auto const& [key, value] : from.items())
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) fail(key);
    }
    void fail(std::string const& key) {
        if (failed_.empty()) failed_ = place_ + "." + key;
    }
    [[nodiscard]] std::string const& failed() const { return failed_; }

  private:
    std::string place_;
    std::string failed_;
};

Item item_in(Reader& r, Json const& from, bool is_evidence) {
    r.only(from, {"id", "labels", "cite", "cooperation", "exceptions"});
    Item out{r.text(from, "id"),
             r.words(from, "labels"),
             r.text(from, "cite", !is_evidence),
             codec::bool_at(from, "cooperation").value_or(false),
             is_evidence,
             {}};
    for (Json const& one : codec::list_at(from, "exceptions")) {
        r.only(one, {"id", "labels", "cite"});
        Exception exception{r.text(one, "id"), r.words(one, "labels"), r.text(one, "cite")};
        if (out.exception(exception.id) != nullptr) r.fail("exceptions");
        out.exceptions.push_back(std::move(exception));
    }
    return out;
}

Option option_in(Reader& r, Json const& from) {
    Option out;
    out.id = r.text(from, "id");
    r.under(out.id);
    r.only(from, {"id", "version", "jurisdiction", "labels", "about", "decides", "cite", "as_of", "reading",
                  "verified_by", "verified_on", "elements", "evidence"});
    out.version = static_cast<int>(codec::int_at(from, "version").value_or(0));
    if (out.version < 1) r.fail("version");
    out.jurisdiction = r.text(from, "jurisdiction");
    out.label = r.words(from, "labels");
    out.about = r.words(from, "about");
    out.decides = r.words(from, "decides");
    out.cite = r.text(from, "cite");
    out.as_of = r.text(from, "as_of");
    std::string const reading = r.text(from, "reading");
    auto const* const read = std::find_if(kReadings.begin(), kReadings.end(),
                                          [&](auto const& pair) { return pair.first == reading; });
    if (read == kReadings.end())
        r.fail("reading");
    else
        out.reading = read->second;
    out.verified_by = r.text(from, "verified_by", false);
    out.verified_on = r.text(from, "verified_on", false);
    if (out.verified_by.empty() != out.verified_on.empty()) r.fail("verified_on");
    for (auto const& [key, is_evidence] : {std::pair{"elements", false}, {"evidence", true}})
        for (Json const& one : codec::list_at(from, key)) {
            Item item = item_in(r, one, is_evidence);
            if (out.item(item.id) != nullptr) r.fail(key);
            out.items.push_back(std::move(item));
        }
    if (out.items.empty() || out.items.front().is_evidence) r.fail("elements");
    return out;
}

}  // namespace

std::string_view name(Reading reading) noexcept {
    return kReadings[static_cast<std::size_t>(reading)].first;
}

std::string_view name(Standing standing) noexcept {
    return kStandings[static_cast<std::size_t>(standing)].first;
}

Standing standing_of(std::optional<std::string_view> answer) noexcept {
    for (auto const& [word, standing] : kStandings)
        if (answer == word) return standing;
    return Standing::kNotAsked;
}

Exception const* Item::exception(std::string_view wanted) const noexcept {
    return by_id(exceptions, wanted);
}

Item const* Option::item(std::string_view wanted) const noexcept {
    return by_id(items, wanted);
}

Option const* ReliefTable::find(std::string_view id) const noexcept {
    return by_id(options_, id);
}

Result<Done, ReliefProblem> ReliefTable::read(Json const& file) {
    std::vector<Option> taken = options_;
    Json const& all = codec::list_at(file, "options");
    if (!all.is_array() || all.empty()) return Fail{ReliefProblem{ReliefCode::kMalformed, "options"}};
    for (Json const& one : all) {
        Reader r{"options"};
        Option option = option_in(r, one);
        if (!r.failed().empty()) return Fail{ReliefProblem{ReliefCode::kMalformed, r.failed()}};
        if (by_id(taken, option.id) != nullptr)
            return Fail{ReliefProblem{ReliefCode::kTwice, option.id + ".id"}};
        taken.push_back(std::move(option));
    }
    options_ = std::move(taken);
    return Done{};
}

ReliefTable const& shipped_relief() {
    static ReliefTable const kShipped = [] {
        ReliefTable out;
        for (embedded::File const& file : embedded::relief()) {
            auto const parsed = codec::parse_json(file.text);
            AMPARO_CHECK(parsed.ok() && out.read(parsed.value()).ok());
        }
        return out;
    }();
    return kShipped;
}

}  // namespace amparo::matters
