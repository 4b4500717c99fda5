// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/refused.hpp"

#include "amparo/cli/texts.hpp"

#include <algorithm>

namespace amparo::cli {
namespace {

Argument const* argument_of(Command const& command, std::string_view param) {
    for (Argument const& argument : command.arguments)
        if (!param.empty() && argument.param == param) return &argument;
    return nullptr;
}

std::string in_words(std::string field) {
    std::replace(field.begin(), field.end(), '_', ' ');
    return field;
}

bool is_of_a_name(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

/// "document_date" as "--document-date". A name of one word could be meant as a word.
std::string with_options(Command const& command, std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_of_a_name(text[end])) ++end;
        std::string_view const name = text.substr(at, std::max<std::size_t>(end - at, 1));
        Argument const* const argument =
            name.find('_') == std::string_view::npos ? nullptr : argument_of(command, name);
        out += argument == nullptr ? name : argument->name;
        at += name.size();
    }
    return out;
}

}  // namespace

std::string typed_name(Command const* command, std::string const& field) {
    if (command == nullptr || field.empty() || field.front() == '-') return field;
    if (find_argument(*command, field) != nullptr) return field;
    std::string const place = field.substr(field.front() == '.' ? 1 : 0);
    std::string const param = place.substr(0, place.find_first_of(".["));
    std::string const rest = place.substr(param.size());
    if (Argument const* const argument = argument_of(*command, param); argument != nullptr) {
        bool const is_inside = argument->type == Type::kObjectFile || argument->type == Type::kAssignments;
        if (is_inside && !rest.empty() && rest.front() == '.') return rest.substr(1);
        return std::string{argument->name};
    }
    // The message says so, and it was typed under no name.
    for (std::string_view const secret : {"passphrase", "current", "new", "words"})
        if (field == secret) return {};
    std::string leaf = place.substr(place.rfind('.') + 1);
    leaf = leaf.substr(0, leaf.find('['));
    if (Argument const* const argument = argument_of(*command, leaf); argument != nullptr)
        return std::string{argument->name};
    return in_words(std::move(leaf));
}

Failure as_typed(Failure failure, Command const* command, Language language) {
    if (failure.field == "new" && failure.message.starts_with("new "))
        failure.message.replace(0, 3, texts::kTheNewPassphrase.in(language));
    if (command == nullptr) return failure;
    failure.message = with_options(*command, failure.message);
    failure.hint = with_options(*command, failure.hint);
    failure.field = typed_name(command, failure.field);
    return failure;
}

}  // namespace amparo::cli
