// SPDX-License-Identifier: AGPL-3.0-or-later
// Completion scripts. One bash function holds the table; zsh reads it through its bash emulation.
#include "amparo/cli/help.hpp"

#include <map>
#include <set>

namespace amparo::cli {
namespace {

std::string joined(std::vector<std::string> const& words) {
    std::string out;
    for (std::string const& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

/// What can follow each beginning of a command, in the table's order.
std::map<std::string, std::vector<std::string>> words_after() {
    std::map<std::string, std::vector<std::string>> out;
    std::set<std::pair<std::string, std::string>> seen;
    for (Command const& command : commands()) {
        std::string before;
        std::string const words{command.words};
        for (std::size_t at = 0; at < words.size();) {
            std::size_t const end = std::min(words.find(' ', at), words.size());
            std::string const word = words.substr(at, end - at);
            if (seen.emplace(before, word).second) out[before].push_back(word);
            before += (before.empty() ? "" : " ") + word;
            at = end + 1;
        }
    }
    return out;
}

bool takes_a_file(Argument const& a) {
    return a.type == Type::kObjectFile || a.type == Type::kBytesFile || a.name == "--output" ||
           a.name == "--vault" || a.name.find("file") != std::string_view::npos || a.name == "PATH" ||
           (a.name == "FILE" && a.param.empty());
}

std::string options_of(std::vector<Argument> const& arguments) {
    std::vector<std::string> out;
    for (Argument const& a : arguments)
        if (!a.is_place()) out.emplace_back(a.name);
    return joined(out);
}

/// `pattern) …;;` lines for what an option's value, or a command's place, can be.
std::string values_of(std::vector<Argument> const& arguments, std::string const& words) {
    std::string out;
    for (Argument const& a : arguments) {
        std::string const key = words + ":" + std::string{a.is_place() ? "" : a.name};
        if (!a.choices.empty()) {
            std::vector<std::string> const choices(a.choices.begin(), a.choices.end());
            out += "        '" + key + "') words='" + joined(choices) + "' ;;\n";
        } else if (takes_a_file(a)) {
            out += "        '" + key + "') files=1 ;;\n";
        } else if (!a.is_place() && a.type != Type::kFlag) {
            out += "        '" + key + "') ;;\n";
        }
    }
    return out;
}

std::string bash() {
    std::string out = R"(# Completion of amparo for bash; written by `amparo completion bash`.
_amparo() {
    local current=${COMP_WORDS[COMP_CWORD]} previous= command= word i skip=0
    [ "$COMP_CWORD" -gt 0 ] && previous=${COMP_WORDS[COMP_CWORD-1]}
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [ "$skip" = 1 ]; then skip=0; continue; fi
        case $word in
            --vault | --passphrase-file | --language) skip=1 ;;
            -*) ;;
            *) case "${command:+$command }$word" in
)";
    std::string known;
    for (auto const& [before, words] : words_after())
        for (std::string const& word : words)
            known += (known.empty() ? "" : " | ") + ("'" + (before.empty() ? "" : before + " ") + word + "'");
    out += "                   " + known + ") command=\"${command:+$command }$word\" ;;\n";
    out += R"(               esac ;;
        esac
    done
    local words= files= options=
    case $command in
)";
    for (Command const& command : commands())
        if (std::string const options = options_of(command.arguments); !options.empty())
            out += "        '" + std::string{command.words} + "') options='" + options + "' ;;\n";
    out += "    esac\n    options=\"$options " + options_of(common_arguments()) + " --help\"\n";
    out += "    local of=; case $previous in -*) of=$previous ;; esac\n    case \"$command:$of\" in\n";
    for (Command const& command : commands()) out += values_of(command.arguments, std::string{command.words});
    for (auto const& [before, words] : words_after())
        if (!words.empty() && find_command(before) == nullptr)
            out += "        '" + before + ":') words='" + joined(words) + "' ;;\n";
    out +=
        "        *:--vault | *:--passphrase-file) files=1 ;;\n        *:--language) words='en es' ;;\n       "
        " *) words= ;;\n    esac\n";
    out += R"(    case $current in
        -*) words=$options files= ;;
    esac
    COMPREPLY=()
    [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$current"))
    [ -n "$files" ] && COMPREPLY+=($(compgen -f -- "$current"))
    return 0
}
complete -o filenames -o nosort -F _amparo amparo
)";
    return out;
}

}  // namespace

std::optional<std::string> completion(std::string_view shell) {
    if (shell == "bash") return bash();
    if (shell == "zsh") return "#compdef amparo\nautoload -U +X bashcompinit && bashcompinit\n" + bash();
    return std::nullopt;
}

}  // namespace amparo::cli
