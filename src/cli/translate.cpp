// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/translate.hpp"

#include "amparo/base/check.hpp"
#include "amparo/cli/words.hpp"
#include "amparo_embedded/engine_es.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace amparo::cli {
namespace {

constexpr int kDeepest = 12;  ///< A hint may name ten mends, one in the other.

/// A sentence with holes: what stands between them, and what it is in Spanish.
struct Pattern {
    std::vector<std::string> pieces;
    std::string spanish;
    std::size_t letters = 0;  ///< Outside of the holes.
};

std::vector<std::string> pieces_of(std::string_view key) {
    std::vector<std::string> out;
    for (std::size_t hole = key.find("{}"); hole != std::string_view::npos; hole = key.find("{}")) {
        out.emplace_back(key.substr(0, hole));
        key.remove_prefix(hole + 2);
    }
    out.emplace_back(key);
    return out;
}

class Catalogue {
  public:
    Catalogue() {
        auto const parsed = codec::parse_json(embedded::engine_es().front().text);
        AMPARO_CHECK(parsed.ok());
        for (auto const& [key, value] : codec::list_at(parsed.value(), "sentences").items()) {
            auto const& spanish = value.get_ref<std::string const&>();
            std::vector<std::string> pieces = pieces_of(key);
            if (pieces.size() == 1) {
                whole_.emplace(key, spanish);
            } else {
                patterns_.push_back({std::move(pieces), spanish, key.size()});
            }
        }
        // What says most of a sentence itself is what was meant.
        std::stable_sort(patterns_.begin(), patterns_.end(),
                         [](Pattern const& a, Pattern const& b) { return a.letters > b.letters; });
    }

    [[nodiscard]] std::string spanish(std::string_view sentence, int depth = 0) const {
        if (auto const at = whole_.find(sentence); at != whole_.end()) return at->second;
        if (depth > kDeepest) return std::string{sentence};
        for (Pattern const& pattern : patterns_)
            if (auto const values = values_in(pattern, sentence)) return filled(pattern, *values, depth);
        return std::string{sentence};
    }

  private:
    /// What stands in the holes, if this is the sentence.
    static std::optional<std::vector<std::string>> values_in(Pattern const& pattern,
                                                             std::string_view sentence) {
        auto const& pieces = pattern.pieces;
        if (!sentence.starts_with(pieces.front())) return std::nullopt;
        sentence.remove_prefix(pieces.front().size());
        std::vector<std::string> out;
        for (std::size_t i = 1; i < pieces.size(); ++i) {
            bool const is_last = i + 1 == pieces.size();
            if (is_last && !sentence.ends_with(pieces[i])) return std::nullopt;
            std::size_t const end = is_last ? sentence.size() - pieces[i].size() : sentence.find(pieces[i]);
            if (end == std::string_view::npos || end == 0) return std::nullopt;
            out.emplace_back(sentence.substr(0, end));
            sentence.remove_prefix(end + pieces[i].size());
        }
        return out;
    }

    [[nodiscard]] std::string filled(Pattern const& pattern, std::vector<std::string> const& values,
                                     int depth) const {
        std::string out;
        std::size_t hole = 0;
        std::string_view rest = pattern.spanish;
        for (std::size_t at = rest.find("{}"); at != std::string_view::npos && hole < values.size();
             at = rest.find("{}")) {
            out += rest.substr(0, at);
            // What stands there is a code: a state, or a part.
            bool const is_code =
                pattern.pieces.front() == "it is " || pattern.pieces[hole].ends_with("part \"");
            out += is_code ? word(values[hole], Language::kSpanish) : spanish(values[hole], depth + 1);
            ++hole;
            rest.remove_prefix(at + 2);
        }
        return out + std::string{rest};
    }

    std::map<std::string, std::string, std::less<>> whole_;
    std::vector<Pattern> patterns_;
};

}  // namespace

std::string translated(std::string_view sentence, Language language) {
    if (language == Language::kEnglish || sentence.empty()) return std::string{sentence};
    static Catalogue const kCatalogue;
    return kCatalogue.spanish(sentence);
}

Failure translated(Failure failure, Language language) {
    failure.message = translated(std::string_view{failure.message}, language);
    failure.hint = translated(std::string_view{failure.hint}, language);
    return failure;
}

}  // namespace amparo::cli
