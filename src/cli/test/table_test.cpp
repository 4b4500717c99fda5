// SPDX-License-Identifier: AGPL-3.0-or-later
// The command table against data/api.json, and against itself.
#include "amparo/cli/command.hpp"
#include "amparo/cli/help.hpp"
#include "amparo/cli/refused.hpp"
#include "amparo/os/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace amparo;
using namespace amparo::cli;

namespace {

std::map<std::string, Json> methods() {
    std::map<std::string, Json> out;
    for (Json const& method : codec::list_at(engine::api(), "methods"))
        out[codec::string_or(method, "name")] = method;
    return out;
}

/// What the engine says, by the catalogue of its translations.
Json engine_sentences() {
    auto const bytes =
        os::read_file(std::string{AMPARO_SOURCE_DIR} + "/data/texts/engine_es.json", 1U << 20U);
    auto const parsed = bytes.ok() ? codec::parse_json(as_text(bytes.value())) : codec::parse_json("");
    EXPECT_TRUE(parsed.ok());
    return parsed.ok() ? codec::list_at(parsed.value(), "sentences") : Json::object();
}

/// What a command's own code fills in, or what the page alone gives.
std::set<std::string> const kFilledIn{
    "vault.init/passphrase",   "member.add/passphrase",  "recovery.use/words",
    "recovery.use/passphrase", "directory.import/files", "directory.import/source",
    "referral.answer/answer",  "record.create/data",     "finding.assess/data",
    "document.open/to",        "document.begin/name",    "record.update/data",
    "person.summary/paper",    "release.sign/signature", "release.sign/signature_name",
    "record.create/draft",     "record.update/draft",    "document.marks/marks",
    "document.redact/marks",   "vault.merge/file"};
/// Methods that a command calls by itself, that are the page's own, or that `call` is for.
std::set<std::string> const kInside{
    "vault.unlock",       "vault.lock",      "vault.snapshot", "vault.backed_up", "member.passphrase",
    "member.preferences", "draft.save",      "draft.show",     "document.put",    "document.bring",
    "document.finish",    "document.cancel", "document.read",  "document.close",  "document.preview",
    "document.pages",     "document.page"};

}  // namespace

TEST(Table, EveryMethodHasACommandAndEveryCommandAMethodThatIs) {
    auto const all = methods();
    std::set<std::string> reached;
    for (Command const& command : commands())
        if (!command.method.empty()) {
            EXPECT_TRUE(all.contains(std::string{command.method})) << command.words;
            reached.insert(std::string{command.method});
        }
    for (auto const& [name, method] : all)
        EXPECT_TRUE(reached.contains(name) || kInside.contains(name)) << name;
}

TEST(Table, EveryParameterIsTheMethodsAndEveryRequiredOneCanBeGiven) {
    auto const all = methods();
    for (Command const& command : commands()) {
        if (command.method.empty()) continue;
        SCOPED_TRACE(command.words);
        Json const& params = codec::list_at(all.at(std::string{command.method}), "params");
        Json const& properties = codec::list_at(params, "properties");
        std::map<std::string, bool> given;
        for (Argument const& a : command.arguments) {
            if (a.param.empty()) continue;
            EXPECT_TRUE(properties.contains(std::string{a.param})) << a.param;
            given[std::string{a.param}] = given[std::string{a.param}] || a.required;
        }
        std::set<std::string> required;
        for (Json const& name : codec::list_at(params, "required")) required.insert(name.get<std::string>());
        for (auto const& [name, property] : properties.items()) {
            bool const is_filled_in = kFilledIn.contains(std::string{command.method} + "/" + name);
            if (!is_filled_in && command.method != "member.passphrase") {
                EXPECT_TRUE(given.contains(name)) << name << " can't be given";
            }
            if (!is_filled_in && given.contains(name)) {
                EXPECT_EQ(given[name], required.contains(name)) << name;
            }
        }
    }
}

TEST(Table, ChoicesAreTheMethods) {
    auto const all = methods();
    for (Command const& command : commands())
        for (Argument const& a : command.arguments) {
            if (command.method.empty() || a.param.empty()) continue;
            Json const& property = codec::list_at(
                codec::list_at(codec::list_at(all.at(std::string{command.method}), "params"), "properties"),
                a.param);
            Json const& choices = codec::list_at(property, "enum");
            if (!choices.empty()) {
                EXPECT_EQ(Json(a.choices), choices) << command.words << " " << a.name;
            }
        }
}

TEST(Table, TypesAreWhatTheMethodsTake) {
    auto const all = methods();
    std::map<Type, std::string> const json_type{
        {Type::kFlag, "boolean"},     {Type::kText, "string"},        {Type::kWords, "string"},
        {Type::kTexts, "array"},      {Type::kCodes, "array"},        {Type::kInteger, "integer"},
        {Type::kNumber, "number"},    {Type::kCoordinates, "object"}, {Type::kObjectFile, "object"},
        {Type::kBytesFile, "string"}, {Type::kAssignments, "object"}, {Type::kValue, ""}};
    for (Command const& command : commands())
        for (Argument const& a : command.arguments) {
            if (command.method.empty() || a.param.empty()) continue;
            Json const& property = codec::list_at(
                codec::list_at(codec::list_at(all.at(std::string{command.method}), "params"), "properties"),
                a.param);
            EXPECT_EQ(codec::string_or(property, "type"), json_type.at(a.type))
                << command.words << " " << a.name;
        }
}

TEST(Table, EverythingIsSaidInBothLanguages) {
    auto const both = [](Text text, std::string_view where) {
        EXPECT_FALSE(text.en.empty()) << where;
        EXPECT_FALSE(text.es.empty()) << where;
    };
    for (Command const& command : commands()) {
        both(command.summary, command.words);
        EXPECT_EQ(command.more.en.empty(), command.more.es.empty()) << command.words;
        for (Argument const& a : command.arguments) both(a.help, command.words);
    }
    for (Argument const& a : common_arguments()) both(a.help, a.name);
}

TEST(Table, PlacesComeBeforeOptionsAndOnlyTheLastTakesSeveral) {
    for (Command const& command : commands()) {
        SCOPED_TRACE(command.words);
        std::set<std::string_view> names;
        std::vector<Argument const*> places;
        for (Argument const& a : command.arguments) {
            EXPECT_TRUE(names.insert(a.name).second) << a.name;
            EXPECT_EQ(a.value.empty(), a.is_place() || a.type == Type::kFlag) << a.name;
            if (a.is_place()) places.push_back(&a);
        }
        for (std::size_t i = 0; i + 1 < places.size(); ++i) EXPECT_FALSE(places[i]->takes_several());
        // An option that takes word after word would swallow the words that have places.
        for (Argument const& a : command.arguments)
            EXPECT_FALSE(!places.empty() && a.type == Type::kCodes) << a.name;
    }
}

TEST(Table, CommandsAreFoundByTheirWordsOnce) {
    std::set<std::string_view> words;
    for (Command const& command : commands()) {
        EXPECT_TRUE(words.insert(command.words).second) << command.words;
        EXPECT_EQ(find_command(command.words), &command);
        EXPECT_TRUE(is_command_or_group(command.words.substr(0, command.words.find(' '))));
    }
    EXPECT_EQ(find_command("record"), nullptr);
}

TEST(Help, NamesEveryCommandAndEveryExitCodeInBothLanguages) {
    for (Language const language : {Language::kEnglish, Language::kSpanish}) {
        std::string const text = help_text("", language, 80);
        for (Command const& command : commands())
            EXPECT_NE(text.find(std::string{command.words}), std::string::npos) << command.words;
        for (ExitCode const& e : exit_codes())
            EXPECT_NE(text.find(std::string{e.meaning.in(language)}), std::string::npos);
    }
    EXPECT_EQ(exit_codes().size(), 7U);
}

TEST(Help, OfACommandHasAllItTakes) {
    for (Command const& command : commands()) {
        std::string const text = help_text(command.words, Language::kEnglish, 1000);
        EXPECT_EQ(text.rfind(usage_line(command), 0), 0U);
        for (Argument const& a : command.arguments)
            EXPECT_NE(text.find(std::string{a.help.en}), std::string::npos) << command.words << a.name;
    }
    EXPECT_EQ(usage_line(*find_command("record erase")), "amparo record erase ID --basis TEXT [--part PART]");
    EXPECT_EQ(usage_line(*find_command("search")), "amparo search TEXT… [--kind KIND] [--limit N]");
}

TEST(Manual, OnlyMacrosBeginWithAPoint) {
    for (Language const language : {Language::kEnglish, Language::kSpanish}) {
        std::string const text = manual(language);
        std::set<std::string> const known{".\\\"", ".TH", ".SH", ".SS", ".B",
                                          ".I",    ".TP", ".PP", ".nf", ".fi"};
        for (std::size_t at = 0; at < text.size();) {
            std::size_t const end = text.find('\n', at);
            std::string const line = text.substr(at, end - at);
            EXPECT_FALSE(line.empty());
            if (line.front() == '.') {
                EXPECT_TRUE(known.contains(line.substr(0, line.find(' ')))) << line;
            }
            EXPECT_NE(line.front(), '\'') << line;
            at = end + 1;
        }
        for (Command const& command : commands())
            EXPECT_NE(text.find(".SS \"amparo " + std::string{command.words}), std::string::npos);
    }
}

TEST(Completion, IsThereForTwoShells) {
    EXPECT_TRUE(completion("bash").has_value());
    EXPECT_EQ(completion("zsh")->rfind("#compdef amparo\n", 0), 0U);
    EXPECT_FALSE(completion("fish").has_value());
}

TEST(Table, ARefusalNamesWhatTheCommandTakesOrWords) {
    auto const all = methods();
    for (Command const& command : commands()) {
        if (command.method.empty()) continue;
        Json const& properties =
            codec::list_at(codec::list_at(all.at(std::string{command.method}), "params"), "properties");
        bool const has_data = std::any_of(command.arguments.begin(), command.arguments.end(),
                                          [](Argument const& a) { return a.param == "data"; });
        for (auto const& [param, property] : properties.items())
            // As the engine names it: itself, in a list, and a form's own field without or with its record.
            for (std::string const& field : {param, param + "[0]", "." + param, "data." + param}) {
                bool const is_given =
                    std::any_of(command.arguments.begin(), command.arguments.end(),
                                [&, name = param](auto const& a) { return a.param == name; });
                std::string const name = typed_name(&command, field);
                if (has_data && field == "data." + param) continue;  // A form's field, as it stands there.
                if (is_given) {
                    EXPECT_NE(find_argument(command, name), nullptr)
                        << command.words << ": " << field << " as " << name;
                } else {
                    EXPECT_EQ(name.find_first_of("._[-"), std::string::npos) << command.words << ": " << name;
                }
            }
    }
}

TEST(Table, OptionsThatTheEnginesHintsNameAreThere) {
    std::set<std::string> options;
    for (Argument const& a : common_arguments()) options.emplace(a.name);
    for (Command const& command : commands())
        for (Argument const& a : command.arguments) options.emplace(a.name);
    Json const said = engine_sentences();
    std::size_t found = 0;
    for (auto const& [sentence, spanish] : said.items())
        for (std::size_t at = sentence.find("--"); at != std::string::npos;
             at = sentence.find("--", at + 2)) {
            std::size_t const end = sentence.find_first_not_of("-abcdefghijklmnopqrstuvwxyz", at);
            EXPECT_TRUE(options.contains(sentence.substr(at, end - at))) << sentence;
            ++found;
        }
    EXPECT_GT(found, 0U);
}

TEST(Table, CommandsThatTheEnginesHintsNameAreThere) {
    Json const said = engine_sentences();
    std::size_t found = 0;
    auto const check = [&](std::string_view sentence, std::size_t at) {
        std::string_view const rest = sentence.substr(at);
        ++found;
        EXPECT_TRUE(std::any_of(commands().begin(), commands().end(), [&](Command const& command) {
            return rest.starts_with(command.words);
        })) << sentence;
    };
    for (auto const& [sentence, spanish] : said.items()) {
        std::size_t const see = sentence.starts_with("see ") ? 0 : sentence.find("; see ");
        if (auto const at = sentence.find("amparo "); at != std::string::npos)
            check(sentence, at + 7);
        else if (see != std::string::npos)
            check(sentence, see + (see == 0 ? 4 : 6));
    }
    EXPECT_GT(found, 20U);
}
