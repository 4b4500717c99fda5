// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/conflicts/conflict.hpp"

#include "amparo/text/sound.hpp"
#include "amparo/text/unicode.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace amparo::conflicts {
namespace {

constexpr std::size_t kPhoneDigits = 8;
constexpr std::size_t kPhoneDigitsMin = 7;

std::vector<BlindWord> blind_name(std::string const& name, Blind const& with) {
    std::vector<BlindWord> out;
    for (letters::SoundWord const& word : letters::sound_words(name)) {
        if (out.size() == kWordsMax) break;
        BlindWord tokens{with("word " + word.word)};
        for (std::string const& key : word.keys) tokens.push_back(with("sound " + key));
        out.push_back(std::move(tokens));
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool words_meet(BlindWord const& a, BlindWord const& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](Token t) { return std::find(b.begin(), b.end(), t) != b.end(); });
}

/// Whether each word of `shorter` from `at` on finds a word of `longer` that no other took.
bool all_find(std::vector<BlindWord> const& shorter, std::size_t at, std::vector<BlindWord> const& longer,
              unsigned taken) {
    if (at == shorter.size()) return true;
    for (std::size_t i = 0; i < longer.size(); ++i) {
        unsigned const bit = 1U << i;
        if ((taken & bit) == 0 && words_meet(shorter[at], longer[i]) &&
            all_find(shorter, at + 1, longer, taken | bit))
            return true;
    }
    return false;
}

bool names_meet(std::vector<BlindWord> const& a, std::vector<BlindWord> const& b) {  // C3
    if (a.empty() || b.empty()) return false;
    if (a.size() == 1 || b.size() == 1) return a.size() == b.size() && a.front().front() == b.front().front();
    return a.size() <= b.size() ? all_find(a, 0, b, 0) : all_find(b, 0, a, 0);
}

}  // namespace

BlindParty blind(Party const& party, Blind const& with) {
    BlindParty out;
    for (std::string const& name : party.names) {
        if (out.names.size() == kNamesMax) break;
        if (auto words = blind_name(name, with); !words.empty()) out.names.push_back(std::move(words));
    }
    for (std::string const& phone : party.phones) {  // C4
        std::string const digits = letters::phone_digits(phone);
        if (digits.size() < kPhoneDigitsMin || out.phones.size() == kNamesMax) continue;
        out.phones.push_back(
            with("phone " + digits.substr(digits.size() - std::min(digits.size(), kPhoneDigits))));
    }
    std::sort(out.names.begin(), out.names.end());
    std::sort(out.phones.begin(), out.phones.end());
    return out;
}

bool meet(BlindParty const& a, BlindParty const& b) {
    for (auto const& name : a.names)
        for (auto const& other : b.names)
            if (names_meet(name, other)) return true;
    return std::any_of(a.phones.begin(), a.phones.end(), [&](Token t) {
        return std::find(b.phones.begin(), b.phones.end(), t) != b.phones.end();
    });
}

struct Index::Impl {
    struct Entry {
        Place place;
        BlindParty party;
    };
    std::vector<Entry> entries;
    std::unordered_map<Token, std::vector<std::uint32_t>> by_token;

    std::vector<std::uint32_t> const* of(Token token) const {
        auto const at = by_token.find(token);
        return at == by_token.end() ? nullptr : &at->second;
    }
    std::size_t count(BlindWord const& word) const {
        std::size_t out = 0;
        for (Token const token : word)
            if (auto const* const with = of(token); with != nullptr) out += with->size();
        return out;
    }
    void collect(Token token, std::vector<std::uint32_t>& into) const {
        if (auto const* const with = of(token); with != nullptr)
            into.insert(into.end(), with->begin(), with->end());
    }
    /// Who meets a name of several words shares two of them at least: its commonest needn't be looked up.
    void collect(std::vector<BlindWord> const& name, std::vector<std::uint32_t>& into) const {
        std::size_t commonest = name.size();
        std::size_t most = 0;
        for (std::size_t i = 0; name.size() > 1 && i < name.size(); ++i)
            if (std::size_t const n = count(name[i]); n >= most) {
                most = n;
                commonest = i;
            }
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (i == commonest) continue;
            for (Token const token : name[i]) collect(token, into);
        }
    }
};

Index::Index() : impl_{std::make_unique<Impl>()} {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

std::size_t Index::size() const noexcept {
    return impl_->entries.size();
}

void Index::add(Place place, BlindParty party) {
    auto const number = static_cast<std::uint32_t>(impl_->entries.size());
    std::set<Token> tokens{party.phones.begin(), party.phones.end()};
    for (auto const& name : party.names)
        for (BlindWord const& word : name) tokens.insert(word.begin(), word.end());
    for (Token const token : tokens) impl_->by_token[token].push_back(number);
    impl_->entries.push_back({place, std::move(party)});
}

std::vector<std::uint32_t> Index::check(BlindParty const& asked, Place own) const {
    std::vector<std::uint32_t> candidates;
    for (auto const& name : asked.names) impl_->collect(name, candidates);
    for (Token const phone : asked.phones) impl_->collect(phone, candidates);
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::set<std::uint32_t> out;
    for (std::uint32_t const c : candidates) {
        Impl::Entry const& entry = impl_->entries[c];
        if (entry.place.matter == own.matter || entry.place.person == own.person) continue;  // C6
        if (!out.contains(entry.place.matter) && meet(asked, entry.party)) out.insert(entry.place.matter);
    }
    return {out.begin(), out.end()};
}

}  // namespace amparo::conflicts
