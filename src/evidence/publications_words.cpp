// SPDX-License-Identifier: AGPL-3.0-or-later
// Who could be worked out, in sentences for whoever publishes (W6).
#include "publications_cells.hpp"
#include "publications_pairs.hpp"

namespace amparo::evidence {
namespace {

class Speech {
  public:
    explicit Speech(std::string_view language) : language_{language}, is_spanish_{language == "es"} {}

    [[nodiscard]] std::string say(std::string_view english, std::string_view spanish) const {
        return std::string{is_spanish_ ? spanish : english};
    }
    [[nodiscard]] std::string of(CountedTable const& table) const { return of_whom(table.words, language_); }
    /// "First (2030-02-01)"
    [[nodiscard]] static std::string named(Publication const& one) {
        return one.title + " (" + one.day + ")";
    }
    /// "a, b or c"
    [[nodiscard]] std::string any_of(std::vector<std::string> const& list) const {
        std::string out;
        for (std::size_t i = 0; i < list.size(); ++i)
            out += (i == 0 ? "" : i + 1 < list.size() ? ", " : say(" or ", " ni ")) + list[i];
        return out;
    }

  private:
    std::string_view language_;
    bool is_spanish_;
};

std::string answer_words(std::vector<CountedTable::Answer> const& answers, std::string const& selector) {
    for (CountedTable::Answer const& one : answers)
        if (one.reply == selector) return one.words;
    return selector.substr(selector.starts_with('=') ? 1 : 0);
}

}  // namespace

std::string question_of(CountedTable const& table, std::string_view language) {
    if (table.columns.empty()) return table.rows_words;
    return table.rows_words + Speech{language}.say(" by ", " por ") + table.columns_words;
}

std::string words_of(CountedTable const& table, Selected const& of, std::string_view language) {
    Speech const speech{language};
    std::string out =
        speech.of(table) + speech.say(", with ", ", con ") + answer_words(table.row_answers, of.row);
    if (of.column == "-")
        return out + speech.say(" and without an answer to ", " y sin respuesta a ") + table.columns_words;
    if (!of.column.empty()) out += speech.say(" and ", " y ") + answer_words(table.column_answers, of.column);
    return out;
}

std::string words_of(Pair const& pair, std::string_view language) {
    Speech const speech{language};
    std::string const other =
        pair.other->rows_words + ", " + speech.of(*pair.other) +
        (pair.published_in == nullptr ? std::string{}
                                      : speech.say(", in ", ", en ") + Speech::named(*pair.published_in));
    std::string const next = speech.of(*pair.next);
    if (pair.is_of_a_group)
        return next + speech.say(", whose number together with that of ", ", cuyo número, junto con el de ") +
               other +
               speech.say(", says what is withheld as it is so of all or of none",
                          ", dice lo que se reserva porque es así de todas o de ninguna");
    return next +
           speech.say(", those by whom its numbers differ from those of ",
                      ", aquellas por las que sus números difieren de los de ") +
           other;
}

std::string Cells::words(std::string const& cell, std::string_view language) const {
    Places const* const places = find(cell);
    if (places == nullptr) return cell;
    Speech const speech{language};
    std::size_t const shown = member_of(cell);
    std::string out = speech.of(table(shown)) + ", " + answers(shown, (*places)[shown], language);
    std::set<std::string> said;
    std::vector<std::string> without;
    for (std::size_t m = 0; m < places->size(); ++m) {
        if (m == shown || (!family_.is_of_totals && table(m).key != table(shown).key)) continue;
        bool const is_out = (*places)[m].first == kOut;
        if (!is_out && (family_.is_of_totals || are_alike(*places, m, shown))) continue;
        Publication const& published = *all_[family_.members[m].publication];
        std::string in_one = Speech::named(published);
        if (family_.is_of_totals)
            in_one = question_of(table(m), language) + ", " + speech.of(table(m)) +
                     (&published == all_.back() ? "" : speech.say(", in ", ", en ") + in_one);
        std::string const had = is_out ? std::string{}
                                       : speech.say(", and ", ", y ") + answers(m, (*places)[m], language) +
                                             speech.say(" in ", " en ") + in_one;
        if (!said.insert(is_out ? in_one : had).second) continue;
        if (is_out)
            without.push_back(in_one);
        else
            out += had;
    }
    if (!without.empty())
        out += speech.say(", who are not in ", ", que no están en ") + speech.any_of(without);
    return out;
}

bool Cells::are_alike(Places const& places, std::size_t one, std::size_t other) const {
    auto const same = [&](bool is_second) {
        return reply(one, places[one], is_second) == reply(other, places[other], is_second);
    };
    return same(false) && same(true);
}

/// "with Status: Resident and Born abroad: No"
std::string Cells::answers(std::size_t member, Place at, std::string_view language) const {
    Speech const speech{language};
    CountedTable const& one = table(member);
    if (family_.is_of_totals)
        return (at.first == 0 ? speech.say("with an answer to ", "con respuesta a ")
                              : speech.say("without an answer to ", "sin respuesta a ")) +
               one.rows_words;
    std::string out = speech.say("with ", "con ") + one.row_answers[static_cast<std::size_t>(at.first)].words;
    if (!one.columns.empty())
        out += speech.say(" and ", " y ") + one.column_answers[static_cast<std::size_t>(at.second)].words;
    return out;
}

}  // namespace amparo::evidence
