// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/population.hpp"

#include "amparo/base/bytes.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/crypto/crypto.hpp"

#include <algorithm>
#include <utility>

namespace amparo::evidence {
namespace {

constexpr std::size_t kConditionsMax = 64;
constexpr std::size_t kDepthMax = 8;
constexpr std::size_t kNestedMax = 8;
constexpr std::size_t kWordsMax = 300;
constexpr std::size_t kNameMax = 60;

using Kind = Condition::Kind;

Fail<Refusal> refused(RefusalCode code, std::string place, std::string message, std::string hint) {
    return Fail{Refusal{code, std::move(place), std::move(message), std::move(hint)}};
}

Fail<Refusal> malformed(std::string place, std::string message, std::string hint) {
    return refused(RefusalCode::kMalformed, std::move(place), std::move(message), std::move(hint));
}

std::string key_of(Kind kind) {
    switch (kind) {
        case Kind::kAll:
            return "all";
        case Kind::kAny:
            return "any";
        case Kind::kNot:
            return "not";
        case Kind::kIs:
            return "is";
        case Kind::kIsNot:
            return "is_not";
        case Kind::kAnswered:
        case Kind::kNotAnswered:
            return "answered";
    }
    return {};
}

/// Reads `where`, and gathers the questions it looks at.
class Reader {
  public:
    Reader(Frame const& frame, std::vector<Variable>& variables) : frame_{frame}, variables_{variables} {}

    Result<Condition, Refusal> condition(Json const& where, std::string const& place, std::size_t depth) {
        if (depth >= kDepthMax || ++count_ > kConditionsMax)
            return refused(RefusalCode::kTooLarge, place, "The condition is too long or too deep.",
                           "At most 64 conditions and 8 levels; nest a population instead.");
        if (!where.is_object() || where.empty())
            return malformed(place, "A condition is an object.", "See docs/domain/evidence.md.");
        if (codec::find(where, "field") != nullptr) return leaf(where, place);
        if (where.size() == 1) {
            if (codec::find(where, "all") != nullptr) return several(where, Kind::kAll, place, depth);
            if (codec::find(where, "any") != nullptr) return several(where, Kind::kAny, place, depth);
            if (Json const* const inner = codec::find(where, "not"); inner != nullptr) {
                AMPARO_TRY(auto part, condition(*inner, place + ".not", depth + 1));
                Condition out;
                out.kind = Kind::kNot;
                out.parts.push_back(std::move(part));
                return out;
            }
        }
        return malformed(place, "A condition has `field`, `all`, `any` or `not`.",
                         "See docs/domain/evidence.md.");
    }

  private:
    Result<Condition, Refusal> several(Json const& where, Kind kind, std::string const& place,
                                       std::size_t depth) {
        std::string const key = key_of(kind);
        Json const& list = codec::list_at(where, key);
        if (!where.at(key).is_array() || list.empty())
            return malformed(place + "." + key, "Here stands a list of conditions.", "Name at least one.");
        Condition out;
        out.kind = kind;
        for (std::size_t i = 0; i < list.size(); ++i) {
            AMPARO_TRY(auto part,
                       condition(list[i], place + "." + key + "[" + std::to_string(i) + "]", depth + 1));
            out.parts.push_back(std::move(part));
        }
        return out;
    }

    Result<Condition, Refusal> leaf(Json const& where, std::string const& place) {
        auto const path = codec::text_at(where, "field");
        if (!path || where.size() != 2)
            return malformed(place,
                             "A condition on a question has `field` and one of `is`, `is_not`, `answered`.",
                             "See docs/domain/evidence.md.");
        Condition out;
        AMPARO_TRY(out.variable, variable(*path, place + ".field"));
        if (auto const answered = codec::bool_at(where, "answered"); answered) {
            out.kind = *answered ? Kind::kAnswered : Kind::kNotAnswered;
            return out;
        }
        bool const is = codec::find(where, "is") != nullptr;
        std::string const key = is ? "is" : "is_not";
        Json const* const codes = codec::find(where, key);
        if (codes == nullptr || !codes->is_array() || codes->empty())
            return malformed(place,
                             "A condition on a question has `field` and one of `is`, `is_not`, `answered`.",
                             "`is` and `is_not` are lists of codes.");
        out.kind = is ? Kind::kIs : Kind::kIsNot;
        for (Json const& code : *codes) {
            auto const* const text = code.get_ptr<std::string const*>();
            auto const at = text == nullptr ? std::nullopt : variables_[out.variable].position(*text);
            if (!at)
                return refused(RefusalCode::kUnknownCode, place + "." + key,
                               "\"" + std::string{*path} + "\" has no such answer.",
                               "See the form for its answers.");
            out.codes.push_back(*at);
        }
        std::sort(out.codes.begin(), out.codes.end());
        out.codes.erase(std::unique(out.codes.begin(), out.codes.end()), out.codes.end());
        return out;
    }

    Result<std::size_t, Refusal> variable(std::string_view path, std::string const& place) {
        for (std::size_t i = 0; i < variables_.size(); ++i)
            if (variables_[i].path() == path) return i;
        AMPARO_TRY(auto made, Variable::of(frame_, path, place));
        variables_.push_back(std::move(made));
        return variables_.size() - 1;
    }

    Frame const& frame_;
    std::vector<Variable>& variables_;
    std::size_t count_ = 0;
};

Json json_of(Condition const& condition, std::vector<Variable> const& variables) {
    Json out = Json::object();
    if (condition.kind == Kind::kAll || condition.kind == Kind::kAny || condition.kind == Kind::kNot) {
        Json parts = Json::array();
        for (Condition const& part : condition.parts) parts.push_back(json_of(part, variables));
        out[key_of(condition.kind)] = std::move(parts);
        return out;
    }
    Variable const& variable = variables[condition.variable];
    out["field"] = variable.path();
    Json codes = Json::array();
    for (std::uint16_t const code : condition.codes) codes.push_back(variable.terms()[code].code);
    if (condition.codes.empty())
        out["answered"] = condition.kind == Kind::kAnswered;
    else
        out[key_of(condition.kind)] = std::move(codes);
    Json list = Json::array();
    for (forms::Term const& term : variable.terms()) list.push_back(term.code);
    std::sort(list.begin(), list.end());
    out["list"] = std::move(list);
    return out;
}

std::string joined(std::vector<std::string> const& parts, std::string const& between) {
    std::string out;
    for (std::string const& part : parts) out += (out.empty() ? "" : between) + part;
    return out;
}

std::string said(Condition const& condition, std::vector<Variable> const& variables,
                 std::string_view language) {
    bool const es = language == "es";
    std::vector<std::string> parts;
    for (Condition const& part : condition.parts) {
        std::string const one = said(part, variables, language);
        parts.push_back(part.parts.size() > 1 ? "(" + one + ")" : one);
    }
    if (condition.kind == Kind::kAll) return joined(parts, es ? " y " : " and ");
    if (condition.kind == Kind::kAny) return joined(parts, es ? " o " : " or ");
    if (condition.kind == Kind::kNot) return (es ? "no (" : "not (") + parts.front() + ")";
    Variable const& variable = variables[condition.variable];
    for (std::uint16_t const code : condition.codes)
        parts.push_back("\"" + variable.terms()[code].labels.in(language) + "\"");
    std::string out = variable.label(language) + ": ";
    if (condition.kind == Kind::kAnswered) return out + (es ? "con respuesta" : "answered");
    if (condition.kind == Kind::kNotAnswered) return out + (es ? "sin respuesta" : "not answered");
    if (condition.kind == Kind::kIsNot)
        return out + (es ? "respondida y no " : "answered and not ") + joined(parts, es ? " ni " : " nor ");
    return out + joined(parts, es ? " o " : " or ");
}

bool is_population_name(std::string_view name) {
    return !name.empty() && name.size() <= kNameMax && name.front() >= 'a' && name.front() <= 'z' &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::size_t depth_of(Population const* population) {
    std::size_t depth = 0;
    for (; population != nullptr; population = population->within().get()) ++depth;
    return depth;
}

}  // namespace

Truth holds_of(Condition const& leaf, Reply const& reply) noexcept {
    bool const answered = reply.state == State::kAnswered;
    if (leaf.kind == Kind::kAnswered) return answered ? Truth::kYes : Truth::kNo;
    if (leaf.kind == Kind::kNotAnswered) return answered ? Truth::kNo : Truth::kYes;
    if (reply.state == State::kDoesNotApply) return Truth::kNo;
    if (!answered) return Truth::kUndetermined;
    bool const any = std::any_of(reply.codes.begin(), reply.codes.end(), [&](std::uint16_t code) {
        return std::binary_search(leaf.codes.begin(), leaf.codes.end(), code);
    });
    return any == (leaf.kind == Kind::kIs) ? Truth::kYes : Truth::kNo;
}

Result<Population, Refusal> Population::parse(Json const& definition, Frame const& frame,
                                              std::shared_ptr<Population const> within) {
    Population out;
    out.name_ = codec::string_or(definition, "name");
    if (!is_population_name(out.name_))
        return malformed("name", "A population needs a name.",
                         "Lower-case letters, digits and _, from a letter, at most 60.");
    Json const* const words = codec::find(definition, "words");
    if (words == nullptr || !words->is_object() || words->empty())
        return malformed("words", "A population needs words by language.",
                         "They complete \"of the N ...\": {\"en\": \"who were not citizens\"}.");
    for (auto const& [language, text] : words->items()) {
        auto const* const given = text.get_ptr<std::string const*>();
        bool const empty = given == nullptr || given->find_first_not_of(' ') == std::string::npos;
        if (empty || given->size() > kWordsMax || given->find_first_of("\r\n\t") != std::string::npos)
            return malformed("words." + language, "These words are empty or too long.",
                             "One line, at most 300.");
        out.words_.set(language, *given);
    }
    if (within != nullptr && depth_of(within.get()) >= kNestedMax)
        return refused(RefusalCode::kTooLarge, "within", "Populations are nested too deep.", "At most 8.");
    if (within != nullptr && within->form_ != frame.form->name)
        return malformed("within", "The population around this one is of another form.",
                         "Choose one of this form.");
    out.form_ = frame.form->name;
    out.within_ = std::move(within);
    Json const* const where = codec::find(definition, "where");
    if (where == nullptr) return out;
    Reader reader{frame, out.variables_};
    AMPARO_TRY(out.condition_, reader.condition(*where, "where", 0));
    return out;
}

Population Population::everybody(Frame const& frame, forms::Labels words) {
    Population out;
    out.name_ = "everybody";
    out.form_ = frame.form->name;
    out.words_ = std::move(words);
    return out;
}

std::string Population::sentence(std::string_view language) const {
    bool const es = language == "es";
    std::string out = within_ == nullptr ? std::string{} : within_->sentence(language);
    if (condition_.kind == Kind::kAll && condition_.parts.empty())
        return out.empty() ? std::string{es ? "todos los registros" : "all records"} : out;
    bool const is_first =
        out.empty() || (within_ != nullptr && within_->condition_.parts.empty() &&
                        within_->condition_.kind == Kind::kAll && within_->within_ == nullptr);
    if (is_first) return said(condition_, variables_, language);
    return out + (es ? "; y entre ellos, " : "; and among them, ") + said(condition_, variables_, language);
}

Json Population::query_json() const {
    Json out{{"form", form_}, {"where", json_of(condition_, variables_)}};
    if (within_ != nullptr) out["within"] = within_->query_json();
    return out;
}

std::string Population::query() const {
    return codec::to_text(query_json());
}

std::string Population::query_hash() const {
    return hash_of(query());
}

std::string hash_of(std::string_view text) {
    return crypto::to_hex(crypto::hash(as_bytes(text)));
}

}  // namespace amparo::evidence
