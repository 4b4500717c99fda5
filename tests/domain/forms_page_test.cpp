// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/domain/forms.md is what people write forms by: what it shows has to be taken, what it lists has to be
// all.
#include "support.hpp"

using namespace amparo;
using namespace amparo::domain_test;

namespace {

/// The parts between ```json and ```.
std::vector<Json> examples(std::string const& page) {
    std::vector<Json> out;
    std::string const begin = "```json\n";
    for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
        std::size_t const from = at + begin.size();
        out.push_back(parsed(page.substr(from, page.find("```", from) - from)));
    }
    return out;
}

/// The first cell of each row of a table that begins with "| header |", without backticks.
Codes first_column(std::string const& page, std::string const& header) {
    Codes out;
    std::istringstream lines{page.substr(page.find("\n| " + header + " |") + 1)};
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    while (std::getline(lines, line) && line.rfind("| `", 0) == 0) {
        std::string const cell = line.substr(2, line.find(" |", 2) - 2);
        for (std::size_t at = cell.find('`'); at != std::string::npos; at = cell.find('`', at + 1)) {
            std::size_t const end = cell.find('`', at + 1);
            out.insert(cell.substr(at + 1, end - at - 1));
            at = end;
        }
    }
    return out;
}

Codes keys(Json const& object) {
    Codes out;
    for (auto const& [key, value] : object.items()) out.insert(key);
    return out;
}

void add_field_keys(Json const& fields, Codes& out) {
    for (Json const& field : fields) {
        out.merge(keys(field));
        add_field_keys(codec::list_at(field, "fields"), out);
    }
}

std::string const& page() {
    static std::string const kPage = file_text("docs/domain/forms.md");
    return kPage;
}

}  // namespace

TEST(FormsPage, ItsExampleIsAddedAndFilledIn) {
    std::vector<Json> const shown = examples(page());
    ASSERT_EQ(shown.size(), 2U);
    forms::Registry registry;
    EXPECT_EQ(said(registry.add(shown[0])), std::vector<std::string>{});
    forms::Form const* const form = registry.find("wage_claim");
    ASSERT_NE(form, nullptr);
    forms::Validated const record = forms::validate(*form, shown[1], forms::Mode::kCreate);
    EXPECT_EQ(said(record.problems), std::vector<std::string>{});
    EXPECT_EQ(forms::title(*form, record.data), "Mariposa Farms");
}

TEST(FormsPage, ItListsEveryType) {
    EXPECT_EQ(first_column(page(), "type"), names_of<forms::Type>());
}

TEST(FormsPage, ItListsEveryKeyThatFormsHaveAndNoOther) {
    Codes of_forms{"starts_person"};
    Codes of_fields;
    for (forms::Form const* form : shipped().all()) {
        of_forms.merge(keys(form->declaration));
        add_field_keys(form->declaration["fields"], of_fields);
    }
    of_forms.erase("behaviour");  // Not an organisation's to set.
    EXPECT_EQ(first_column(page(), "key | value"), of_forms);
    EXPECT_EQ(first_column(page(), "key | of"), of_fields);
}

TEST(FormsPage, ItSaysTheBoundsThatHold) {
    for (std::size_t const bound : {forms::kTextLengthLimit, forms::kLongTextLengthMax}) {
        std::string digits = std::to_string(bound);
        digits.insert(digits.size() - 3, ",");
        EXPECT_NE(page().find(digits), std::string::npos) << digits;
    }
    EXPECT_NE(page().find("else " + std::to_string(forms::kTextLengthMax) + ","), std::string::npos);
    EXPECT_NE(page().find("else " + std::to_string(forms::kItemsMax) + " |"), std::string::npos);
    EXPECT_NE(page().find("one to " + std::to_string(forms::kFieldsMax) + " fields"), std::string::npos);
}
