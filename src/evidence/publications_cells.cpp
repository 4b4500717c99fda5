// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publications_cells.hpp"

#include <algorithm>
#include <numeric>

namespace amparo::evidence {
namespace {

using protection::Profile;

/// More answers together, or more base cells, are too many to think up: fewer of them only make the attacker stronger.
constexpr std::size_t kThoughtUpMax = 400;
constexpr std::size_t kClassesMax = 1'200;

bool is_answer(std::string_view reply) {
    return !reply.empty() && reply.front() == '=';
}

bool has_code(std::string_view reply, std::string_view code) {
    if (!is_answer(reply)) return false;
    for (reply.remove_prefix(1);;) {
        std::size_t const end = reply.find(',');
        if (reply.substr(0, end) == code) return true;
        if (end == std::string_view::npos) return false;
        reply.remove_prefix(end + 1);
    }
}

bool is_selected(std::string_view reply, std::string_view selector) {
    if (selector.empty()) return true;
    if (selector == "-") return !is_answer(reply);
    if (selector.front() == '=') return has_code(reply, selector.substr(1));
    return selector == name(State::kAnswered) ? is_answer(reply) : reply == selector;
}

/// The question without what its entries have to say: "purposes.purpose" of "purposes[stated=yes].purpose".
std::string root_of(std::string const& path) {
    std::string out;
    bool is_inside = false;
    for (char const c : path) {
        is_inside = is_inside || c == '[';
        if (!is_inside) out += c;
        is_inside = is_inside && c != ']';
    }
    return out;
}

/// What a table asks, and what its population looks at.
std::set<std::string> looked_at(CountedTable const& table) {
    std::set<std::string> out{root_of(table.rows)};
    if (!table.columns.empty()) out.insert(root_of(table.columns));
    for (std::string const& path : table.depends) out.insert(root_of(path));
    return out;
}

std::vector<Member> members_of(All const& all) {
    std::vector<Member> out;
    for (std::size_t p = 0; p < all.size(); ++p)
        for (CountedTable const& table : all[p]->tables) out.push_back({p, &table});
    return out;
}

/// Members with a word in common, one through another.
template <class Words>
std::vector<std::vector<Member>> joined(std::vector<Member> const& members, Words const& words_of) {
    std::vector<std::size_t> root(members.size());
    std::iota(root.begin(), root.end(), std::size_t{0});
    auto const find = [&](std::size_t at) {
        while (root[at] != at) at = root[at];
        return at;
    };
    std::map<std::string, std::size_t> first;
    for (std::size_t m = 0; m < members.size(); ++m)
        for (std::string const& word : words_of(*members[m].table)) {
            auto const [at, is_new] = first.emplace(members[m].table->universe + "|" + word, m);
            if (!is_new) root[find(m)] = find(at->second);
        }
    std::map<std::size_t, std::vector<Member>> by_root;
    for (std::size_t m = 0; m < members.size(); ++m) by_root[find(m)].push_back(members[m]);
    std::vector<std::vector<Member>> out;
    for (auto& [at, together] : by_root) out.push_back(std::move(together));
    return out;
}

}  // namespace

bool is_among(CountedTable const& table, std::pair<std::uint32_t, std::uint32_t> at, Selected const& of) {
    return is_selected(table.row_answers[at.first].reply, of.row) &&
           is_selected(table.column_answers[at.second].reply, of.column);
}

bool is_chosen_by(CountedTable const& table, std::string const& path) {
    return std::any_of(table.depends.begin(), table.depends.end(),
                       [&](std::string const& one) { return root_of(one) == root_of(path); });
}

std::vector<Family> families_of(All const& all) {
    std::vector<Member> const members = members_of(all);
    std::vector<Family> out;
    auto const take = [&](std::vector<std::vector<Member>> found, bool is_of_totals) {
        for (std::vector<Member>& one : found)
            if (one.back().publication + 1 == all.size()) out.push_back({std::move(one), is_of_totals});
    };
    take(joined(members, looked_at), false);
    take(joined(members, [](CountedTable const&) { return std::set<std::string>{""}; }), true);
    return out;
}

protection::Threshold Reader::threshold() const {
    return protection::threshold_of(is_inside ? Profile::kInternal : Profile::kOpenData, least);
}

bool Reader::reads(Publication const& one) const {
    return is_inside || one.profile != Profile::kInternal;
}

bool Reader::is_protected_from(Publication const& one) const {
    return reads(one) && one.profile != Profile::kResearchConsented;
}

/// Who is in the same tables.
struct Cells::Together {
    Pattern pattern;
    std::vector<Replies> people;     ///< Each once.
    std::vector<std::string> fixed;  ///< Questions of which only what somebody answered is known to fit.
    std::set<Replies> fits;          ///< Answers to those.
    std::map<std::string, std::set<std::string>> free;
    [[nodiscard]] std::size_t size() const {
        std::size_t out = fits.size();
        for (auto const& [path, replies] : free) out = std::min(out * replies.size(), kThoughtUpMax + 1);
        return out;
    }
};

Cells::Cells(All const& all, Family const& family) : all_{all}, family_{family} {
    std::map<std::string, Places> people;
    for (std::size_t m = 0; m < family.members.size(); ++m)
        for (auto const& [digest, at] : table(m).people) {
            auto const found = people.try_emplace(digest, family.members.size(), Place{kOut, kOut}).first;
            found->second[m] = place_in(m, at);
        }
    for (auto const& [digest, places] : people) {
        ++counts_[places];
        if (all.back()->gone.count(digest) != 0) of_gone_.insert(places);
    }
    if (!of_gone_.empty()) find_near();
    think_up();
    while (names_.size() < counts_.size()) names_.push_back(std::to_string(names_.size()));
}

void Cells::find_near() {
    auto const& gone = all_.back()->gone;
    auto const most = static_cast<std::size_t>(Reader{}.threshold().least_shown);
    for (std::size_t n = 0; n < family_.members.size(); ++n)
        for (std::size_t m = 0; m < n && family_.members[n].publication + 1 == all_.size(); ++m) {
            std::size_t both = 0;
            std::size_t alone = 0;
            for (auto const& [digest, at] : table(m).people) {
                bool const is_in_both = table(n).people.count(digest) != 0;
                both += is_in_both ? 1 : 0;
                alone += !is_in_both && gone.count(digest) == 0 ? 1 : 0;
            }
            if (both > 0 && alone < most) is_near_.emplace(m, n);
        }
}

/// Of totals: 0 for who answered, 1 for who did not.
Cells::Place Cells::place_in(std::size_t member, std::pair<std::uint32_t, std::uint32_t> at) const {
    if (!family_.is_of_totals) return {at.first, at.second};
    return {is_answer(table(member).row_answers[at.first].reply) ? 0 : 1, 0};
}

std::string Cells::reply(std::size_t member, Place at, bool is_second) const {
    if (family_.is_of_totals) return at.first == 0 ? "=" : std::string{name(State::kMissing)};
    auto const& answers = is_second ? table(member).column_answers : table(member).row_answers;
    return answers[static_cast<std::size_t>(is_second ? at.second : at.first)].reply;
}

bool Cells::is_in(std::size_t member, Place at, Selected const& of) const {
    if (at.first == kOut || !is_selected(reply(member, at, false), of.row)) return false;
    if (family_.is_of_totals || table(member).columns.empty()) return of.column.empty();
    return is_selected(reply(member, at, true), of.column);
}

std::vector<protection::BaseCell> Cells::base(Reader reader) const {
    std::vector<protection::BaseCell> out;
    std::size_t at = 0;
    for (auto const& [places, count] : counts_) {
        bool is_watched = false;
        for (std::size_t m = 0; m < places.size(); ++m)
            is_watched = is_watched || (places[m].first != kOut && count > 0 &&
                                        reader.is_protected_from(*all_[family_.members[m].publication]));
        is_watched = is_watched || (count > 0 && has_left(places, reader));
        out.push_back({names_[at++], count, is_watched});
    }
    return out;
}

bool Cells::has_left(std::string const& cell, Reader reader) const {
    Places const* const places = find(cell);
    return places != nullptr && has_left(*places, reader);
}

bool Cells::has_left(Places const& places, Reader reader) const {
    auto const is_last = [&](std::size_t m) { return family_.members[m].publication + 1 == all_.size(); };
    for (std::size_t m = 0; m < places.size(); ++m)
        for (std::size_t n = 0; n < places.size() && places[m].first != kOut; ++n)
            if (!is_last(m) && is_last(n) && places[n].first == kOut &&
                (table(m).key == table(n).key ||
                 (of_gone_.count(places) != 0 && is_near_.count({m, n}) != 0)) &&
                reader.reads(*all_[family_.members[m].publication]))
                return true;
    return false;
}

std::vector<std::string> Cells::names(std::size_t member, Selected const& of) const {
    std::vector<std::string> out;
    std::size_t at = 0;
    for (auto const& [places, count] : counts_) {
        if (is_in(member, places[member], of)) out.push_back(names_[at]);
        ++at;
    }
    return out;
}

Cells::Places const* Cells::find(std::string const& cell) const {
    auto const at = std::find(names_.begin(), names_.end(), cell) - names_.begin();
    if (static_cast<std::size_t>(at) == names_.size()) return nullptr;
    return &std::next(counts_.begin(), at)->first;
}

std::size_t Cells::member_of(std::string const& cell) const {
    std::size_t out = family_.members.size() - 1;
    Places const* const places = find(cell);
    while (places != nullptr && out > 0 && (*places)[out].first == kOut) --out;
    return out;
}

Cells::Replies Cells::replies_of(Places const& places) const {
    Replies out;
    for (std::size_t m = 0; m < places.size(); ++m) {
        if (places[m].first == kOut) continue;
        out[table(m).rows] = reply(m, places[m], false);
        if (!family_.is_of_totals && !table(m).columns.empty())
            out[table(m).columns] = reply(m, places[m], true);
    }
    return out;
}

/// Fixed is a question that a population looks at, or that is asked in two ways: what goes with another answer isn't kept.
Cells::Together Cells::together(Pattern const& pattern) const {
    Together out{pattern, {}, {}, {}, {}};
    std::map<std::string, std::set<std::string>> answers;
    std::set<std::string> depends;
    std::map<std::string, std::set<std::string>> ways;
    for (std::size_t m = 0; m < pattern.size(); ++m) {
        if (!pattern[m]) continue;
        for (std::string const& path : table(m).depends) depends.insert(root_of(path));
        auto const take = [&](std::string const& path, std::vector<CountedTable::Answer> const& list) {
            ways[root_of(path)].insert(path);
            for (auto const& one : list) answers[path].insert(one.reply);
        };
        if (family_.is_of_totals) {
            answers[table(m).rows] = {"=", std::string{name(State::kMissing)}};
            continue;
        }
        take(table(m).rows, table(m).row_answers);
        if (!table(m).columns.empty()) take(table(m).columns, table(m).column_answers);
    }
    for (auto& [path, replies] : answers)
        if (depends.count(root_of(path)) != 0 || ways[root_of(path)].size() > 1)
            out.fixed.push_back(path);
        else
            out.free.emplace(path, std::move(replies));
    for (auto const& [places, count] : counts_) {
        bool is_same = true;
        for (std::size_t m = 0; m < pattern.size(); ++m)
            is_same = is_same && pattern[m] == (places[m].first != kOut);
        if (!is_same) continue;
        Replies const replies = replies_of(places);
        Replies fixed;
        for (std::string const& path : out.fixed) fixed[path] = replies.at(path);
        out.people.push_back(replies);
        out.fits.insert(std::move(fixed));
    }
    return out;
}

/// Who is in the same tables as somebody, and answered what nobody did: the same in each of them. All there may be, where
/// they are not too many; otherwise who differs from somebody in one answer.
void Cells::think_up() {
    std::set<Pattern> patterns;
    for (auto const& [places, count] : counts_) {
        Pattern pattern;
        for (Place const& at : places) pattern.push_back(at.first != kOut);
        patterns.insert(std::move(pattern));
    }
    std::vector<Together> all;
    for (Pattern const& pattern : patterns) all.push_back(together(pattern));
    for (Together const& those : all) {
        if (those.size() > kThoughtUpMax || counts_.size() + those.size() > kClassesMax) continue;
        for (Replies chosen : those.fits) think_up_all(those, those.free.begin(), chosen);
    }
    for (Together const& those : all)
        if (those.size() > kThoughtUpMax)
            for (Replies const& somebody : those.people) think_up_near(those, somebody);
}

void Cells::think_up_all(Together const& those,
                         std::map<std::string, std::set<std::string>>::const_iterator at, Replies& chosen) {
    if (at == those.free.end()) return put(those.pattern, chosen);
    for (std::string const& reply : at->second) {
        chosen[at->first] = reply;
        think_up_all(those, std::next(at), chosen);
    }
}

void Cells::think_up_near(Together const& those, Replies const& somebody) {
    for (auto const& [path, replies] : those.free)
        for (std::string const& reply : replies) {
            if (counts_.size() >= kClassesMax) return;
            Replies other = somebody;
            other[path] = reply;
            put(those.pattern, other);
        }
}

void Cells::put(Pattern const& pattern, Replies const& chosen) {
    auto const place = [&](std::vector<CountedTable::Answer> const& answers, std::string const& path) {
        auto const same = [&](CountedTable::Answer const& one) { return one.reply == chosen.at(path); };
        auto const at = std::find_if(answers.begin(), answers.end(), same);
        return at == answers.end() ? kOut : static_cast<std::int64_t>(at - answers.begin());
    };
    Places places(pattern.size(), {kOut, kOut});
    for (std::size_t m = 0; m < pattern.size(); ++m) {
        if (!pattern[m]) continue;
        CountedTable const& one = table(m);
        if (family_.is_of_totals) {
            places[m] = {is_answer(chosen.at(one.rows)) ? 0 : 1, 0};
            continue;
        }
        places[m] = {place(one.row_answers, one.rows),
                     one.columns.empty() ? 0 : place(one.column_answers, one.columns)};
        if (places[m].first == kOut || places[m].second == kOut) return;
    }
    counts_.try_emplace(std::move(places), 0);
}

}  // namespace amparo::evidence
