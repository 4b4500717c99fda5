// SPDX-License-Identifier: AGPL-3.0-or-later
#include "printed.hpp"

#include "amparo/cli/texts.hpp"

#include <charconv>

namespace amparo::cli {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t out = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return out;
}

}  // namespace

std::optional<audit::Printed> printed_in(std::string_view text, std::uint64_t whole_max,
                                         unsigned decimals_max) {
    if (!text.empty() && text.back() == '%') text.remove_suffix(1);
    std::size_t const point = text.find_first_of(".,");
    std::string digits{text.substr(0, point)};
    audit::Printed out;
    if (point != std::string_view::npos) {
        std::string_view const rest = text.substr(point + 1);
        if (rest.empty() || rest.size() > decimals_max) return std::nullopt;
        digits += rest;
        out.decimals = static_cast<unsigned>(rest.size());
    }
    auto const units = whole_number(digits);
    if (!units || *units > whole_max * audit::scale(out.decimals)) return std::nullopt;
    out.units = *units;
    return out;
}

Fail<Failure> not_a_percentage(Run& run, std::string const& word, std::string const& where) {
    return run.fail(Code::kUsage, fill(texts::kNotAPercentage.in(run.language_of_failures()), {word}), where,
                    "");
}

Result<audit::Printed, Failure> percentage_typed(Run& run, std::string const& word,
                                                 std::string const& where) {
    auto const out = printed_in(word, 100);
    if (!out) return not_a_percentage(run, word, where);
    return *out;
}

Result<std::optional<std::uint64_t>, Failure> count_typed(Run& run, std::string_view option,
                                                          std::uint64_t most, std::uint64_t least) {
    auto const typed = run.given().one(option);
    if (!typed) return std::optional<std::uint64_t>{};
    auto const value = whole_number(*typed);
    if (value && *value >= least && *value <= most) return value;
    return run.fail(Code::kUsage,
                    fill(texts::kOutOfRange.in(run.language_of_failures()),
                         {std::to_string(least), std::to_string(most)}),
                    std::string{option}, "");
}

}  // namespace amparo::cli
