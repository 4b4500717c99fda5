// SPDX-License-Identifier: AGPL-3.0-or-later
// An organisation's form and what is filled in, from anywhere: two JSON texts with a NUL between them. A form
// that is taken is taken again unchanged; what is validated lies within its bounds, and goes in again
// unchanged.
#include "fuzz.hpp"

#include "amparo/forms/registry.hpp"
#include "amparo/forms/validate.hpp"

#include <string>

using namespace amparo;

namespace {

void fill_in(forms::Form const& form, Json const& data) {
    forms::Validated const created = forms::validate(form, data, forms::Mode::kCreate);
    for (forms::Problem const& p : created.problems) AMPARO_CHECK(!p.field.empty() || !p.message.empty());
    (void)forms::validate(form, data, forms::Mode::kUpdate, created.data);
    (void)forms::title(form, created.data);
    (void)forms::search_terms(form, created.data);
    (void)forms::links(form, created.data);
    if (!created.ok()) return;
    AMPARO_CHECK(codec::to_text(created.data).size() <= form.data_bytes_max());
    forms::Validated const again = forms::validate(form, created.data, forms::Mode::kCreate);
    AMPARO_CHECK(again.ok() && again.data == created.data);
    std::size_t fields = 0;
    for (auto const& [part, of_part] : forms::split_by_part(form, created.data)) fields += of_part.size();
    AMPARO_CHECK(fields == created.data.size());
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static forms::Registry const shipped;
    std::string_view const text = as_text(fuzz::bytes_of(data, size));
    std::size_t const cut = std::min(text.find('\0'), text.size());
    auto const declaration = codec::parse_json(text.substr(0, cut), {});
    auto const filled = codec::parse_json(text.substr(std::min(cut + 1, text.size())), {});
    if (declaration.ok() && declaration.value().is_object()) {
        forms::Registry registry = shipped;
        if (registry.add(declaration.value()).empty()) {
            std::string const name = codec::string_or(declaration.value(), "name");
            AMPARO_CHECK(registry.find(name) != nullptr && registry.add(declaration.value()).empty());
            if (filled.ok()) fill_in(*registry.find(name), filled.value());
        }
    }
    if (declaration.ok() && declaration.value().is_string() && filled.ok())
        if (auto const* form = shipped.find(declaration.value().get<std::string>()))
            fill_in(*form, filled.value());
    return 0;
}
