// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/describe.hpp"

#include "amparo/forms/validate.hpp"
#include "checks.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace amparo::forms {
namespace {

Json words(Vocabulary const& vocabulary, std::string_view language) {
    Json out = Json::array();
    for (Term const& term : vocabulary.terms()) {
        Json one{{"code", term.code}, {"label", term.labels.in(language)}};
        if (term.is_retired) one["retired"] = true;
        out.push_back(std::move(one));
    }
    return out;
}

std::string_view word_for(Search search) noexcept {
    switch (search) {
        case Search::kNone:
            return {};
        case Search::kName:
            return "name";
        case Search::kText:
            return "text";
        case Search::kPhone:
            return "phone";
    }
    return {};
}

std::string_view word_for(AboutPerson about) noexcept {
    switch (about) {
        case AboutPerson::kNo:
            return "no";
        case AboutPerson::kOptional:
            return "optional";
        case AboutPerson::kYes:
            return "yes";
    }
    return {};
}

Json condition(Condition const& when) {
    Json clauses = Json::array();
    for (Condition::Clause const& clause : when.clauses) {
        Json one{{"field", clause.field}};
        if (clause.is.empty()) {
            one["answered"] = clause.answered;
        } else {
            one["is"] = clause.is;
        }
        clauses.push_back(std::move(one));
    }
    return {{when.all ? "all" : "any", std::move(clauses)}};
}

class Describer {
  public:
    explicit Describer(std::string_view language) : language_{language} {}

    Json fields(std::vector<Field> const& list) {
        Json out = Json::array();
        for (Field const& each : list)
            if (!each.engine_only) out.push_back(field(each));  // F18
        return out;
    }
    Json take_vocabularies() { return std::move(vocabularies_); }

  private:
    Json field(Field const& f) {
        Json out{
            {"name", f.name},         {"type", name(f.type)},           {"part", amparo::name(f.part)},
            {"required", f.required}, {"confidential", f.confidential}, {"label", f.labels.in(language_)}};
        if (f.is_protected) out["protected"] = true;
        if (f.is_past) out["past"] = true;
        if (f.due != Due::kNone) {
            out["due"] = name(f.due);
            out["done_by"] = f.done_by;
        }
        if (!f.help.empty()) out["help"] = f.help.in(language_);
        if (f.vocabulary != nullptr) {
            if (f.vocabulary->name().empty()) {
                out["options"] = words(*f.vocabulary, language_);
            } else {
                out["vocabulary"] = f.vocabulary->name();
                if (!vocabularies_.contains(f.vocabulary->name()))
                    vocabularies_[f.vocabulary->name()] = words(*f.vocabulary, language_);
            }
        }
        if (f.max_length != 0) out["max_length"] = f.max_length;
        if (f.max_items != 0) out["max_items"] = f.max_items;
        if (f.type == Type::kInteger || f.type == Type::kDecimal) {
            out["min"] = f.min;
            out["max"] = f.max;
        }
        if (f.search != Search::kNone) out["search"] = word_for(f.search);
        if (f.type == Type::kLink || f.type == Type::kLinks) {
            out["link"] = {{"to", f.link_to == LinkTo::kPerson ? "person" : "record"}};
            if (!f.link_kind.empty()) out["link"]["kind"] = f.link_kind;
        }
        if (!f.when.clauses.empty()) out["when"] = condition(f.when);
        if (f.type == Type::kGroup) out["fields"] = fields(f.fields);
        return out;
    }

    std::string_view language_;
    Json vocabularies_ = Json::object();
};

/// "+52 55 5550 1234" as "+525555501234"; nothing if it is not E.164 (an extension, a short number).
std::optional<std::string> as_e164(std::string_view phone) {
    std::string out;
    for (char const c : phone) {
        if ((c >= '0' && c <= '9') || (c == '+' && out.empty())) {
            out += c;
        } else if (std::string_view{" ()-./"}.find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    std::string_view const digits = std::string_view{out}.substr(!out.empty() && out[0] == '+' ? 1 : 0);
    if (digits.size() < 2 || digits.size() > 15 || digits[0] == '0') return std::nullopt;
    return out;
}

class Exporter {
  public:
    explicit Exporter(std::string_view standard) : standard_{standard} {}

    void fields(std::vector<Field> const& list, Json const& data, std::string const& place, bool in_group) {
        for (Field const& field : list) {
            Json const* const value = codec::find(data, field.name);
            if (value == nullptr || value->is_null()) continue;
            one(field, *value, under(place, field.name), in_group);
        }
    }
    Exported take() { return std::move(out_); }

  private:
    void drop(std::string place, DropReason reason) { out_.dropped.push_back({std::move(place), reason}); }

    void one(Field const& field, Json const& value, std::string const& here, bool in_group) {
        if (no_answer(value)) {
            drop(here, DropReason::kNoAnswer);
            return;
        }
        if (field.type == Type::kGroup && value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) fields(field.fields, value[i], at(here, i), true);
            return;
        }
        auto const target = field.exports.find(standard_);
        if (target == field.exports.end()) {
            drop(here, DropReason::kNoField);
            return;
        }
        if (!value.is_array()) {
            if (std::optional<Json> its = translated(field, value, here))
                put(target->second, std::move(*its), in_group);
            return;
        }
        for (std::size_t i = 0; i < value.size(); ++i)
            if (std::optional<Json> its = translated(field, value[i], at(here, i)))
                put(target->second, std::move(*its), true);
    }

    std::optional<Json> translated(Field const& field, Json const& value, std::string const& here) {
        if (is_coded(field.type)) {
            Term const* const term = field.vocabulary != nullptr && value.is_string()
                                         ? field.vocabulary->find(value.get_ref<std::string const&>())
                                         : nullptr;
            if (term != nullptr) {
                if (auto const code = term->map.find(standard_); code != term->map.end())
                    return Json(code->second);
            }
            drop(here, DropReason::kNoCode);
            return std::nullopt;
        }
        if (field.type == Type::kPhone && standard_ == "htcds") {
            std::optional<std::string> phone =
                value.is_string() ? as_e164(value.get_ref<std::string const&>()) : std::nullopt;
            if (phone) return Json(std::move(*phone));
            drop(here, DropReason::kForm);
            return std::nullopt;
        }
        bool const is_part_of_a_date = field.type == Type::kPartialDate && value.is_string() &&
                                       value.get_ref<std::string const&>().size() < 10;
        if (value.is_structured() || is_part_of_a_date) {
            drop(here, DropReason::kForm);
            return std::nullopt;
        }
        return value;
    }

    /// Several answers under one name become a list, each once.
    void put(std::string const& target, Json value, bool several) {
        Json& slot = out_.fields[target];
        if (!several && slot.is_null()) {
            slot = std::move(value);
            return;
        }
        if (slot.is_null()) slot = Json::array();
        if (!slot.is_array()) slot = Json::array({std::move(slot)});
        if (std::find(slot.begin(), slot.end(), value) == slot.end()) slot.push_back(std::move(value));
    }

    std::string_view standard_;
    Exported out_;
};

}  // namespace

Json describe(Form const& form, std::string_view language) {
    Describer describer{language};
    Json out{{"name", form.name},
             {"version", form.version},
             {"label", form.labels.in(language)},
             {"about", form.about.in(language)},
             {"about_person", word_for(form.about_person)},
             {"starts_person", form.starts_person},
             {"behaviour", form.behaviour},
             {"title", form.title},
             {"fields", describer.fields(form.fields)},
             {"no_answers", words(no_answers(), language)}};
    out["vocabularies"] = describer.take_vocabularies();
    return out;
}

std::string_view name(DropReason reason) noexcept {
    switch (reason) {
        case DropReason::kNoField:
            return "no_field";
        case DropReason::kNoCode:
            return "no_code";
        case DropReason::kNoAnswer:
            return "no_answer";
        case DropReason::kForm:
            return "form";
    }
    return {};
}

Exported export_as(Form const& form, Json const& data, std::string_view standard) {
    Exporter exporter{standard};
    exporter.fields(form.fields, data, {}, false);
    return exporter.take();
}

}  // namespace amparo::forms
