// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/describe.hpp"
#include "helpers.hpp"

#include <random>
#include <string>

namespace amparo::forms {
namespace {

using Chance = std::mt19937;

std::size_t below(Chance& chance, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>{0, n - 1}(chance);
}

Json rubbish(Chance& chance, int depth = 0) {
    switch (below(chance, depth < 3 ? 10 : 8)) {
        case 0:
            return nullptr;
        case 1:
            return true;
        case 2:
            return -7;
        case 3:
            return 1e308;
        case 4:
            return std::uint64_t{18'446'744'073'709'551'615U};
        case 5:
            return "\xF0\x9F\x8C\xB1 \xC3";
        case 6:
            return "declined";
        case 7:
            return std::string(below(chance, 900), 'x');
        case 8: {
            Json out = Json::array();
            for (std::size_t i = below(chance, 4); i > 0; --i) out.push_back(rubbish(chance, depth + 1));
            return out;
        }
        default: {
            Json out = Json::object();
            for (char const* key : {"no_answer", "area", "latitude", "what", "field", "is"})
                if (below(chance, 3) == 0) out[key] = rubbish(chance, depth + 1);
            return out;
        }
    }
}

std::string any_of(Chance& chance, std::vector<std::string> const& texts) {
    return texts[below(chance, texts.size())];
}

Json filled_in(Field const& field, Chance& chance);

Json several(Field const& field, Chance& chance, Json (*one)(Field const&, Chance&)) {
    Json out = Json::array();
    for (std::size_t i = 1 + below(chance, 3); i > 0; --i) out.push_back(one(field, chance));
    return out;
}

Json code(Field const& field, Chance& chance) {
    auto const& terms = field.vocabulary->terms();
    return terms[below(chance, terms.size())].code;
}
Json word(Field const&, Chance& chance) {
    return any_of(chance, {" Marisol", "Đỗ Thị Hoa", "أمل", "x\ty", "a\r\nb", "0", "unknown"});
}
Json id(Field const& field, Chance& chance) {
    return std::string{field.link_to == LinkTo::kPerson ? "per_" : "rec_"} +
           std::string(32, "0af"[below(chance, 3)]);
}
Json item(Field const& field, Chance& chance) {
    Json out = Json::object();
    for (Field const& inner : field.fields)
        if (inner.required || below(chance, 2) == 0) out[inner.name] = filled_in(inner, chance);
    return out;
}

/// Mostly what the field wants, sometimes no answer, sometimes rubbish.
Json filled_in(Field const& field, Chance& chance) {
    std::size_t const mood = below(chance, 20);
    if (mood == 0) return rubbish(chance);
    if (mood == 1) return any_of(chance, {"unknown", "declined", "not_asked"});
    if (mood == 2) return {{"no_answer", any_of(chance, {"unknown", "declined", "not_asked"})}};
    switch (field.type) {
        case Type::kText:
        case Type::kLongText:
            return word(field, chance);
        case Type::kTexts:
            return several(field, chance, word);
        case Type::kInteger:
            return below(chance, 60);
        case Type::kDecimal:
            return static_cast<double>(below(chance, 100)) / 8;
        case Type::kDate:
            return any_of(chance, {"2031-03-01", "2031-02-29"});
        case Type::kPartialDate:
            return any_of(chance, {"2031", "2031-03", " 2031-03-01 ", "2031-13"});
        case Type::kTime:
            return any_of(chance, {"00:00", "24:00", "24:30"});
        case Type::kInstant:
            return any_of(chance, {"2031-03-01T18:30:00Z", "2031-03-01T18:30:00.5Z", "now"});
        case Type::kChoice:
        case Type::kLanguage:
        case Type::kCountry:
            return code(field, chance);
        case Type::kYesNo:
            return below(chance, 2) == 0 ? Json(true) : code(field, chance);
        case Type::kChoices:
        case Type::kLanguages:
            return several(field, chance, code);
        case Type::kPhone:
            return any_of(chance, {"+1 312 555 0142", "555", "none"});
        case Type::kEmail:
            return any_of(chance, {"a@example.org", "a@"});
        case Type::kUrl:
            return any_of(chance, {"https://example.org", "ftp://example.org"});
        case Type::kPlace:
            return {{"latitude", below(chance, 100)}, {"longitude", -12.5}, {"area", " Pilsen"}};
        case Type::kLink:
            return id(field, chance);
        case Type::kLinks:
            return several(field, chance, id);
        case Type::kGroup:
            return several(field, chance, item);
    }
    return nullptr;
}

Json record_for(Form const& form, Chance& chance) {
    Json out = Json::object();
    for (Field const& field : form.fields)
        if (field.required || below(chance, 3) == 0) out[field.name] = filled_in(field, chance);
    if (below(chance, 20) == 0) out["nothing_like_it"] = rubbish(chance);
    return out;
}

TEST(Property, F12_WhatComesOutNormalisedGoesInAgainUnchanged) {
    std::size_t accepted = 0;
    for (unsigned seed = 1; seed <= 400; ++seed) {
        SCOPED_TRACE(seed);
        Chance chance{seed};
        for (Form const* form : shipped().all()) {
            Validated const once = validate(*form, record_for(*form, chance), Mode::kCreate);
            if (!once.ok()) continue;
            ++accepted;
            Validated const twice = validate(*form, once.data, Mode::kCreate);
            ASSERT_EQ(said(twice.problems), Said{}) << form->name << once.data;
            ASSERT_EQ(twice.data, once.data) << form->name;
        }
    }
    EXPECT_GE(accepted, 500U);  // Or the property would have looked at nothing.
}

TEST(Property, F13_EachFieldLiesInExactlyOnePart) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        Chance chance{seed};
        for (Form const* form : shipped().all()) {
            Json const data = validate(*form, record_for(*form, chance), Mode::kCreate).data;
            Json together = Json::object();
            std::size_t fields = 0;
            for (auto const& [part, inner] : split_by_part(*form, data)) {
                EXPECT_FALSE(inner.empty());
                fields += inner.size();
                for (auto const& [key, value] : inner.items()) {
                    EXPECT_EQ(form->find(key)->part, part);
                    together[key] = value;
                }
            }
            ASSERT_EQ(fields, data.size());
            ASSERT_EQ(together, data);
        }
    }
}

TEST(Property, RubbishIsRefusedOrNormalisedAndNeverCrashes) {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(seed);
        Chance chance{seed};
        for (Form const* form : shipped().all()) {
            Json data = Json::object();
            for (Field const& field : form->fields) data[field.name] = rubbish(chance);
            Json const current = rubbish(chance);
            for (Mode const mode : {Mode::kCreate, Mode::kUpdate}) {
                Validated const v = validate(*form, data, mode, current);
                for (Problem const& p : v.problems) ASSERT_FALSE(p.message.empty());
                // Rubbish may lie in an old file too: what reads stored data stands it.
                for (Json const& any : {data, v.data, rubbish(chance)}) {
                    static_cast<void>(search_terms(*form, any));
                    static_cast<void>(title(*form, any));
                    static_cast<void>(links(*form, any));
                    static_cast<void>(split_by_part(*form, any));
                    static_cast<void>(export_as(*form, any, "htcds"));
                    for (Field const& field : form->fields)
                        if (Json const* const value = codec::find(any, field.name))
                            static_cast<void>(in_words(field, *value, "es"));
                }
            }
        }
    }
}

TEST(Property, ADeclarationWithOneThingSpoiltIsReadOrRefusedAndNeverCrashes) {
    std::size_t refused = 0;
    for (unsigned seed = 1; seed <= 1500; ++seed) {
        SCOPED_TRACE(seed);
        Chance chance{seed};
        auto const forms = shipped().all();
        Json declaration = forms[below(chance, forms.size())]->declaration;
        Json* spot = &declaration;
        while (spot->is_structured() && !spot->empty() && below(chance, 5) != 0) {
            auto at = spot->begin();
            std::advance(at, below(chance, spot->size()));
            spot = &*at;
        }
        *spot = rubbish(chance);
        Problems const problems = problems_of(declaration);
        if (!problems.empty()) ++refused;
        for (Problem const& p : problems) ASSERT_FALSE(p.message.empty());
    }
    EXPECT_GE(refused, 1000U);
}

}  // namespace
}  // namespace amparo::forms
