// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/form.hpp"

#include "checks.hpp"
#include "declaration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace amparo::forms {
namespace {

constexpr std::array<std::pair<Type, std::string_view>, 22> kTypes{{
    {Type::kText, "text"},
    {Type::kTexts, "texts"},
    {Type::kLongText, "long_text"},
    {Type::kInteger, "integer"},
    {Type::kDecimal, "decimal"},
    {Type::kDate, "date"},
    {Type::kPartialDate, "partial_date"},
    {Type::kTime, "time"},
    {Type::kInstant, "instant"},
    {Type::kChoice, "choice"},
    {Type::kChoices, "choices"},
    {Type::kYesNo, "yes_no"},
    {Type::kPhone, "phone"},
    {Type::kEmail, "email"},
    {Type::kUrl, "url"},
    {Type::kLanguage, "language"},
    {Type::kLanguages, "languages"},
    {Type::kCountry, "country"},
    {Type::kPlace, "place"},
    {Type::kLink, "link"},
    {Type::kLinks, "links"},
    {Type::kGroup, "group"},
}};

// What surrounds the data of a record at the boundary (data/api.json).
constexpr std::array<std::string_view, 11> kReservedFields{"id",        "kind",    "person",   "data",
                                                           "created",   "updated", "revision", "heads",
                                                           "conflicts", "sealed",  "no_answer"};
constexpr std::array<std::string_view, 4> kReservedForms{"record", "person", "form", "member"};

constexpr std::size_t kItemsLimit = 1000;
constexpr std::size_t kClausesMax = 20;
constexpr std::size_t kConditionCodesMax = 100;

template <std::size_t N>
bool is_in(std::string_view text, std::array<std::string_view, N> const& list) noexcept {
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_text(Type type) noexcept {
    return type == Type::kText || type == Type::kTexts || type == Type::kLongText;
}
bool is_number(Type type) noexcept {
    return type == Type::kInteger || type == Type::kDecimal;
}
bool is_list(Type type) noexcept {
    return type == Type::kTexts || type == Type::kChoices || type == Type::kLanguages ||
           type == Type::kLinks || type == Type::kGroup;
}

std::vector<std::string_view> type_names() {
    std::vector<std::string_view> out;
    for (auto const& entry : kTypes) out.push_back(entry.second);
    return out;
}

std::vector<std::string_view> part_names() {
    std::vector<std::string_view> out;
    for (Part const part : kAllParts) out.push_back(amparo::name(part));
    return out;
}

std::string one_of(std::vector<std::string_view> const& names) {
    std::string out = "One of:";
    for (std::string_view const each : names) out += " " + std::string{each};
    return out + ".";
}

std::shared_ptr<Vocabulary const> yes_no() {
    static std::shared_ptr<Vocabulary const> const kYesNo = [] {
        Json const list = Json::array({
            {{"code", "yes"}, {"labels", {{"en", "Yes"}, {"es", "Sí"}}}},
            {{"code", "no"}, {"labels", {{"en", "No"}, {"es", "No"}}}},
        });
        Problems none;
        return std::make_shared<Vocabulary const>(Vocabulary::of_options(list, {}, none));
    }();
    return kYesNo;
}

class FormReader {
  public:
    explicit FormReader(Vocabularies const& vocabularies) : vocabularies_{vocabularies} {}

    std::variant<Form, Problems> read(Json const& declaration) {
        Form form;
        if (codec::to_text(declaration).size() > kDataBytesMax) {
            return Problems{
                {ProblemCode::kTooLarge, {}, "This declaration is larger than 1 MiB.", "Make two forms."}};
        }
        Declaration top{declaration, {}, problems_};
        form.name = top.name("name");
        if (is_in(form.name, kReservedForms))
            top.problem(ProblemCode::kReservedName, "name", "This name is used by Amparo itself.",
                        "Choose another.");
        if (top.take("version") == nullptr) top.missing("version");
        form.version = top.integer("version", 1, 1'000'000, 1);
        form.labels = top.labels("labels", true);
        form.about = top.labels("about", false);
        form.behaviour = top.flag("behaviour");
        form.starts_person = top.flag("starts_person");
        form.describes_person = top.flag("describes_person");
        form.about_person = read_about_person(top);
        form.title = top.name("title");
        if (form.starts_person && form.about_person == AboutPerson::kNo)
            top.problem(ProblemCode::kBadValue, "starts_person", "A form about no person can't begin one.",
                        "Set about_person to yes.");
        about_person_ = form.about_person;
        behaviour_ = form.behaviour;
        text_length_limit_ = form.behaviour ? kEngineTextLengthLimit : kTextLengthLimit;
        if (Json const* const list = top.take("fields")) {
            form.fields = read_fields(*list, "fields", nullptr);
        } else {
            top.missing("fields");
        }
        top.refuse_the_rest();
        check_title(form, top);
        check_done_by(form.fields);
        check_matter_link(form.fields);
        if (!problems_.empty()) return problems_;
        form.declaration = declaration;
        return form;
    }

  private:
    AboutPerson read_about_person(Declaration& top) {
        std::string const word = top.text("about_person", kNameLengthMax, true);
        if (word == "yes") return AboutPerson::kYes;
        if (word == "no") return AboutPerson::kNo;
        if (word == "optional") return AboutPerson::kOptional;
        if (!word.empty())
            top.problem(ProblemCode::kBadValue, "about_person",
                        "This must be \"yes\", \"no\" or \"optional\".", "");
        return AboutPerson::kYes;
    }

    static void check_title(Form const& form, Declaration& top) {
        if (form.title.empty()) return;
        Field const* const title = form.find(form.title);
        if (title == nullptr) {
            top.problem(ProblemCode::kUnknownField, "title", "The title is not a field of this form.",
                        "Name a field to show in lists.");
            return;
        }
        bool const is_readable = title->type == Type::kText || title->type == Type::kLongText ||
                                 title->type == Type::kDate || title->type == Type::kPartialDate ||
                                 title->type == Type::kInstant || title->type == Type::kChoice;
        if (!is_readable)
            top.problem(ProblemCode::kBadValue, "title", "The title must be a text, a date or a choice.", "");
    }

    std::vector<Field> read_fields(Json const& list, std::string const& place, Field const* group) {
        std::vector<Field> out;
        if (!list.is_array() || list.empty() || list.size() > kFieldsMax) {
            problems_.push_back(
                {ProblemCode::kBadValue, place, "This must be a list of one to 200 fields.", ""});
            return out;
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            Field field = read_field(list[i], at(place, i), group, out);
            if (!field.name.empty() && find_field(out, field.name) != nullptr)
                problems_.push_back({ProblemCode::kDuplicate, under(at(place, i), "name"),
                                     "There is a field of this name already.",
                                     "Give each field its own name."});
            out.push_back(std::move(field));
        }
        return out;
    }

    Field read_field(Json const& value, std::string const& place, Field const* group,
                     std::vector<Field> const& above) {
        Declaration in{value, place, problems_};
        Field field;
        field.name = in.name("name");
        if (group == nullptr && is_in(field.name, kReservedFields))
            in.problem(ProblemCode::kReservedName, "name", "This name is used by Amparo itself.",
                       "Choose another.");
        field.type = read_type(in, group);
        field.part = read_part(in, group);
        field.was_in = read_was_in(in, group);
        field.required = in.flag("required");
        field.labels = in.labels("labels", true);
        field.help = in.labels("help", false);
        field.exports = in.names("export");
        read_safeguards(in, field, group);
        read_list_of_codes(in, field);
        read_bounds(in, field);
        read_search(in, field);
        read_due(in, field, group);
        read_past(in, field);
        read_link(in, field);
        if (Json const* const when = in.take("when"))
            read_condition(*when, under(place, "when"), field, above);
        if (field.type == Type::kGroup) {
            if (Json const* const list = in.take("fields")) {
                field.fields = read_fields(*list, under(place, "fields"), &field);
            } else {
                in.missing("fields");
            }
        }
        in.refuse_the_rest();
        return field;
    }

    Type read_type(Declaration& in, Field const* group) {
        std::string const word = in.text("type", kNameLengthMax, true);
        std::optional<Type> const type = type_named(word);
        if (!type) {
            if (!word.empty())
                in.problem(ProblemCode::kUnknownType, "type", "There is no such type of field.",
                           one_of(type_names()));
            return Type::kText;
        }
        if (group != nullptr && *type == Type::kGroup)
            in.problem(ProblemCode::kBadValue, "type", "A group can't hold a group.",
                       "Make it a form of its own.");
        return *type;
    }

    static std::optional<Part> part_called(Declaration& in, std::string_view key, std::string_view word) {
        std::optional<Part> const part = part_named(word);
        if (!part) in.problem(ProblemCode::kUnknownPart, key, "There is no such part.", one_of(part_names()));
        return part;
    }

    Part read_part(Declaration& in, Field const* group) {
        if (group != nullptr) return group->part;
        std::string const word = in.text("part", kNameLengthMax, true);
        std::optional<Part> const part = word.empty() ? std::nullopt : part_called(in, "part", word);
        if (!part) return Part::kPlan;
        if (*part == Part::kOrganization && about_person_ != AboutPerson::kNo)
            in.problem(
                ProblemCode::kWrongPart, "part",
                "Every member reads the part \"organization\", so nothing about a person may lie there.",
                "Use plan, or another part.");
        return *part;
    }

    Parts read_was_in(Declaration& in, Field const* group) {
        if (group != nullptr) return group->was_in;
        Parts out;
        Json const* const words = in.take("was_in");
        if (words == nullptr) return out;
        for (Json const& word : *words)
            if (auto const part = part_called(
                    in, "was_in", word.is_string() ? word.get_ref<std::string const&>() : std::string{}))
                out.insert(*part);
        return out;
    }

    /// F17–F19.
    void read_safeguards(Declaration& in, Field& field, Field const* group) {
        field.is_protected = in.flag("protected");
        field.engine_only = in.flag("engine_only");
        if (field.engine_only && (!behaviour_ || group != nullptr))
            in.problem(ProblemCode::kBadValue, "engine_only",
                       "Only Amparo's own kinds of record keep something for themselves.", "Remove it.");
        if (field.is_protected && group != nullptr)
            in.problem(ProblemCode::kBadValue, "protected",
                       "A group is protected as a whole, because it is merged as a whole.",
                       "Set it on the group.");
        field.confidential = in.flag("confidential") || field.engine_only;
        if (!field.confidential) return;
        if (group != nullptr)
            in.problem(ProblemCode::kBadValue, "confidential",
                       "A group is confidential as a whole, because it is named as a whole.",
                       "Set it on the group.");
        if (!field.exports.empty())
            in.problem(ProblemCode::kBadValue, "export", "What is confidential is not exported.",
                       "Remove one of the two.");
    }

    void read_list_of_codes(Declaration& in, Field& field) {
        bool const is_choice = field.type == Type::kChoice || field.type == Type::kChoices;
        if (field.type == Type::kYesNo) field.vocabulary = yes_no();
        if (field.type == Type::kLanguage || field.type == Type::kLanguages)
            field.vocabulary = listed("languages");
        if (field.type == Type::kCountry) field.vocabulary = listed("countries");
        if (!is_choice) return;
        Json const* const options = in.take("options");
        bool const names_list = in.take("vocabulary") != nullptr;
        if ((options != nullptr) == names_list) {
            in.problem(ProblemCode::kMissing, "options",
                       "A choice needs either a vocabulary or options of its own.", "Give one of the two.");
        } else if (options != nullptr) {
            field.vocabulary = std::make_shared<Vocabulary const>(
                Vocabulary::of_options(*options, under(in.place(), "options"), problems_));
            for (Term const& term : field.vocabulary->terms())
                if (is_no_answer(term.code))
                    in.problem(ProblemCode::kReservedName, "options",
                               "unknown, declined and not_asked are part of every question already.",
                               "Remove them from the options.");
        } else {
            field.vocabulary = listed(in.name("vocabulary"));
            if (!field.vocabulary)
                in.problem(ProblemCode::kUnknownVocabulary, "vocabulary", "There is no such vocabulary.",
                           "See data/vocabularies, or write the options here.");
        }
    }

    std::shared_ptr<Vocabulary const> listed(std::string_view wanted) const {
        auto const found = vocabularies_.find(wanted);
        return found == vocabularies_.end() ? nullptr : found->second;
    }

    void read_bounds(Declaration& in, Field& field) const {
        if (is_text(field.type)) {
            std::size_t const otherwise = field.type == Type::kLongText ? kLongTextLengthMax : kTextLengthMax;
            field.max_length = static_cast<std::size_t>(
                in.integer("max_length", 1, static_cast<std::int64_t>(text_length_limit_),
                           static_cast<std::int64_t>(otherwise)));
        }
        if (is_list(field.type))
            field.max_items = static_cast<std::size_t>(
                in.integer("max_items", 1, std::int64_t{kItemsLimit}, std::int64_t{kItemsMax}));
        if (is_number(field.type)) {
            field.min = in.number("min", -kNumberMax);
            field.max = in.number("max", kNumberMax);
            if (field.min > field.max)
                in.problem(ProblemCode::kBadValue, "min", "The smallest allowed is larger than the largest.",
                           "");
        }
    }

    /// F20, but for what done_by names.
    static void read_due(Declaration& in, Field& field, Field const* group) {
        if (in.take("due") == nullptr) return;
        std::string const word = in.text("due", kNameLengthMax, true);
        field.due = word == "follow_up"       ? Due::kFollowUp
                    : word == "call_promised" ? Due::kCallPromised
                                              : Due::kNone;
        bool const is_day = field.type == Type::kDate || field.type == Type::kInstant;
        if (field.due == Due::kNone || !is_day || group != nullptr)
            in.problem(ProblemCode::kBadValue, "due",
                       "Only a date or an instant outside a group is due, as follow_up or call_promised.",
                       "");
        field.done_by = in.name("done_by");
    }

    /// F23.
    static void read_past(Declaration& in, Field& field) {
        field.is_past = in.flag("past");
        bool const is_day =
            field.type == Type::kDate || field.type == Type::kPartialDate || field.type == Type::kInstant;
        if (field.is_past && (!is_day || field.due != Due::kNone))
            in.problem(ProblemCode::kBadValue, "past",
                       "Only a date, partial date or instant that is not due says when something happened.",
                       "Remove it.");
    }

    void check_done_by(std::vector<Field> const& fields) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            Field const& due = fields[i];
            if (due.done_by.empty()) continue;
            bool const found = std::any_of(fields.begin(), fields.end(), [&](Field const& f) {
                return f.name == due.done_by && f.type == Type::kYesNo && f.part == due.part;
            });
            if (!found)
                problems_.push_back({ProblemCode::kBadValue, under(at("fields", i), "done_by"),
                                     "There is no yes_no field of this name in the same part.",
                                     "Name the field that says it was done."});
        }
    }

    /// F22.
    void check_matter_link(std::vector<Field> const& fields) {
        std::size_t links = 0;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            bool const is_hidden_away =
                std::any_of(fields[i].fields.begin(), fields[i].fields.end(),
                            [](Field const& f) { return f.link_kind == kMatterKind; });
            if (fields[i].link_kind != kMatterKind && !is_hidden_away) continue;
            if (++links > 1 || is_hidden_away || fields[i].type != Type::kLink)
                problems_.push_back({ProblemCode::kBadValue, at("fields", i),
                                     "A record is of one legal matter, whose wall covers it.",
                                     "Name the matter once, in a link outside of groups and lists."});
        }
        if (links == 0) return;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].part != Part::kLegal && fields[i].part != Part::kImmigration)
                problems_.push_back({ProblemCode::kWrongPart, under(at("fields", i), "part"),
                                     "What is of a legal matter lies in legal or immigration.",
                                     "Make what others write a form of its own."});
    }

    static void read_search(Declaration& in, Field& field) {
        if (!is_text(field.type) && field.type != Type::kPhone) return;
        std::string const word =
            in.take("search") == nullptr ? std::string{} : in.text("search", kNameLengthMax, true);
        if (word.empty()) return;
        if (field.type == Type::kPhone && word == "phone") {
            field.search = Search::kPhone;
        } else if (is_text(field.type) && word == "name") {
            field.search = Search::kName;
        } else if (is_text(field.type) && word == "text") {
            field.search = Search::kText;
        } else {
            in.problem(ProblemCode::kBadValue, "search", "This field can't be searched in that way.",
                       "A text is searched as name or text, a phone number as phone.");
        }
    }

    void read_link(Declaration& in, Field& field) {
        if (field.type != Type::kLink && field.type != Type::kLinks) return;
        Json const* const link = in.take("link");
        if (link == nullptr) {
            in.missing("link");
            return;
        }
        Declaration to{*link, under(in.place(), "link"), problems_};
        std::string const word = to.text("to", kNameLengthMax, true);
        if (word == "person") field.link_to = LinkTo::kPerson;
        if (word != "person" && word != "record" && !word.empty())
            to.problem(ProblemCode::kBadValue, "to", "A link leads to a \"record\" or a \"person\".", "");
        if (to.take("kind") != nullptr) field.link_kind = to.name("kind");
        to.refuse_the_rest();
        if (field.link_to == LinkTo::kPerson && !field.link_kind.empty())
            to.problem(ProblemCode::kBadValue, "kind", "Only a record is of a kind.", "Remove it.");
    }

    void read_condition(Json const& value, std::string const& place, Field& field,
                        std::vector<Field> const& above) {
        Json const* const all = codec::find(value, "all");
        Json const* const any = codec::find(value, "any");
        if (all == nullptr && any == nullptr) {
            read_clause(value, place, field, above);
            return;
        }
        Declaration in{value, place, problems_};
        std::string_view const word = all != nullptr ? "all" : "any";
        Json const& list = *in.take(word);
        in.refuse_the_rest();
        field.when.all = all != nullptr;
        if (!list.is_array() || list.empty() || list.size() > kClausesMax) {
            in.problem(ProblemCode::kBadCondition, word, "This must be a list of one to 20 conditions.", "");
            return;
        }
        for (std::size_t i = 0; i < list.size(); ++i)
            read_clause(list[i], at(under(place, word), i), field, above);
    }

    void read_clause(Json const& value, std::string const& place, Field& field,
                     std::vector<Field> const& above) {
        Declaration in{value, place, problems_};
        Condition::Clause clause;
        clause.field = in.name("field");
        Json const* const is = in.take("is");
        Json const* const answered = in.take("answered");
        in.refuse_the_rest();
        if ((is != nullptr) == (answered != nullptr)) {
            in.problem(
                ProblemCode::kBadCondition, {}, "A condition says either which codes, or whether answered.",
                "Write {\"field\": \"…\", \"is\": [\"…\"]} or {\"field\": \"…\", \"answered\": true}.");
            return;
        }
        Field const* const found = find_field(above, clause.field);
        if (found == nullptr) {
            in.problem(ProblemCode::kBadCondition, "field",
                       "A condition looks at a field above its own (F5).",
                       "Name one, or move the field down.");
            return;
        }
        if (found->part != field.part)
            in.problem(ProblemCode::kBadCondition, "field",
                       "A condition looks at a field of the same part (F5).", "Put both fields in one part.");
        if (answered != nullptr) {
            clause.answered = in.flag("answered");
        } else {
            read_codes(*is, in, clause, *found);
        }
        field.when.clauses.push_back(std::move(clause));
    }

    static void read_codes(Json const& is, Declaration& in, Condition::Clause& clause,
                           Field const& looked_at) {
        if (!is_coded(looked_at.type) || looked_at.vocabulary == nullptr) {
            in.problem(ProblemCode::kBadCondition, "is",
                       "Only a field with codes can be compared with codes.", "Use \"answered\".");
            return;
        }
        if (!is.is_array() || is.empty() || is.size() > kConditionCodesMax) {
            in.problem(ProblemCode::kBadCondition, "is", "This must be a list of codes.", "");
            return;
        }
        for (Json const& code : is) {
            bool const known =
                code.is_string() && (looked_at.vocabulary->find(code.get_ref<std::string const&>()) ||
                                     is_no_answer(code.get_ref<std::string const&>()));
            if (known) {
                clause.is.push_back(code.get<std::string>());
            } else {
                in.problem(ProblemCode::kBadCondition, "is", "A code here is not one of that field.", "");
            }
        }
    }

    Vocabularies const& vocabularies_;
    Problems problems_;
    AboutPerson about_person_ = AboutPerson::kYes;
    std::size_t text_length_limit_ = kTextLengthLimit;
    bool behaviour_ = false;
};

}  // namespace

std::string_view name(Due due) noexcept {
    switch (due) {
        case Due::kNone:
            return {};
        case Due::kFollowUp:
            return "follow_up";
        case Due::kCallPromised:
            return "call_promised";
    }
    return {};
}

std::string_view name(Type type) noexcept {
    for (auto const& [each, its_name] : kTypes)
        if (each == type) return its_name;
    return {};
}

std::optional<Type> type_named(std::string_view wanted) noexcept {
    for (auto const& [each, its_name] : kTypes)
        if (its_name == wanted) return each;
    return std::nullopt;
}

bool is_coded(Type type) noexcept {
    switch (type) {
        case Type::kChoice:
        case Type::kChoices:
        case Type::kYesNo:
        case Type::kLanguage:
        case Type::kLanguages:
        case Type::kCountry:
            return true;
        case Type::kText:
        case Type::kTexts:
        case Type::kLongText:
        case Type::kInteger:
        case Type::kDecimal:
        case Type::kDate:
        case Type::kPartialDate:
        case Type::kTime:
        case Type::kInstant:
        case Type::kPhone:
        case Type::kEmail:
        case Type::kUrl:
        case Type::kPlace:
        case Type::kLink:
        case Type::kLinks:
        case Type::kGroup:
            return false;
    }
    return false;
}

std::variant<Form, Problems> Form::parse(Json const& declaration, Vocabularies const& vocabularies) {
    return FormReader{vocabularies}.read(declaration);
}

Field const* find_field(std::vector<Field> const& fields, std::string_view name) noexcept {
    auto const at =
        std::find_if(fields.begin(), fields.end(), [&](Field const& field) { return field.name == name; });
    return at == fields.end() ? nullptr : &*at;
}

Field const* Form::matter_link() const noexcept {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [](Field const& f) { return f.link_kind == kMatterKind; });
    return found == fields.end() ? nullptr : &*found;
}

Field const* Form::find(std::string_view field) const noexcept {
    return find_field(fields, field);
}

std::size_t Form::data_bytes_max() const noexcept {
    return behaviour ? kEngineDataBytesMax : kDataBytesMax;
}

}  // namespace amparo::forms
