// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.microdata, evidence.synthesize: files of records for others.
//
//   H1 Consent.  A line of a k-anonymous file is still a person. So it is made of interviews of one study alone, and of
//                those who agreed to research; there is no way to make one of the people who are served. An invented
//                record is nobody's.
//   H2 Again.    Two k-anonymous files of the same people may say together what neither says alone: the second of a study
//                needs a reason, which is kept.
//   H3 Spent.    What differential privacy costs adds up over all files of a form: it is kept, said, and bounded
//                (kEpsilonMax); so is the chance that the promise fails (kDeltaMax).
//   H4 Kept.     Nothing is given out that is not written down as made (form records_file).
//   H5 Ledger.   A k-anonymous file is held against all that was published, and later bundles against it
//                (evidence/publications.hpp W8).
//   H6 People.   A line is a person's, and a person's part in invented records is one line: records are no unit here. Why: of
//                three that are alike all may be one person's, and what is promised of one record isn't of somebody with five.
//   H7 Lent.     Whose answers are withheld so that others have company (K6) follows from a key that comes from the key of
//                the part statistics: the same file again withholds the same, and no reader can tell whose it were.
#include "counting.hpp"
#include "evidence_view.hpp"
#include "publishing.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/protection/anonymity.hpp"
#include "amparo/protection/synthesis.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::engine {
namespace {

/// The operating system's, in pieces.
class SystemChance final : public protection::Chance {
  public:
    std::uint64_t bits() override {
        if (at_ == drawn_.size()) {
            drawn_ = crypto::make_random<kBytes>();
            at_ = 0;
        }
        std::uint64_t out = 0;
        for (std::size_t i = 0; i < sizeof out; ++i)
            out = out << 8U | std::to_integer<std::uint64_t>(drawn_[at_++]);
        return out;
    }

  private:
    static constexpr std::size_t kBytes = 4096;
    std::array<std::byte, kBytes> drawn_{};
    std::size_t at_ = kBytes;
};

/// H7
std::uint64_t company_salt(keyring::Keys const& keys) {
    auto const token = crypto::derive_token(first_statistics_key(keys), "amp.company", {});
    std::uint64_t out = 0;
    for (std::byte const byte : std::span{token}.first(sizeof out))
        out = out << 8U | std::to_integer<std::uint64_t>(byte);
    return out;
}

evidence::Style style_in(Json const& asked) {
    return codec::text_at(asked, "format") == "ctdc" ? evidence::Style::kFlags : evidence::Style::kApart;
}

Failure failure_of(protection::AnonymityError error) {
    using E = protection::AnonymityError;
    switch (error) {
        case E::kTooFew:
            return {Code::kRefused, "there are fewer records than each is to be one of", "file.k",
                    "make a table instead: evidence table"};
        case E::kNoKeys:
            return {Code::kUsage, "a key is named twice, or there is none", "file.keys",
                    "name at least one question, each once"};
        case E::kTooManyKeys:
            return {Code::kUsage, "the keys have more combinations than can be counted", "file.keys",
                    "name fewer keys"};
        case E::kBadLevels:
            return {Code::kUsage, "a level does not join whole groups of the level before it", "file.keys",
                    ""};
        case E::kNotInCodebook:
        case E::kBadThreshold:
            break;
    }
    return {Code::kUsage, "this can't be made k-anonymous as asked", "file", ""};
}

/// 18.4
std::string one_place(double value) {
    auto const tenths = static_cast<std::int64_t>(std::llround(value * 10));
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

Failure failure_of(protection::SynthesisRefusal const& refusal) {
    using C = protection::SynthesisCode;
    switch (refusal.code) {
        case C::kTooFew:
            return {Code::kRefused,
                    "with fewer than 1,000 records the noise drowns what they say; in percentage points it "
                    "is here " +
                        one_place(refusal.noise_points),
                    "file.reason_for_few", "an expert may give a reason, which is kept"};
        case C::kTooManyCells:
        case C::kNoColumns:
        case C::kNotInCodebook:
            break;
        case C::kBadGuarantee:
            return {Code::kUsage, "epsilon is 0.01 to 50, delta above 0 and at most 0.01", "file.epsilon",
                    ""};
    }
    return {Code::kUsage, "no records can be invented from these questions", "file.questions", ""};
}

Json counts_of(evidence::Records const& records, evidence::Intake const& intake) {
    return Json{{"not_in", records.not_in},
                {"undetermined", records.undetermined},
                {"excluded", intake.excluded_cases},
                {"repeated", intake.repeated}};
}

/// To what a level joined the answers; the ways to give none stay as they are.
Json groups_json(protection::Level const& level, protection::Column const& column) {
    Json out = Json::array();
    for (std::size_t group = 0; group < level.names.size(); ++group) {
        Json codes = Json::array();
        for (std::size_t code = 0; code < level.of.size(); ++code)
            if (level.of[code] == group) codes.push_back(column.codes[code]);
        bool const is_itself = codes.size() == 1 && codes[0] == level.names[group];
        if (!is_itself || level.names[group].front() != '(')
            out.push_back(Json{{"group", level.names[group]}, {"answers", std::move(codes)}});
    }
    return out;
}

Json key_json(protection::KeyUse const& use, protection::Key const& key, protection::Column const& column) {
    bool const all = use.level > key.levels.size();
    bool const is_joined = !all && use.level > 0;
    return Json{{"question", column.name},
                {"level", use.level},
                {"levels", key.levels.size() + 1},
                {"in_one", all},
                {"groups", is_joined ? groups_json(key.levels[use.level - 1], column) : Json::array()},
                {"answers", use.answers},
                {"withheld", use.withheld},
                {"loss", use.loss}};
}

double sum_of(std::vector<Json> const& files, std::string_view what) {
    double out = 0;
    for (Json const& one : files) out += codec::number_at(one, what).value_or(0);
    return out;
}

}  // namespace

Result<Engine::Session::Publishing::HandedOn, Failure> Engine::Session::Publishing::handed_on(
    Json const& asked) const {
    Counting counting{s};
    if (scope_in(asked).unit == evidence::Unit::kRecord)
        return refused("a file is of people, and many records may be one person's", "file.unit",
                       "leave unit out");
    auto const kept = counting.populations();
    HandedOn out;
    out.population = codec::string_or(asked, "population");
    AMPARO_TRY(auto const population, counting.kept_population(kept, out.population));
    out.form = codec::string_or(kept.at(out.population), "of_form");
    out.query = population->query_hash();
    out.asked_of = population;
    AMPARO_TRY(auto const frame, counting.frame_of(out.form));
    AMPARO_DO(counting.has_instrument(asked, frame));
    std::vector<evidence::Variable> questions;
    for (Json const& path : codec::list_at(asked, "questions")) {
        std::string const place = "file.questions[" + std::to_string(questions.size()) + "]";
        auto one = evidence::Variable::of(frame, path.get<std::string>(), place);
        if (!one.ok()) return Fail{from(one.error(), {})};
        out.columns.push_back(path.get<std::string>());
        if (std::count(out.columns.begin(), out.columns.end(), out.columns.back()) > 1)
            return usage("a question is named twice", place);
        questions.push_back(std::move(one).value());
    }
    AMPARO_TRY(auto const cases, counting.cases_of(evidence::variables_for(questions, *population),
                                                   scope_in(asked), frame, asked));
    out.records = evidence::records_of(*population, questions, cases);
    out.intake = cases.intake();
    if (out.records.data.rows() == 0)
        return refused("nobody is in this population", "file.population", "look at it with evidence list");
    return out;
}

std::vector<Json> Engine::Session::Publishing::records_files(std::string_view what,
                                                             std::string const& form) const {
    std::vector<Json> out;
    s.projection_->for_each("records_file", [&](projection::RecordView const& view) {
        Json const& data = view.state.fields;
        if (codec::text_at(data, "what") == what && codec::text_at(data, "of_form") == std::string_view{form})
            out.push_back(data);
    });
    return out;
}

Json Engine::Session::Publishing::records_file(std::string_view what, HandedOn const& file,
                                               Json const& asked) const {
    Json out{{"what", what},        {"of_form", file.form},    {"population", file.population},
             {"query", file.query}, {"columns", file.columns}, {"made_at", text(s.now())}};
    if (auto const study = codec::text_at(asked, "study")) out["study"] = *study;
    return out;
}

Answer Engine::Session::evidence_microdata(Json const& params) {
    Publishing publishing{*this};
    Json const& asked = codec::list_at(params, "file");
    AMPARO_TRY(auto const file, publishing.handed_on(asked));
    std::string const reason = codec::string_or(asked, "again");
    for (Json const& earlier : publishing.records_files("microdata", file.form))
        if (reason.empty() && codec::text_at(earlier, "study") == codec::text_at(asked, "study"))
            return refused(
                "a file of this study was made before; two together may say what neither says alone",
                "file.again", "give a reason, which is kept");
    protection::AnonymityRequest request;
    Json keys = Json::array();
    for (Json const& key : codec::list_at(asked, "keys")) {
        std::string const place = "file.keys[" + std::to_string(request.keys.size()) + "]";
        auto made = evidence::key_of(file.records.data, codec::string_or(key, "question"),
                                     codec::list_at(key, "levels"), place);
        if (!made.ok()) return Fail{from(made.error(), {})};
        request.keys.push_back(std::move(made).value());
    }
    std::int64_t const least = Counting{*this}.least_of("records");
    request.k = static_cast<std::uint32_t>(
        codec::int_at(asked, "k").value_or(std::max<std::int64_t>(request.k, least)));
    if (request.k < least)
        return refused("this office asks that each record is one of more", "file.k", "see evidence policy");
    request.most_withheld = codec::number_at(asked, "most_withheld").value_or(request.most_withheld);
    if (codec::text_at(asked, "blank") == "anything") request.blank = protection::Blank::kAnything;
    AMPARO_DO(holds(Part::kStatistics, "file"));
    request.salt = company_salt(vault_.keys());
    if (codec::text_at(asked, "withhold") == "records") request.withhold = protection::Withhold::kRecords;
    auto const made = protection::anonymise(file.records.data, request);
    if (!made.ok()) return Fail{failure_of(made.error())};
    protection::Anonymised const& out = made.value();
    AMPARO_DO(publishing.key_ledgers());
    AMPARO_TRY(auto const before, publishing.publications());
    evidence::Publication next{text(now()).substr(0, 10),
                               "File of records: " + file.population,
                               protection::Profile::kResearchConsented,
                               {},
                               {},
                               false,
                               {}};
    next.tables.push_back(evidence::counted({file.asked_of.get(), file.columns, &out.records, &out.of,
                                             &file.records.subjects, scope_in(asked).unit},
                                            "en", publishing.ledger_blind()));
    AMPARO_DO(publishing.find_gone(before, next, file.population, scope_in(asked).unit));
    AMPARO_DO(publishing.gives_nobody_away(before, next));

    Json account = publishing.records_file("microdata", file, asked);
    account["k"] = request.k;
    account["keys"] = Json::array();
    Json result = counts_of(file.records, file.intake);
    for (std::size_t i = 0; i < out.keys.size(); ++i) {
        protection::Column const& column = file.records.data.columns[request.keys[i].column];
        account["keys"].push_back(column.name + ": " + std::to_string(out.keys[i].level));
        keys.push_back(key_json(out.keys[i], request.keys[i], column));
    }
    if (!reason.empty()) account["reason"] = reason;
    result.update(Json{{"file", crypto::to_base64(as_bytes(evidence::csv_of(out.records, style_in(asked))))},
                       {"records", out.records.rows()},
                       {"left_out", out.left_out},
                       {"keys", std::move(keys)},
                       {"k", request.k},
                       {"least", out.least},
                       {"least_anything", out.least_anything},
                       {"mean_risk", out.mean_risk},
                       {"groups", out.groups},
                       {"alike", out.alike},
                       {"loss", out.loss},
                       {"cheapest", out.is_cheapest}});
    AMPARO_TRY(auto kept, own_record("records_file", std::nullopt, account));
    Json const told{{"what", "file"},
                    {"population", file.population},
                    {"questions", file.columns},
                    {"keys", account["keys"]},
                    {"k", request.k}};
    AMPARO_TRY(auto entered, publishing.publication_record(next, out.records.rows(), out.left_out, told));
    result["publication"] = kept.record.text();
    AMPARO_DO(write({std::move(kept), std::move(entered)},
                    [&] { return publishing.nothing_published_since(before.size(), "file"); }));
    return result;
}

Result<Done, Failure> Engine::Session::Publishing::gives_nobody_away(
    std::vector<evidence::Publication> const& before, evidence::Publication const& file) const {
    std::optional<protection::Budget> budget;
    if (s.ports_.solver != nullptr) budget.emplace(*s.ports_.solver, kWork);
    auto const who = evidence::given_away(before, file, budget ? &*budget : nullptr, "en");
    if (who.empty()) return Done{};
    std::vector<std::string> names;
    for (evidence::GivenAway const& one : who) names.push_back(one.who);
    return Fail{with_list(
        {Code::kRefused, "with what was published before, it could be worked out how many these are", "file",
         "leave out the questions that were published, or make the file of other people"},
        std::move(names))};
}

double Engine::Session::Publishing::epsilon_spent(std::string const& form) const {
    return sum_of(records_files("synthetic", form), "epsilon");
}

Answer Engine::Session::evidence_synthesize(Json const& params) {
    Publishing publishing{*this};
    Json const& asked = codec::list_at(params, "file");
    AMPARO_TRY(auto const file, publishing.handed_on(asked));
    protection::SynthesisRequest request;
    request.guarantee.epsilon = codec::number_at(asked, "epsilon").value_or(request.guarantee.epsilon);
    request.guarantee.delta = codec::number_at(asked, "delta").value_or(request.guarantee.delta);
    request.reason_for_few = codec::string_or(asked, "reason_for_few");
    request.several = file.records.several;
    auto const can_be_spent = [&]() -> NewEntries {
        double const spent = publishing.epsilon_spent(file.form);
        if (spent + request.guarantee.epsilon > kEpsilonMax)
            return refused("all files of these people together may cost an epsilon of " +
                               one_place(kEpsilonMax) + "; spent is " + one_place(spent),
                           "file.epsilon", "use a file that was made, or a smaller epsilon");
        if (sum_of(publishing.records_files("synthetic", file.form), "delta") + request.guarantee.delta >
            kDeltaMax)
            return refused("the deltas of all files of these people together may come to 0.01", "file.delta",
                           "leave delta out, or use a file that was made");
        return std::vector<vault::NewEntry>{};
    };
    AMPARO_DO(can_be_spent());
    std::size_t const rows = file.records.data.rows();
    Json plan{{"noise_points", protection::noise_points(rows, file.records.data.columns, request.guarantee)},
              {"original_records", rows},
              {"epsilon", request.guarantee.epsilon},
              {"delta", request.guarantee.delta},
              {"epsilon_from", codec::number_at(asked, "epsilon") ? "asked" : "default"},
              {"spent_before", publishing.epsilon_spent(file.form)},
              {"most", kEpsilonMax}};
    if (codec::bool_at(params, "only_plan") == true) {
        if (auto const against = protection::objection(file.records.data, request))
            return Fail{failure_of(*against)};
        return plan;
    }
    SystemChance of_the_system;
    auto const made = protection::synthesise(file.records.data, request,
                                             ports_.chance != nullptr ? *ports_.chance : of_the_system);
    if (!made.ok()) return Fail{failure_of(made.error())};
    protection::Synthesis const& out = made.value();

    Json account = publishing.records_file("synthetic", file, asked);
    account["epsilon"] = request.guarantee.epsilon;
    account["delta"] = request.guarantee.delta;
    if (!out.reason_for_few.empty()) account["reason"] = out.reason_for_few;
    double const spent = request.guarantee.epsilon + publishing.epsilon_spent(file.form);
    std::size_t const files = 1 + publishing.records_files("synthetic", file.form).size();
    Json pairs = Json::array();
    for (auto const& [a, b] : out.pairs)
        pairs.push_back(Json::array({out.records.columns[a].name, out.records.columns[b].name}));
    Json result = counts_of(file.records, file.intake);
    result.update(plan);
    result.update(Json{{"file", crypto::to_base64(as_bytes(evidence::csv_of(out.records, style_in(asked))))},
                       {"records", out.records.rows()},
                       {"spent", spent},
                       {"files", files},
                       {"pairs", std::move(pairs)},
                       {"distance_one", protection::mean_distance(file.records.data, out.records, 1)},
                       {"distance_two", protection::mean_distance(file.records.data, out.records, 2)}});
    AMPARO_TRY(auto kept, own_record("records_file", std::nullopt, account));
    result["publication"] = kept.record.text();
    AMPARO_DO(write({std::move(kept)}, can_be_spent));
    return result;
}

}  // namespace amparo::engine
