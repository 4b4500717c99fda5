// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/validate.hpp"

#include "amparo/model/ids.hpp"
#include "checks.hpp"
#include "formats.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace amparo::forms {
namespace {

constexpr std::size_t kPhoneLengthMax = 40;
constexpr std::size_t kEmailLengthMax = 254;
constexpr std::size_t kUrlLengthMax = 2000;
constexpr std::size_t kAreaLengthMax = 200;
constexpr std::int64_t kIntegerMax = std::int64_t{1} << 53U;  ///< What every JSON reader holds exactly.

constexpr std::size_t kProblemsMax = 100;  ///< More help nobody.

constexpr std::string_view kFirstPast = "1900";  ///< F23

char const* const kNoAnswerKey = "no_answer";

/// About how long the text of a value is, without writing it; stops once it is past `bytes_max`.
std::size_t size_of(Json const& value, std::size_t bytes_max) {
    std::size_t size = value.is_string() ? value.get_ref<std::string const&>().size() + 2 : 24;
    if (!value.is_structured()) return size;
    for (auto const& [key, inner] : value.items()) {
        size += key.size() + 4 + size_of(inner, bytes_max);
        if (size > bytes_max) break;
    }
    return size;
}

/// Line ends as one '\n', ends trimmed.
std::string normalised_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            out += text[i];
        } else if (i + 1 == text.size() || text[i + 1] != '\n') {
            out += '\n';
        }
    }
    return std::string{trimmed(out)};
}

bool is_id(std::string_view text, LinkTo to) {
    return to == LinkTo::kPerson ? PersonId::parse(text).ok() : RecordId::parse(text).ok();
}

bool holds(Condition::Clause const& clause, Json const& data) {
    if (clause.is.empty()) return is_answered(data, clause.field) == clause.answered;
    Json const* const value = codec::find(data, clause.field);
    if (value == nullptr) return false;
    auto const is_one = [&](Json const& code) {
        return code.is_string() && std::find(clause.is.begin(), clause.is.end(),
                                             code.get_ref<std::string const&>()) != clause.is.end();
    };
    return value->is_array() ? std::any_of(value->begin(), value->end(), is_one) : is_one(*value);
}

bool holds(Condition const& condition, Json const& data) {
    auto const one = [&](Condition::Clause const& clause) { return holds(clause, data); };
    auto const& clauses = condition.clauses;
    if (clauses.empty()) return true;
    return condition.all ? std::all_of(clauses.begin(), clauses.end(), one)
                         : std::any_of(clauses.begin(), clauses.end(), one);
}

/// Checks the values of one object, a record or an item of a group.
class Checker {
  public:
    Checker(Form const& form, std::optional<Date> const& today, Problems& problems)
        : form_{form}, today_{today}, problems_{problems} {}

    /// `given` is what was filled in, `current` what an update starts from.
    Json object(std::vector<Field> const& fields, Json const& given, std::string const& place, Mode mode,
                Json const& current) {
        Json out = Json::object();
        refuse_unknown(fields, given, place);
        Json merged = current.is_object() ? current : Json::object();
        std::set<std::string, std::less<>> refused;
        for (Field const& field : fields) {
            std::string const here = under(place, field.name);
            Json const* const value = codec::find(given, field.name);
            // Whether a question applies is not known while the answer it depends on is not.
            bool const is_known = !looks_at(field.when, refused);
            bool const applies = holds(field.when, merged);
            if (value == nullptr) {
                if (field.required && is_known && applies && is_due(field, given, merged, mode))
                    require(field, here);
            } else if (value->is_null()) {
                clear(field, here, mode, applies, out, merged);
            } else if (is_known && !applies) {
                problem(ProblemCode::kDoesNotApply, here,
                        "\"" + field.name + "\" does not apply, after what is answered above.",
                        "Leave it out, or change the answer it depends on.");
            } else if (std::optional<Json> checked = answer(field, *value, here)) {
                merged[field.name] = *checked;
                out[field.name] = std::move(*checked);
            } else {
                refused.insert(field.name);
            }
        }
        return out;
    }

  private:
    void problem(ProblemCode code, std::string place, std::string message, std::string hint) {
        ++found_;
        if (problems_.size() < kProblemsMax)
            problems_.push_back({code, std::move(place), std::move(message), std::move(hint)});
    }

    static bool looks_at(Condition const& condition, std::set<std::string, std::less<>> const& names) {
        return std::any_of(condition.clauses.begin(), condition.clauses.end(),
                           [&](Condition::Clause const& clause) { return names.count(clause.field) != 0; });
    }

    void refuse_unknown(std::vector<Field> const& fields, Json const& given, std::string const& place) {
        std::vector<std::string_view> known;
        for (Field const& field : fields) known.push_back(field.name);
        for (auto const& [key, value] : given.items()) {
            if (std::find(known.begin(), known.end(), std::string_view{key}) != known.end()) continue;
            if (found_ >= kProblemsMax) {
                ++found_;
                return;
            }
            std::string_view const meant = nearest(key, known);
            std::string const hint = meant.empty() ? "See the form for its fields."
                                                   : "Did you mean \"" + std::string{meant} + "\"?";
            // A key that is no name could be anything, also an answer (F11).
            bool const sayable = is_name(key);
            problem(ProblemCode::kUnknownField, sayable ? under(place, key) : place,
                    sayable ? "\"" + key + "\" is not a field of " + form_.name + "."
                            : "A key is not a field of " + form_.name + ".",
                    hint);
        }
    }

    /// In an update only what the update brings about is due.
    static bool is_due(Field const& field, Json const& given, Json const& merged, Mode mode) {
        if (mode == Mode::kCreate) return true;
        bool const is_touched = std::any_of(
            field.when.clauses.begin(), field.when.clauses.end(),
            [&](Condition::Clause const& clause) { return codec::find(given, clause.field) != nullptr; });
        return is_touched && codec::find(merged, field.name) == nullptr;
    }

    void require(Field const& field, std::string const& here) {
        problem(ProblemCode::kRequired, here, "\"" + field.name + "\" is needed.",
                is_described() ? "Fill it in."
                               : "Fill it in, or say \"unknown\", \"declined\" or \"not_asked\".");
    }

    void clear(Field const& field, std::string const& here, Mode mode, bool applies, Json& out,
               Json& merged) {
        if (mode == Mode::kCreate) {
            problem(ProblemCode::kEmpty, here, "There is nothing here to clear.",
                    "Leave \"" + field.name + "\" out.");
            return;
        }
        if (field.required && applies) {
            require(field, here);
            return;
        }
        merged.erase(field.name);
        out[field.name] = nullptr;
    }

    /// About no person: what is required is described, not asked (F6).
    [[nodiscard]] bool is_described() const noexcept { return form_.about_person == AboutPerson::kNo; }

    std::optional<Json> answer(Field const& field, Json const& given, std::string const& here) {
        if (std::optional<std::string_view> const none = no_answer(given)) {
            if (field.required && is_described()) {
                problem(ProblemCode::kNotAQuestion, here,
                        "\"" + field.name + "\" is needed: it is described here, nobody is asked.",
                        "Fill it in.");
                return std::nullopt;
            }
            if (is_coded(field.type)) return Json(std::string{*none});
            return Json{{kNoAnswerKey, std::string{*none}}};
        }
        switch (field.type) {
            case Type::kText:
            case Type::kLongText:
                return text(given, here, field.max_length, field.type == Type::kLongText);
            case Type::kTexts:
                return list(field, given, here, &Checker::text_item);
            case Type::kInteger:
                return integer(field, given, here);
            case Type::kDecimal:
                return decimal(field, given, here);
            case Type::kDate:
                return not_ahead(
                    field, here,
                    written(given, here, 10, "a date", "Write it as YYYY-MM-DD, a day that exists.",
                            [](std::string_view t) { return parse_date(t).has_value(); }));
            case Type::kPartialDate:
                return not_ahead(field, here,
                                 written(given, here, 10, "a date, or its year and month, or its year",
                                         "Write YYYY, YYYY-MM or YYYY-MM-DD.", is_partial_date));
            case Type::kTime:
                return written(given, here, 5, "a time of day", "Write it as HH:MM.", is_time);
            case Type::kInstant:
                return not_ahead(field, here, instant(given, here));
            case Type::kChoice:
            case Type::kLanguage:
            case Type::kCountry:
                return code(field, given, here);
            case Type::kYesNo:
                if (given.is_boolean()) return Json(given.get<bool>() ? "yes" : "no");
                return code(field, given, here);
            case Type::kChoices:
            case Type::kLanguages:
                return codes(field, given, here);
            case Type::kPhone:
                return written(given, here, kPhoneLengthMax, "a phone number",
                               "Write digits, with + and the country code if you can.", is_phone);
            case Type::kEmail:
                return written(given, here, kEmailLengthMax, "an e-mail address",
                               "Write it as name@example.org.", is_email);
            case Type::kUrl:
                return written(given, here, kUrlLengthMax, "a web address", "Begin it with https://.",
                               is_url);
            case Type::kPlace:
                return place_value(given, here);
            case Type::kLink:
                return link_item(field, given, here);
            case Type::kLinks:
                return list(field, given, here, &Checker::link_item);
            case Type::kGroup:
                return list(field, given, here, &Checker::group_item);
        }
        return std::nullopt;
    }

    std::optional<Json> text(Json const& given, std::string const& here, std::size_t length_max,
                             bool many_lines) {
        if (!given.is_string()) {
            problem(ProblemCode::kWrongType, here, "This must be a text.", "Put it in quotes.");
            return std::nullopt;
        }
        auto const& raw = given.get_ref<std::string const&>();
        std::string const limit = std::to_string(length_max);
        if (raw.size() > 8 * length_max + 1024) return too_long(here, limit);
        if (!is_utf8(raw)) {
            problem(ProblemCode::kMalformed, here, "This text is not UTF-8.", "Save it as UTF-8.");
            return std::nullopt;
        }
        std::string clean = normalised_text(raw);
        if (clean.empty()) {
            problem(ProblemCode::kEmpty, here, "This text is empty.",
                    "Leave it out, or say {\"no_answer\": \"unknown\"}, \"declined\" or \"not_asked\".");
            return std::nullopt;
        }
        bool const has_control = std::any_of(clean.begin(), clean.end(), [many_lines](char c) {
            return is_control(c) && !(many_lines && (c == '\n' || c == '\t'));
        });
        if (has_control) {
            problem(ProblemCode::kMalformed, here,
                    many_lines ? "This text holds a control character." : "This text must be one line.",
                    many_lines ? "Remove it." : "Join the lines, or use the field for notes.");
            return std::nullopt;
        }
        if (code_points(clean) > length_max) return too_long(here, limit);
        return Json(std::move(clean));
    }

    std::optional<Json> too_long(std::string const& here, std::string const& limit) {
        problem(ProblemCode::kTooLong, here, "This text is longer than " + limit + " characters.",
                "Shorten it.");
        return std::nullopt;
    }

    std::optional<Json> text_item(Field const& field, Json const& given, std::string const& here) {
        return text(given, here, field.max_length, false);
    }

    template <class Reads>
    std::optional<Json> written(Json const& given, std::string const& here, std::size_t length_max,
                                std::string const& what, std::string const& hint, Reads reads) {
        if (!given.is_string()) {
            problem(ProblemCode::kWrongType, here, "This must be " + what + ", as a text.", hint);
            return std::nullopt;
        }
        std::string_view const clean = trimmed(given.get_ref<std::string const&>());
        if (clean.size() > length_max || !is_utf8(clean) || !reads(clean)) {
            problem(ProblemCode::kMalformed, here, "This can't be read as " + what + ".", hint);
            return std::nullopt;
        }
        return Json(std::string{clean});
    }

    std::optional<Json> instant(Json const& given, std::string const& here) {
        std::optional<Json> const clean =
            written(given, here, 40, "a point in time",
                    "Write it as YYYY-MM-DDTHH:MM:SSZ in UTC, or with your clock's offset: "
                    "YYYY-MM-DDTHH:MM:SS-06:00.",
                    [](std::string_view t) { return instant_of(t).has_value(); });
        if (!clean) return std::nullopt;
        return Json(amparo::text(*instant_of(clean->get_ref<std::string const&>())));
    }

    /// F23. Text of the same length compares as its days do.
    std::optional<Json> not_ahead(Field const& field, std::string const& here, std::optional<Json> day) {
        if (!field.is_past || !day) return day;
        std::string_view const said = day->get_ref<std::string const&>();
        std::string_view const on = said.substr(0, 10);
        if (on < kFirstPast) {
            problem(ProblemCode::kOutOfRange, here, "This day is before 1900.", "Look at the year again.");
            return std::nullopt;
        }
        if (today_ && on > amparo::text(*today_).substr(0, on.size())) {
            problem(ProblemCode::kOutOfRange, here,
                    "This day is still to come; it says when something happened.", "Look at the date again.");
            return std::nullopt;
        }
        return day;
    }

    std::optional<Json> integer(Field const& field, Json const& given, std::string const& here) {
        if (!given.is_number_integer()) {
            problem(ProblemCode::kWrongType, here, "This must be a whole number.",
                    "Write digits, without quotes.");
            return std::nullopt;
        }
        bool const fits =
            !given.is_number_unsigned() || given.get<std::uint64_t>() <= std::uint64_t{INT64_MAX};
        std::int64_t const number = fits ? given.get<std::int64_t>() : INT64_MAX;
        bool const is_exact = number >= -kIntegerMax && number <= kIntegerMax;
        if (!is_exact || !is_between(field, static_cast<double>(number))) return out_of_range(field, here);
        return Json(number);
    }

    std::optional<Json> decimal(Field const& field, Json const& given, std::string const& here) {
        if (!given.is_number()) {
            problem(ProblemCode::kWrongType, here, "This must be a number.", "Write it without quotes.");
            return std::nullopt;
        }
        if (!is_between(field, given.get<double>())) return out_of_range(field, here);
        return given;
    }

    static bool is_between(Field const& field, double number) noexcept {
        return number >= field.min && number <= field.max;
    }

    std::optional<Json> out_of_range(Field const& field, std::string const& here) {
        problem(ProblemCode::kOutOfRange, here, "This number is out of range.",
                "Write one from " + codec::to_text(bound(field.min)) + " to " +
                    codec::to_text(bound(field.max)) + ".");
        return std::nullopt;
    }

    static Json bound(double number) {
        if (number == std::floor(number)) return Json(static_cast<std::int64_t>(number));
        return Json(number);
    }

    std::optional<Json> code(Field const& field, Json const& given, std::string const& here) {
        if (!given.is_string()) {
            problem(ProblemCode::kWrongType, here, "This must be one code of the list, as a text.",
                    offered(field));
            return std::nullopt;
        }
        auto const& word = given.get_ref<std::string const&>();
        if (field.vocabulary == nullptr || field.vocabulary->find(word) == nullptr) {
            problem(ProblemCode::kUnknownCode, here, "This is not a code of the list.",
                    meant_code(field, word));
            return std::nullopt;
        }
        return given;
    }

    static std::string offered(Field const& field) {
        if (field.vocabulary == nullptr || field.vocabulary->terms().size() > 12)
            return "See the form for its codes.";
        std::string out = "One of:";
        for (Term const& term : field.vocabulary->terms()) out += " " + term.code;
        return out + ", or unknown, declined, not_asked.";
    }

    static std::string meant_code(Field const& field, std::string const& word) {
        std::vector<std::string_view> known{"unknown", "declined", "not_asked"};
        if (field.vocabulary != nullptr)
            for (Term const& term : field.vocabulary->terms()) known.push_back(term.code);
        std::string_view const meant = nearest(word, known);
        return meant.empty() ? offered(field) : "Did you mean \"" + std::string{meant} + "\"?";
    }

    std::optional<Json> codes(Field const& field, Json const& given, std::string const& here) {
        if (!given.is_array()) {
            problem(ProblemCode::kWrongType, here, "This must be a list of codes.", "Write [\"…\", \"…\"].");
            return std::nullopt;
        }
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (!given[i].is_string() || !is_no_answer(given[i].get_ref<std::string const&>())) continue;
            if (given.size() == 1) return given[0];
            problem(ProblemCode::kMixed, at(here, i),
                    "\"unknown\", \"declined\" and \"not_asked\" stand alone.",
                    "Give the answers, or the one word in place of the list.");
            return std::nullopt;
        }
        std::optional<Json> all = list(field, given, here, &Checker::code);
        if (!all) return std::nullopt;
        Json once = Json::array();
        for (Json& each : *all)
            if (std::find(once.begin(), once.end(), each) == once.end()) once.push_back(std::move(each));
        return once;
    }

    using Item = std::optional<Json> (Checker::*)(Field const&, Json const&, std::string const&);

    std::optional<Json> list(Field const& field, Json const& given, std::string const& here, Item item) {
        if (!given.is_array()) {
            problem(ProblemCode::kWrongType, here, "This must be a list.", "Write […], also for one.");
            return std::nullopt;
        }
        if (given.empty()) {
            problem(ProblemCode::kEmpty, here, "This list is empty.",
                    "Leave it out, or say unknown, declined or not_asked.");
            return std::nullopt;
        }
        if (given.size() > field.max_items) {
            problem(ProblemCode::kTooMany, here,
                    "This list holds more than " + std::to_string(field.max_items) + ".", "Shorten it.");
            return std::nullopt;
        }
        std::size_t const before = found_;
        Json out = Json::array();
        for (std::size_t i = 0; i < given.size(); ++i)
            if (std::optional<Json> one = (this->*item)(field, given[i], at(here, i)))
                out.push_back(std::move(*one));
        if (found_ != before) return std::nullopt;
        return out;
    }

    std::optional<Json> link_item(Field const& field, Json const& given, std::string const& here) {
        bool const to_person = field.link_to == LinkTo::kPerson;
        return written(given, here, 36, to_person ? "the id of a person" : "the id of a record",
                       to_person ? "It begins with per_." : "It begins with rec_.",
                       [&field](std::string_view t) { return is_id(t, field.link_to); });
    }

    std::optional<Json> group_item(Field const& field, Json const& given, std::string const& here) {
        if (!given.is_object()) {
            problem(ProblemCode::kWrongType, here,
                    "This must be an object with the fields of \"" + field.name + "\".", "Write {…}.");
            return std::nullopt;
        }
        Json out = object(field.fields, given, here, Mode::kCreate, Json::object());
        if (given.empty())
            problem(ProblemCode::kEmpty, here, "This item has no answers.",
                    "Fill in a field, or remove the item.");
        return out;
    }

    std::optional<Json> place_value(Json const& given, std::string const& here) {
        std::size_t const before = found_;
        if (!given.is_object() || given.empty()) {
            problem(ProblemCode::kWrongType, here, "This must be a place.",
                    "Write {\"latitude\": …, \"longitude\": …}, {\"area\": \"…\"}, or both.");
            return std::nullopt;
        }
        Json out = Json::object();
        for (auto const& [key, inner] : given.items()) {
            if (key == "area") {
                if (std::optional<Json> area = text(inner, under(here, key), kAreaLengthMax, false))
                    out[key] = *area;
            } else if (key == "latitude" || key == "longitude") {
                degrees(key, inner, key == "latitude" ? 90 : 180, here, out);
            } else {
                problem(ProblemCode::kUnknownField, here,
                        "A place has latitude, longitude and area, nothing else.", "Remove the rest.");
            }
        }
        if (given.contains("latitude") != given.contains("longitude"))
            problem(ProblemCode::kRequired, here, "Latitude and longitude go together.",
                    "Give both or neither.");
        if (found_ != before) return std::nullopt;
        return out;
    }

    void degrees(std::string const& key, Json const& given, double limit, std::string const& here,
                 Json& out) {
        std::string const limit_text = std::to_string(static_cast<int>(limit));
        if (given.is_number() && std::abs(given.get<double>()) <= limit) {
            out[key] = given;
        } else {
            problem(given.is_number() ? ProblemCode::kOutOfRange : ProblemCode::kWrongType, under(here, key),
                    "This must be degrees from -" + limit_text + " to " + limit_text + ".",
                    "Metres and degrees with minutes must be converted first.");
        }
    }

    Form const& form_;
    std::optional<Date> const& today_;
    Problems& problems_;
    std::size_t found_ = 0;  ///< Also those past kProblemsMax.
};

/// Names the largest field, which is the one to mend.
Problem too_large(Form const& form, Json const& data) {
    std::string largest;
    std::size_t most = 0;
    for (Field const& field : form.fields) {
        Json const* const value = codec::find(data, field.name);
        std::size_t const size = value == nullptr ? 0 : size_of(*value, SIZE_MAX);
        if (size > most) {
            most = size;
            largest = field.name;
        }
    }
    return {ProblemCode::kTooLarge, largest,
            "All fields together are larger than " + std::to_string(form.data_bytes_max() >> 20U) +
                " MiB; this one is the largest.",
            "Shorten it, or put it in records of its own."};
}

}  // namespace

bool applies(Field const& field, Json const& data) {
    return holds(field.when, data);
}

std::optional<std::string_view> no_answer(Json const& value) noexcept {
    if (value.is_string()) {
        std::string_view const word{value.get_ref<std::string const&>()};
        return is_no_answer(word) ? std::optional{word} : std::nullopt;
    }
    if (!value.is_object() || value.size() != 1) return std::nullopt;
    std::optional<std::string_view> const word = codec::text_at(value, kNoAnswerKey);
    return word && is_no_answer(*word) ? word : std::nullopt;
}

bool is_answered(Json const& data, std::string_view field) noexcept {
    Json const* const value = codec::find(data, field);
    return value != nullptr && !value->is_null() && !no_answer(*value);
}

Validated validate(Form const& form, Json const& data, Mode mode, Json const& current,
                   std::optional<Date> const& today) {
    Validated out;
    if (!data.is_object()) {
        out.problems.push_back(
            {ProblemCode::kNotAnObject, {}, "The data of a record must be an object.", "Write {…}."});
        return out;
    }
    std::size_t const bytes_max = form.data_bytes_max();
    if (size_of(data, bytes_max) > bytes_max) {
        out.problems.push_back(too_large(form, data));
        return out;
    }
    out.data = Checker{form, today, out.problems}.object(form.fields, data, {}, mode, current);
    if (size_of(out.data, bytes_max) > bytes_max) out.problems.push_back(too_large(form, out.data));
    return out;
}

}  // namespace amparo::forms
