// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/parse.hpp"

#include "amparo/cli/texts.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace amparo::cli {
namespace {

/// An argument where CLI11 keeps what was typed for it.
struct Bound {
    Argument const* argument;
    CLI::Option* option;
    std::vector<std::string> results;
};

std::vector<std::string> split_words(std::string_view words) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < words.size();) {
        auto const end = std::min(words.find(' ', at), words.size());
        out.emplace_back(words.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

/// The rows as CLI11's commands. It finds which words, options and places were given, nothing more: what is
/// missing or wrong is said by us, in the user's language.
class Grammar {
  public:
    Grammar() {
        app_.set_help_flag();
        app_.fallthrough();
        app_.allow_extras();
        app_.require_subcommand(0, 1);
        app_.add_flag("-h,--help", wants_help_);
        app_.add_flag("--version", wants_version_);
        for (Argument const& argument : common_arguments()) bind(app_, argument, common_);
        for (Command const& command : commands()) add(command);
    }

    void parse(std::vector<std::string> arguments) {
        std::reverse(arguments.begin(), arguments.end());
        app_.parse(std::move(arguments));
    }

    [[nodiscard]] Given given() {
        Given out;
        out.wants_help = wants_help_;
        out.wants_version = wants_version_;
        take(common_, out.common);
        CLI::App const* at = &app_;
        while (!at->get_subcommands().empty()) {
            at = at->get_subcommands().front();
            out.words += (out.words.empty() ? "" : " ") + at->get_name();
        }
        out.command = find_command(out.words);
        if (out.command != nullptr) take(bound_.at(out.command), out.values);
        return out;
    }
    [[nodiscard]] std::vector<std::string> left_over() const {
        std::vector<std::string> out = app_.remaining(true);
        out.erase(std::remove(out.begin(), out.end(), "--"), out.end());  // Ends the options, and is none.
        return out;
    }

  private:
    void add(Command const& command) {
        CLI::App* at = &app_;
        std::string words;
        for (std::string const& word : split_words(command.words)) {
            words += ' ' + word;
            CLI::App*& next = by_words_[words];
            if (next == nullptr) {
                next = at->add_subcommand(word);
                next->set_help_flag();
                next->require_subcommand(0, 1);
            }
            at = next;
        }
        for (Argument const& argument : command.arguments) bind(*at, argument, bound_[&command]);
        bound_[&command];  // A command without arguments has a place too.
    }

    static void bind(CLI::App& app, Argument const& argument, std::vector<std::unique_ptr<Bound>>& to) {
        auto bound = std::make_unique<Bound>();
        bound->argument = &argument;
        std::string const name{argument.name};
        if (argument.type == Type::kFlag) {
            bound->option = app.add_flag(name);
        } else {
            bound->option = app.add_option(name, bound->results);
            // Only where nothing else has a place may an option take word after word.
            bool const is_greedy =
                argument.type == Type::kCodes || (argument.takes_several() && argument.is_place());
            if (is_greedy) {
                bound->option->expected(1, 10'000);
            } else {
                bound->option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
            }
            bound->option->allow_extra_args(is_greedy);  // CLI11 takes "[a,b]" apart where this is on.
        }
        to.push_back(std::move(bound));
    }

    static void take(std::vector<std::unique_ptr<Bound>> const& from, Given::Values& out) {
        for (auto const& bound : from)
            if (bound->option->count() > 0)
                out[bound->argument->name] = bound->argument->type == Type::kFlag ? std::vector<std::string>{}
                                                                                  : bound->option->results();
    }

    CLI::App app_;
    std::map<std::string, CLI::App*> by_words_;
    bool wants_help_ = false;
    bool wants_version_ = false;
    std::vector<std::unique_ptr<Bound>> common_;
    std::map<Command const*, std::vector<std::unique_ptr<Bound>>> bound_;
};

/// How many letters differ, at most: "recrod" is near "record".
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const replaced = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
            corner = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

std::string nearest(std::string_view typed, std::vector<std::string_view> const& known) {
    std::string_view best;
    std::size_t least = typed.size() / 4 + 2;
    for (std::string_view candidate : known)
        if (std::size_t const d = distance(typed, candidate); d < least) {
            least = d;
            best = candidate;
        }
    return std::string{best};
}

Failure usage(std::string message, std::string field, std::string hint) {
    return Failure{Code::kUsage, std::move(message), std::move(field), std::move(hint)};
}

std::string did_you_mean(std::string const& suggestion, std::string_view otherwise, Language language) {
    return suggestion.empty() ? std::string{otherwise} : fill(texts::kDidYouMean.in(language), {suggestion});
}

std::string help_hint(std::string const& words, Language language) {
    std::string const of = words.empty() ? "" : " " + words;
    return fill(texts::kSeeHelp.in(language), {of});
}

/// Something that no row takes.
Failure unknown(std::string const& typed, Given const& given, Language language) {
    if (typed.size() > 1 && typed.front() == '-') {
        std::vector<std::string_view> known;
        for (Argument const& a : common_arguments()) known.push_back(a.name);
        if (given.command != nullptr)
            for (Argument const& a : given.command->arguments)
                if (!a.is_place()) known.push_back(a.name);
        std::string const option = typed.substr(0, typed.find('='));
        if (option == "--passphrase" || option == "-p")
            return usage(std::string{texts::kNoPassphraseArgument.in(language)}, option,
                         fill(texts::kUseFile.in(language), {"--passphrase-file"}));
        return usage(fill(texts::kUnknownOption.in(language), {option}), option,
                     did_you_mean(nearest(option, known), help_hint(given.words, language), language));
    }
    if (given.command != nullptr)
        return usage(fill(texts::kTooManyWords.in(language), {typed}), "", help_hint(given.words, language));
    std::vector<std::string_view> next;
    std::string const prefix = given.words.empty() ? "" : given.words + " ";
    for (Command const& command : commands())
        if (command.words.substr(0, prefix.size()) == prefix) {
            std::string_view const rest = command.words.substr(prefix.size());
            next.push_back(rest.substr(0, rest.find(' ')));
        }
    std::string const near = nearest(typed, next);
    return usage(
        fill(texts::kUnknownCommand.in(language), {prefix + typed}), "",
        did_you_mean(near.empty() ? near : prefix + near, help_hint(given.words, language), language));
}

std::optional<Failure> wrong_count(Command const& command, Given const& given, Language language) {
    for (Argument const& argument : command.arguments) {
        std::size_t const count = given.all(argument.name).size();
        if (argument.required && count == 0)
            return usage(fill(texts::kMissingArgument.in(language), {argument.name}),
                         std::string{argument.name}, help_hint(given.words, language));
        if (!argument.takes_several() && count > 1)
            return usage(fill(texts::kGivenTwice.in(language), {argument.name}), std::string{argument.name},
                         "");
    }
    for (auto const& [name, typed] : given.common)
        if (typed.size() > 1)
            return usage(fill(texts::kGivenTwice.in(language), {name}), std::string{name}, "");
    return std::nullopt;
}

}  // namespace

std::optional<std::string> Given::one(std::string_view argument) const {
    auto const& values_of = all(argument);
    return values_of.empty() ? std::nullopt : std::optional{values_of.front()};
}

std::vector<std::string> const& Given::all(std::string_view argument) const {
    static std::vector<std::string> const kNone;
    auto const at = values.find(argument);
    return at == values.end() ? kNone : at->second;
}

std::optional<std::string> Given::common_one(std::string_view argument) const {
    auto const at = common.find(argument);
    return at == common.end() || at->second.empty() ? std::nullopt : std::optional{at->second.front()};
}

Result<Given, Failure> parse(std::vector<std::string> const& arguments, Language language) {
    Grammar grammar;
    try {
        grammar.parse(arguments);
    } catch (CLI::ParseError const& error) {
        // "--limit: 1 required TEXT missing"
        std::string const what = error.what();
        std::string const name = what.substr(0, what.find(':'));
        return Fail{usage(fill(texts::kNoValue.in(language), {name}), name,
                          help_hint(grammar.given().words, language))};
    }
    Given given = grammar.given();
    if (given.wants_help || given.wants_version) return given;
    if (auto const left = grammar.left_over(); !left.empty())
        return Fail{unknown(left.front(), given, language)};
    if (given.command == nullptr && !given.words.empty())
        return Fail{usage(fill(texts::kHalfACommand.in(language), {given.words}), "",
                          help_hint(given.words, language))};
    if (given.command != nullptr)
        if (auto failure = wrong_count(*given.command, given, language)) return Fail{*failure};
    return given;
}

}  // namespace amparo::cli
