// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/date_words.hpp"
#include "amparo/base/instant.hpp"
#include "amparo/forms/describe.hpp"
#include "amparo/forms/validate.hpp"

#include <optional>
#include <string>

namespace amparo::forms {
namespace {

constexpr std::size_t kHourAt = 11;  ///< In the text of an instant.
constexpr std::string_view kHourOfDay = "HH:MM";

/// " UTC", " (UTC-05:00)".
std::string zone(std::chrono::minutes offset) {
    if (offset.count() == 0) return " UTC";
    Instant const since_midnight = Instant{} + std::chrono::abs(offset);
    return std::string{" (UTC"} + (offset.count() < 0 ? "-" : "+") +
           text(since_midnight).substr(kHourAt, kHourOfDay.size()) + ")";
}

std::string instant_in_words(std::string_view given, std::string_view language, UtcOffset const& offset_at) {
    std::optional<Instant> const instant = parse_instant(given);
    if (!instant) return std::string{given};
    std::chrono::minutes const offset = offset_at ? offset_at(*instant) : std::chrono::minutes{0};
    Instant const there = *instant + offset;
    return written_out(date_of(there), language) + ", " + text(there).substr(kHourAt, kHourOfDay.size()) +
           zone(offset);
}

/// "2024", "2024-05" or "2024-05-03".
std::string date_in_words(std::string_view given, std::string_view language) {
    if (std::optional<Date> const date = parse_date(given)) return written_out(*date, language);
    std::optional<Date> const first =
        given.size() == 7 ? parse_date(std::string{given} + "-01") : std::nullopt;
    return first ? written_out(first->year() / first->month(), language) : std::string{given};
}

class Writer {
  public:
    Writer(std::string_view language, UtcOffset const& offset) : language_{language}, offset_{offset} {}

    std::string value(Field const& field, Json const& value) const {
        if (std::optional<std::string_view> const none = no_answer(value)) return label(no_answers(), *none);
        if (!value.is_array()) return one(field, value);
        std::string out;
        for (Json const& item : value) add(out, one(field, item), field.type == Type::kGroup ? "; " : ", ");
        return out;
    }

  private:
    static void add(std::string& out, std::string const& more, std::string_view between) {
        if (!out.empty() && !more.empty()) out += between;
        out += more;
    }

    /// A code the list no longer has is shown as it is.
    std::string label(Vocabulary const& list, std::string_view code) const {
        Term const* const term = list.find(code);
        return term == nullptr ? std::string{code} : term->labels.in(language_);
    }

    std::string one(Field const& field, Json const& value) const {
        if (field.type == Type::kLink || field.type == Type::kLinks) return {};
        if (field.type == Type::kPlace) return place(value);
        if (field.type == Type::kGroup) return group(field, value);
        if (value.is_number()) return codec::to_text(value);
        if (!value.is_string()) return {};
        auto const& written = value.get_ref<std::string const&>();
        if (field.vocabulary != nullptr) return label(*field.vocabulary, written);
        if (field.type == Type::kDate || field.type == Type::kPartialDate)
            return date_in_words(written, language_);
        if (field.type == Type::kInstant) return instant_in_words(written, language_, offset_);
        return written;
    }

    /// In the order of the form, whatever the order of the keys.
    std::string group(Field const& field, Json const& item) const {
        std::string out;
        for (Field const& inner : field.fields) {
            Json const* const given = codec::find(item, inner.name);
            std::string const words = given == nullptr ? std::string{} : value(inner, *given);
            if (!words.empty()) add(out, inner.labels.in(language_) + ": " + words, ", ");
        }
        return out;
    }

    std::string place(Json const& value) const {
        if (std::optional<std::string_view> const area = codec::text_at(value, "area"))
            return std::string{*area};
        if (codec::find(value, "latitude") == nullptr) return {};
        return language_ == "es" ? "un lugar en el mapa" : "a place on the map";
    }

    std::string_view language_;
    UtcOffset const& offset_;
};

}  // namespace

std::string in_words(Field const& field, Json const& value, std::string_view language,
                     UtcOffset const& offset) {
    return Writer{language, offset}.value(field, value);
}

}  // namespace amparo::forms
