// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/help.hpp"

#include "amparo/cli/page.hpp"
#include "amparo/cli/texts.hpp"

#include <algorithm>

namespace amparo::cli {
namespace {

std::string_view group_of(Command const& command) {
    return command.words.substr(0, command.words.find(' '));
}

/// "--limit N", "FILE".
std::string heading_of(Argument const& argument) {
    std::string out{argument.name};
    if (!argument.value.empty()) out += " " + std::string{argument.value};
    return out;
}

std::string slot_of(Argument const& argument) {
    std::string out = heading_of(argument);
    if (argument.takes_several()) out += "…";
    return argument.required ? out : "[" + out + "]";
}

void arguments_of(std::vector<Argument> const& arguments, Language language, Page& page) {
    for (Argument const& a : arguments) page.pair(heading_of(a), a.help.in(language), 2);
}

void one_command(Command const& command, Language language, Page& page) {
    page.say(usage_line(command));
    page.blank();
    page.say(command.summary.in(language));
    if (!command.more.empty()) page.say(command.more.in(language));
    if (!command.arguments.empty()) {
        page.blank();
        arguments_of(command.arguments, language, page);
    }
    if (!command.example.empty()) {
        page.blank();
        page.say(texts::kExampleFile.in(language));
        for_each_line(command.example, [&](std::string_view line) { page.say(line, 2); });
    }
}

void one_group(std::string_view group, Language language, Page& page) {
    for (Command const& command : commands())
        if (group_of(command) == group)
            page.pair("amparo " + std::string{command.words}, command.summary.in(language), 2);
}

void common(Language language, Page& page) {
    page.say(texts::kEverywhere.in(language));
    arguments_of(common_arguments(), language, page);
}

void codes(Language language, Page& page) {
    page.say(texts::kExitCodes.in(language));
    for (ExitCode const& e : exit_codes()) page.pair(std::to_string(e.code), e.meaning.in(language), 2);
}

void whole_program(Language language, Page& page) {
    page.say(texts::kWhatItIs.in(language));
    page.blank();
    page.say(texts::kUsage.in(language));
    page.blank();
    for (Command const& command : commands()) page.pair(command.words, command.summary.in(language), 2);
    page.blank();
    common(language, page);
    page.blank();
    codes(language, page);
    page.blank();
    page.say(texts::kMoreHelp.in(language));
}

}  // namespace

std::vector<ExitCode> const& exit_codes() {
    static std::vector<ExitCode> const kCodes{
        {0, {"done", "hecho"}},
        {1, {"refused by a rule", "una regla no lo permite"}},
        {2, {"the command or its input is wrong", "el comando o lo que recibió está mal"}},
        {3, {"not found", "no se encontró"}},
        {4, {"locked, or the wrong passphrase", "cerrada, o la frase de paso no es"}},
        {5, {"damaged, or from a newer Amparo", "dañado, o de un Amparo más nuevo"}},
        {6, {"a file or disk can't be read or written", "un archivo o disco no se puede leer o escribir"}},
    };
    return kCodes;
}

bool is_command_or_group(std::string_view words) {
    auto const& all = commands();
    return std::any_of(all.begin(), all.end(),
                       [&](Command const& c) { return c.words == words || group_of(c) == words; });
}

std::string usage_line(Command const& command) {
    std::string out = "amparo " + std::string{command.words};
    for (Argument const& a : command.arguments)
        if (a.is_place()) out += " " + slot_of(a);
    for (Argument const& a : command.arguments)
        if (!a.is_place() && a.required) out += " " + slot_of(a);
    for (Argument const& a : command.arguments)
        if (!a.is_place() && !a.required) out += " " + slot_of(a);
    return out;
}

std::string help_text(std::string_view words, Language language, unsigned columns) {
    Page page{columns};
    if (words.empty()) {
        whole_program(language, page);
    } else if (Command const* const command = find_command(words); command != nullptr) {
        one_command(*command, language, page);
        page.blank();
        common(language, page);
    } else {
        one_group(words, language, page);
        page.blank();
        page.say(fill(texts::kHelpOfOne.in(language), {words}));
    }
    return page.text();
}

std::string help_of_all(Language language, unsigned columns) {
    Page page{columns};
    for (Command const& command : commands()) {
        one_command(command, language, page);
        page.blank();
        page.blank();
    }
    common(language, page);
    page.blank();
    codes(language, page);
    return page.text();
}

Json help_json() {
    auto const argument_json = [](Argument const& a) {
        return Json{{"name", a.name},
                    {"value", a.value},
                    {"param", a.param},
                    {"required", a.required},
                    {"several", a.takes_several()},
                    {"choices", a.choices},
                    {"help", {{"en", a.help.en}, {"es", a.help.es}}}};
    };
    Json all = Json::array();
    for (Command const& command : commands()) {
        Json arguments = Json::array();
        for (Argument const& a : command.arguments) arguments.push_back(argument_json(a));
        all.push_back(Json{{"words", command.words},
                           {"usage", usage_line(command)},
                           {"method", command.method},
                           {"arguments", std::move(arguments)},
                           {"summary", {{"en", command.summary.en}, {"es", command.summary.es}}},
                           {"more", {{"en", command.more.en}, {"es", command.more.es}}},
                           {"example", command.example}});
    }
    Json common_json = Json::array();
    for (Argument const& a : common_arguments()) common_json.push_back(argument_json(a));
    Json codes_json = Json::array();
    for (ExitCode const& e : exit_codes())
        codes_json.push_back(
            Json{{"code", e.code}, {"meaning", {{"en", e.meaning.en}, {"es", e.meaning.es}}}});
    return Json{{"commands", std::move(all)},
                {"common", std::move(common_json)},
                {"exit_codes", std::move(codes_json)}};
}

}  // namespace amparo::cli
