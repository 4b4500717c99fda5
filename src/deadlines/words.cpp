// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/date_words.hpp"
#include "amparo/deadlines/deadline.hpp"

namespace amparo::deadlines {
namespace {

struct Say {
    bool es;
    std::string_view language;
    std::string_view operator()(std::string_view en, std::string_view spanish) const {
        return es ? spanish : en;
    }
    std::string day(Date date) const { return written_out(date, language); }
    std::string const& of(Words const& words) const { return es ? words.es : words.en; }
};

std::string amount(int count, Unit unit, Say say) {
    std::string const n = std::to_string(count) + " ";
    bool const one = count == 1;
    switch (unit) {
        case Unit::kDays:
            return n + std::string{one ? say("day", "día") : say("days", "días")};
        case Unit::kBusinessDays:
            return n +
                   std::string{one ? say("working day", "día hábil") : say("working days", "días hábiles")};
        case Unit::kMonths:
            return n + std::string{one ? say("month", "mes") : say("months", "meses")};
        case Unit::kYears:
        case Unit::kAge:
            return n + std::string{one ? say("year", "año") : say("years", "años")};
    }
    return n;
}

std::string added(Step const& s, Say say) {
    std::string const how_much = amount(s.count, s.unit, say);
    std::string const from = say.day(s.from);
    std::string out;
    if (s.unit == Unit::kAge)
        out = std::string{say("Age ", "Edad de ")} + how_much +
              std::string{say(", born on ", "; nació el ")} + from;
    else if (s.counts_first_day)
        out = how_much + std::string{say(" beginning with ", " que empiezan con el ")} + from +
              std::string{say(", that day counted", ", contando ese día")};
    else
        out = how_much + std::string{say(" after ", " después del ")} + from;
    return out + ": " + say.day(s.to) + ".";
}

}  // namespace

std::string words(Step const& s, std::string_view language) {
    Say const say{language == "es", language};
    switch (s.code) {
        case StepCode::kStart:
            return say.of(s.name) + ": " + say.day(s.from) + ".";
        case StepCode::kNotBefore:
            return std::string{say("The rule counts from ", "La norma cuenta desde el ")} + say.day(s.to) +
                   std::string{say(" at the earliest.", " como muy pronto.")};
        case StepCode::kAdd:
            return added(s, say);
        case StepCode::kMonthEnd:
            return std::string{say("That month has no such day: its last day is taken (a convention): ",
                                   "Ese mes no tiene tal día: se toma el último (una convención): ")} +
                   say.day(s.to) + ".";
        case StepCode::kStopped:
            return say.of(s.name) + ", " + amount(s.count, Unit::kDays, say) + ": " + say.day(s.to) + ".";
        case StepCode::kWeekend:
            return say.day(s.from) + std::string{say(" is on a weekend: ", " cae en fin de semana: ")} +
                   say.day(s.to) + ".";
        case StepCode::kHoliday:
            return say.day(s.from) + std::string{say(" is a holiday (", " es feriado (")} + say.of(s.name) +
                   "): " + say.day(s.to) + ".";
        case StepCode::kTaken:
            return std::string{s.count == 1
                                   ? say("The later of these: ", "La más tardía de estas fechas: ")
                                   : say("The earlier of these: ", "La más temprana de estas fechas: ")} +
                   say.day(s.to) + ".";
        case StepCode::kNotCounted:
            return std::string{say("Not known, so not counted: ", "No se sabe, así que no se cuenta: ")} +
                   say.of(s.name) + ".";
        case StepCode::kNotKnown:
            return say.of(s.name) +
                   std::string{say(": holidays before ", ": no se conocen los feriados anteriores a ")} +
                   std::to_string(s.count) + std::string{say(" are not known.", ".")};
    }
    return {};
}

std::string_view name(FactType type) noexcept {
    switch (type) {
        case FactType::kDate:
            return "date";
        case FactType::kYesNo:
            return "yes_no";
        case FactType::kPeriods:
            return "periods";
    }
    return {};
}

std::string_view name(Unit unit) noexcept {
    switch (unit) {
        case Unit::kDays:
            return "days";
        case Unit::kBusinessDays:
            return "business_days";
        case Unit::kMonths:
            return "months";
        case Unit::kYears:
            return "years";
        case Unit::kAge:
            return "age";
    }
    return {};
}

std::string_view name(Means means) noexcept {
    switch (means) {
        case Means::kFileBy:
            return "file_by";
        case Means::kNotBefore:
            return "not_before";
        case Means::kEnds:
            return "ends";
        case Means::kAtLeastUntil:
            return "at_least_until";
        case Means::kAimsBy:
            return "aims_by";
    }
    return {};
}

std::string_view name(Reading reading) noexcept {
    switch (reading) {
        case Reading::kPrimary:
            return "primary";
        case Reading::kSecondary:
            return "secondary";
        case Reading::kNotRead:
            return "not_read";
    }
    return {};
}

std::string_view name(StepCode code) noexcept {
    switch (code) {
        case StepCode::kStart:
            return "start";
        case StepCode::kNotBefore:
            return "not_before";
        case StepCode::kAdd:
            return "add";
        case StepCode::kMonthEnd:
            return "month_end";
        case StepCode::kStopped:
            return "stopped";
        case StepCode::kWeekend:
            return "weekend";
        case StepCode::kHoliday:
            return "holiday";
        case StepCode::kTaken:
            return "taken";
        case StepCode::kNotCounted:
            return "not_counted";
        case StepCode::kNotKnown:
            return "not_known";
    }
    return {};
}

std::string_view name(Urgency urgency) noexcept {
    switch (urgency) {
        case Urgency::kNone:
            return "none";
        case Urgency::kAhead:
            return "ahead";
        case Urgency::kToday:
            return "today";
        case Urgency::kOverdue:
            return "overdue";
    }
    return {};
}

}  // namespace amparo::deadlines
