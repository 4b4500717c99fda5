// SPDX-License-Identifier: AGPL-3.0-or-later
// What a publication keeps (W1), and how it is written down.
#include "amparo/evidence/publications.hpp"

#include <algorithm>
#include <charconv>

namespace amparo::evidence {
namespace {

constexpr std::int64_t kWithSums = 3;
constexpr std::int64_t kVersion = 2;
constexpr std::int64_t kWithoutKey = 1;
constexpr std::size_t kDigestLength = 16;
/// How the question of a file of records begins, which no form has.
constexpr std::string_view kFile = "file ";
constexpr std::int64_t kSumMax = std::int64_t{1} << 53U;

std::string reply_text(Reply const& reply, Variable const& variable) {
    if (reply.state != State::kAnswered) return std::string{name(reply.state)};
    std::string out;
    for (std::uint16_t const code : reply.codes)
        out += (out.empty() ? "=" : ",") + variable.terms()[code].code;
    return out.empty() ? "=" : out;
}

std::string reply_words(Reply const& reply, Variable const& variable, std::string const& language) {
    std::string out;
    for (std::uint16_t const code : reply.codes)
        out += (out.empty() ? "" : ", ") + variable.terms()[code].labels.in(language);
    return variable.label(language) + ": " +
           (out.empty() ? std::string{state_words(reply.state, language)} : out);
}

std::string file_words(std::string_view language) {
    return language == "es" ? "archivo de registros" : "file of records";
}

/// What `reply_text` wrote; nothing if a code is no more in the list.
std::optional<Reply> reply_from(std::string_view text, Variable const& variable) {
    for (std::size_t state = 0; state < kStates; ++state)
        if (text == name(static_cast<State>(state))) return Reply{static_cast<State>(state), {}};
    if (!text.starts_with('=')) return std::nullopt;
    Reply out{State::kAnswered, {}};
    for (std::string_view rest = text.substr(1); !rest.empty();) {
        std::string_view const code = rest.substr(0, rest.find(','));
        auto const position = variable.position(code);
        if (!position) return std::nullopt;
        out.codes.push_back(*position);
        rest.remove_prefix(std::min(rest.size(), code.size() + 1));
    }
    return out;
}

void say_question_in(std::string const& language, Frame const& frame, std::string const& path,
                     std::string& question, std::vector<CountedTable::Answer>& answers) {
    auto const variable = Variable::of(frame, path);
    if (!variable.ok()) return;
    question = variable.value().label(language);
    for (CountedTable::Answer& one : answers)
        if (auto const reply = reply_from(one.reply, variable.value()); reply)
            one.words = reply_words(*reply, variable.value(), language);
}

/// Of the populations that had these words in any language: if all have the same in this one.
std::optional<std::string> words_now(std::string const& words,
                                     std::vector<Population const*> const& populations,
                                     std::string const& language) {
    std::set<std::string> found;
    for (Population const* const one : populations)
        if (one->words("en") == words || one->words("es") == words) found.insert(one->words(language));
    return found.size() == 1 ? std::optional{*found.begin()} : std::nullopt;
}

/// All that occur, in the order of the pool; then codes of a short list that nobody gave alone.
std::vector<CountedTable::Answer> answers_of(Microdata const& data, std::size_t at,
                                             std::string const& language) {
    Variable const& variable = data.variables()[at];
    std::vector<CountedTable::Answer> out;
    auto const add = [&](Reply const& reply) {
        std::string text = reply_text(reply, variable);
        auto const same = [&](CountedTable::Answer const& one) { return one.reply == text; };
        if (std::any_of(out.begin(), out.end(), same)) return;
        out.push_back({std::move(text), reply_words(reply, variable, language)});
    };
    for (Reply const& reply : data.replies(at)) add(reply);
    for (std::size_t code = 0; code < variable.terms().size() && variable.terms().size() <= kShortList;
         ++code)
        add({State::kAnswered, {static_cast<std::uint16_t>(code)}});
    return out;
}

std::string column_name(ShownTable const& shown, std::size_t index) {
    if (index == 0) return {};
    std::string const& code = shown.columns[index].column->code;
    return code.empty() ? "-" : "=" + code;
}

/// W10
bool is_of_a_group(std::uint64_t seen, std::uint64_t answered, About const& about) {
    auto const coalition = protection::policy_of(about.profile).coalition;
    if (about.profile != protection::Profile::kResearchConsented || !coalition || about.group_agreed)
        return false;
    auto const part = static_cast<std::int64_t>(seen);
    auto const whole = static_cast<std::int64_t>(answered);
    return protection::gives_group_away(part, whole, *coalition) ||
           protection::gives_group_away(whole - part, whole, *coalition);
}

void tell(CountedTable& out, ShownTable const& shown, std::size_t index, About const& about) {
    ShownColumn const& column = shown.columns[index];
    std::string const name_of = column_name(shown, index);
    auto const say = [&](std::string row, std::uint64_t count) {
        out.told.push_back({{name_of, std::move(row)}, about.rounded.may_have_been(count)});
    };
    bool is_group = false;
    for (std::size_t state = 0; state < kStates; ++state)
        if (column.states[state]) say(std::string{name(static_cast<State>(state))}, *column.states[state]);
    for (std::size_t i = 0; i < column.shown.size(); ++i) {
        std::size_t const row = shown.table->rows[i];
        std::string code = "=" + shown.table->question.rows.terms()[row].code;
        std::uint64_t const seen = column.column->seen[row];
        if (!column.shown[i] && is_of_a_group(seen, column.column->answered(), about)) is_group = true;
        if (column.shown[i])
            say(std::move(code), seen);
        else if (seen == 0)
            out.withheld_zeros.push_back({name_of, std::move(code)});
    }
    if (is_group) out.withheld_groups.push_back({name_of, std::string{name(State::kAnswered)}});
}

std::string universe_of(Population const& population, Unit unit) {
    return population.form() + (unit == Unit::kPerson ? "|person" : "|record");
}

/// "papers: citizen; paid: yes"
std::string line_words(protection::Microdata const& records, std::vector<protection::Code> const& codes) {
    std::string out;
    for (std::size_t c = 0; c < codes.size(); ++c)
        out += (c == 0 ? "" : "; ") + records.columns[c].name + ": " +
               (codes[c] == protection::kBlank ? "-" : records.columns[c].codes[codes[c]]);
    return out;
}

Json answers_json(std::vector<CountedTable::Answer> const& answers) {
    Json out = Json::array();
    for (CountedTable::Answer const& one : answers) out.push_back({one.reply, one.words});
    return out;
}

Json table_json(CountedTable const& table) {
    Json told = Json::array();
    for (Told const& one : table.told)
        told.push_back({one.of.column, one.of.row, one.range.least, one.range.most});
    Json zeros = Json::array();
    for (Selected const& one : table.withheld_zeros) zeros.push_back({one.column, one.row});
    Json groups = Json::array();
    for (Selected const& one : table.withheld_groups) groups.push_back({one.column, one.row});
    std::string people;
    for (auto const& [digest, at] : table.people)
        people += digest + std::to_string(at.first) + "," + std::to_string(at.second) + ";";
    Json out{{"universe", table.universe},
             {"key", table.key},
             {"words", table.words},
             {"rows", table.rows},
             {"columns", table.columns},
             {"rows_words", table.rows_words},
             {"columns_words", table.columns_words},
             {"depends", table.depends},
             {"row_answers", answers_json(table.row_answers)},
             {"column_answers", answers_json(table.column_answers)},
             {"people", std::move(people)},
             {"told", std::move(told)},
             {"withheld_zeros", std::move(zeros)},
             {"withheld_groups", std::move(groups)}};
    for (ToldSum const& sum : table.sums) {
        Json values = Json::array();
        for (auto const& [row, value] : sum.values) values.push_back(Json::array({row, value}));
        out["sums"].push_back(Json::array({std::move(values), sum.range.least, sum.range.most}));
    }
    return out;
}

bool are_texts(Json const& list, std::size_t count) {
    return list.is_array() && list.size() >= count &&
           std::all_of(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count),
                       [](Json const& one) { return one.is_string(); });
}

std::optional<std::vector<CountedTable::Answer>> answers_from(Json const& list) {
    std::vector<CountedTable::Answer> out;
    for (Json const& one : list) {
        if (!are_texts(one, 2)) return std::nullopt;
        out.push_back({one[0].get<std::string>(), one[1].get<std::string>()});
    }
    return out;
}

/// What had no key is blinded as it stands, so that one person's digest is the same in both.
std::string digest_of(std::string const& subject, Blind const& blind) {
    return blind(hash_of("published|" + subject).substr(0, kDigestLength));
}

/// "digest" "12,3;"
bool read_people(std::string_view text, Blind const* blind, CountedTable& out) {
    while (!text.empty()) {
        std::size_t const end = text.find(';');
        if (end == std::string_view::npos || end < kDigestLength) return false;
        std::string digest{text.substr(0, kDigestLength)};
        std::string_view const places = text.substr(kDigestLength, end - kDigestLength);
        std::pair<std::uint32_t, std::uint32_t> at;
        char const* const last = places.data() + places.size();
        auto const first = std::from_chars(places.data(), last, at.first);
        if (first.ec != std::errc{} || first.ptr == last || *first.ptr != ',') return false;
        auto const second = std::from_chars(first.ptr + 1, last, at.second);
        if (second.ec != std::errc{} || second.ptr != last) return false;
        if (at.first >= out.row_answers.size() || at.second >= out.column_answers.size()) return false;
        out.people.emplace(blind == nullptr ? std::move(digest) : (*blind)(digest), at);
        text.remove_prefix(end + 1);
    }
    return true;
}

/// From -most to most.
std::optional<std::int64_t> whole_from(Json const& json, std::int64_t most) {
    bool const is_beyond =
        json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(most);
    if (!json.is_number_integer() || is_beyond) return std::nullopt;
    auto const out = json.get<std::int64_t>();
    return out >= -most && out <= most ? std::optional{out} : std::nullopt;
}

std::optional<ToldSum> sum_from(Json const& json) {
    if (!json.is_array() || json.size() != 3 || !json[0].is_array()) return std::nullopt;
    auto const least = whole_from(json[1], kSumMax);
    auto const most = whole_from(json[2], kSumMax);
    if (!least || !most) return std::nullopt;
    ToldSum out{{}, {*least, *most}};
    for (Json const& one : json[0]) {
        bool const is_pair = are_texts(one, 1) && one.size() == 2;
        auto const value = is_pair ? whole_from(one[1], kAnswerValueMax) : std::nullopt;
        if (!value) return std::nullopt;
        out.values.emplace_back(one[0].get<std::string>(), *value);
    }
    return out;
}

/// What was written before questions were is read from "Status: Resident".
std::string question_in(Json const& json, char const* key, std::vector<CountedTable::Answer> const& answers) {
    std::string const first = answers.empty() ? std::string{} : answers.front().words;
    return codec::string_or(json, key, first.substr(0, first.find(": ")));
}

std::optional<CountedTable> table_from(Json const& json, Blind const* blind) {
    CountedTable out;
    out.universe = codec::string_or(json, "universe");
    out.key = codec::string_or(json, "key");
    out.words = codec::string_or(json, "words");
    out.rows = codec::string_or(json, "rows");
    out.columns = codec::string_or(json, "columns");
    for (Json const& path : codec::list_at(json, "depends"))
        if (path.is_string()) out.depends.push_back(path.get<std::string>());
    auto rows = answers_from(codec::list_at(json, "row_answers"));
    auto columns = answers_from(codec::list_at(json, "column_answers"));
    if (!rows || !columns) return std::nullopt;
    out.row_answers = std::move(*rows);
    out.column_answers = std::move(*columns);
    out.rows_words = question_in(json, "rows_words", out.row_answers);
    out.columns_words = out.columns.empty() ? "" : question_in(json, "columns_words", out.column_answers);
    if (!read_people(codec::text_at(json, "people").value_or(""), blind, out)) return std::nullopt;
    for (Json const& one : codec::list_at(json, "told")) {
        if (!are_texts(one, 2) || one.size() != 4 || !one[2].is_number_integer() ||
            !one[3].is_number_integer())
            return std::nullopt;
        out.told.push_back({{one[0].get<std::string>(), one[1].get<std::string>()},
                            {one[2].get<std::int64_t>(), one[3].get<std::int64_t>()}});
    }
    for (Json const& one : codec::list_at(json, "sums")) {
        auto sum = sum_from(one);
        if (!sum) return std::nullopt;
        out.sums.push_back(std::move(*sum));
    }
    auto const read_selected = [&](char const* key, std::vector<Selected>& list) {
        for (Json const& one : codec::list_at(json, key)) {
            if (!are_texts(one, 2)) return false;
            list.push_back({one[0].get<std::string>(), one[1].get<std::string>()});
        }
        return true;
    };
    if (!read_selected("withheld_zeros", out.withheld_zeros) ||
        !read_selected("withheld_groups", out.withheld_groups))
        return std::nullopt;
    return out;
}

}  // namespace

CountedTable counted(ShownTable const& shown, Microdata const& data, About const& about,
                     std::string const& more, Blind const& blind) {
    Question const& asked = shown.table->question;
    CountedTable out;
    out.universe = universe_of(*asked.population, asked.scope.unit);
    out.key = hash_of(asked.population->query() + "|" + asked.scope.from + "|" + asked.scope.to + "|" +
                      asked.scope.as_of + "|" + more);
    out.words = asked.population->words(about.as.language);
    out.rows = asked.rows.path();
    out.rows_words = asked.rows.label(about.as.language);
    std::size_t const first = data.find(out.rows);
    out.row_answers = answers_of(data, first, about.as.language);
    out.column_answers = {{"", ""}};
    if (asked.columns) {
        out.columns = asked.columns->path();
        out.columns_words = asked.columns->label(about.as.language);
        out.column_answers = answers_of(data, data.find(out.columns), about.as.language);
    }
    for (Population const* one = asked.population.get(); one != nullptr; one = one->within().get())
        for (Variable const& variable : one->variables()) out.depends.push_back(variable.path());
    for (std::size_t const row : cases_in(*asked.population, data)) {
        std::uint32_t const second = asked.columns ? data.column(data.find(out.columns))[row] : 0;
        out.people.emplace(digest_of(data.subject(row), blind), std::pair{data.column(first)[row], second});
    }
    for (std::size_t i = 0; i < shown.columns.size(); ++i) tell(out, shown, i, about);
    return out;
}

CountedTable counted(ReleasedFile const& file, std::string const& language, Blind const& blind) {
    CountedTable out;
    out.universe = universe_of(*file.population, file.unit);
    // A question of its own: lines of two files are not each other's answers.
    out.rows = std::string{kFile} + hash_of(csv_of(*file.records, Style::kApart)).substr(0, kDigestLength);
    out.rows_words = file_words(language);
    out.key = hash_of(file.population->query() + "|" + out.rows);
    out.words = file.population->words(language);
    out.depends = file.questions;
    out.depends.push_back(out.rows);
    for (Population const* one = file.population; one != nullptr; one = one->within().get())
        for (Variable const& variable : one->variables()) out.depends.push_back(variable.path());
    out.column_answers = {{"", ""}};
    std::vector<std::uint32_t> line_of;
    std::vector<std::int64_t> counts;
    std::map<std::vector<protection::Code>, std::uint32_t> lines;
    for (std::size_t row = 0; row < file.records->rows(); ++row) {
        std::vector<protection::Code> codes;
        for (auto const& column : file.records->values) codes.push_back(column[row]);
        auto const [at, is_new] = lines.emplace(codes, static_cast<std::uint32_t>(counts.size()));
        if (is_new) {
            counts.push_back(0);
            out.row_answers.push_back({"=" + std::to_string(at->second), line_words(*file.records, codes)});
        }
        ++counts[at->second];
        line_of.push_back(at->second);
    }
    for (std::size_t i = 0; i < file.of->size(); ++i)
        if (std::uint32_t const line = (*file.of)[i]; line != protection::kLeftOut)
            out.people.emplace(digest_of((*file.subjects)[i], blind), std::pair{line_of[line], 0U});
    auto const all = static_cast<std::int64_t>(line_of.size());
    for (std::size_t state = 0; state < kStates; ++state)
        out.told.push_back({{"", std::string{name(static_cast<State>(state))}},
                            state == 0 ? protection::CountRange{all, all} : protection::CountRange{0, 0}});
    for (std::size_t line = 0; line < counts.size(); ++line)
        out.told.push_back({{"", out.row_answers[line].reply}, {counts[line], counts[line]}});
    return out;
}

void say_in(std::string const& language, Frame const& frame,
            std::vector<Population const*> const& populations, CountedTable& table) {
    if (auto const words = words_now(table.words, populations, language); words) table.words = *words;
    if (table.rows.starts_with(kFile)) {
        table.rows_words = file_words(language);
        return;
    }
    say_question_in(language, frame, table.rows, table.rows_words, table.row_answers);
    if (!table.columns.empty())
        say_question_in(language, frame, table.columns, table.columns_words, table.column_answers);
}

void find_gone(std::vector<Publication> const& before, Publication& next, Population const& population,
               Microdata const& everybody, Blind const& blind) {
    std::string const universe = universe_of(population, everybody.scope().unit);
    std::set<std::string> there;
    for (std::size_t row = 0; row < everybody.size(); ++row)
        there.insert(digest_of(everybody.subject(row), blind));
    for (Publication const& one : before)
        for (CountedTable const& table : one.tables)
            for (auto const& [digest, at] : table.people)
                if (table.universe == universe && there.count(digest) == 0) next.gone.insert(digest);
}

Json Publication::to_json() const {
    bool const has_sums = std::any_of(tables.begin(), tables.end(),
                                      [](CountedTable const& table) { return !table.sums.empty(); });
    Json out{{"version", has_sums ? kWithSums : kVersion},
             {"day", day},
             {"title", title},
             {"profile", protection::name(profile)},
             {"rounding_key", rounding_key},
             {"tables", Json::array()}};
    if (least > 0) out["least"] = least;
    for (CountedTable const& table : tables) out["tables"].push_back(table_json(table));
    return out;
}

std::optional<Publication> Publication::from_json(Json const& json, Blind const& blind) {
    auto const profile = protection::profile_named(codec::string_or(json, "profile"));
    auto const version = codec::int_at(json, "version");
    if (!profile || !version || *version < kWithoutKey || *version > kWithSums) return std::nullopt;
    Publication out{codec::string_or(json, "day"),
                    codec::string_or(json, "title"),
                    *profile,
                    codec::string_or(json, "rounding_key"),
                    {},
                    version == kWithoutKey,
                    {},
                    std::max<std::int64_t>(codec::int_at(json, "least").value_or(0), 0)};
    for (Json const& one : codec::list_at(json, "tables")) {
        auto table = table_from(one, out.had_no_key ? &blind : nullptr);
        if (!table) return std::nullopt;
        out.tables.push_back(std::move(*table));
    }
    return out;
}

}  // namespace amparo::evidence
