// SPDX-License-Identifier: AGPL-3.0-or-later
// J4, J5: a question becomes sets of rows, one set a reason; the best of each are looked at.
#include "amparo/text/sound.hpp"
#include "amparo/text/unicode.hpp"
#include "impl.hpp"

#include <algorithm>

namespace amparo::projection {
namespace {

/// J4. A typed text up to its last word that counts.
struct Question {
    std::string_view text;
    std::vector<std::string> words;
    explicit Question(std::string_view typed) : text{typed.substr(0, 0)} {
        letters::Words each{typed};
        while (words.size() < kQuestionWordsMax && each.next()) {
            words.emplace_back(each.word());
            text = typed.substr(0, each.end());
        }
    }
};

bool is_digits(std::string const& word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Adds the rows that hold the word, of each share.
void take(AnyOf& any, Shares const& shares, WordIndex Share::*index, std::string_view word) {
    for (Share const& share : shares) any.push_back((share.*index).find(word));
}
/// Each word, whole.
std::vector<AnyOf> whole(Shares const& shares, WordIndex Share::*index, Question const& question) {
    std::vector<AnyOf> out;
    for (std::string const& word : question.words) take(out.emplace_back(), shares, index, word);
    return out;
}
/// Each word whole, the last one from its beginning.
std::vector<AnyOf> begun(Shares& shares, WordIndex Share::*index, Question const& question) {
    std::vector<AnyOf> out = whole(shares, index, question);
    out.back().clear();
    for (Share& share : shares)
        for (Rows const* const rows : (share.*index).find_beginning(question.words.back()))
            out.back().push_back(rows);
    return out;
}
/// Each word by its sound; what has none, as it is written.
std::vector<AnyOf> sounding(Shares const& shares, Question const& question) {
    std::vector<AnyOf> out;
    for (letters::SoundWord const& word : letters::sound_words(question.text)) {
        AnyOf& any = out.emplace_back();
        for (std::string const& key : word.keys) take(any, shares, &Share::sounds, key);
        if (word.keys.empty()) take(any, shares, &Share::names, word.word);
    }
    return out;
}
void take_phones(RowSet& rows, Shares const& shares, std::string_view digits) {
    for (Share const& share : shares)
        for (std::uint32_t const row : share.phones.find(digits)) rows.insert(row);
}

}  // namespace

std::string_view name(Why why) noexcept {
    switch (why) {
        case Why::kName:
            return "name";
        case Why::kNameBeginning:
            return "name_beginning";
        case Why::kPhone:
            return "phone";
        case Why::kSound:
            return "sounds_like";
        case Why::kText:
            return "text";
    }
    return {};
}

std::vector<Hit> Projection::search(std::string_view text, std::string_view kind, std::size_t limit) {
    Impl& i = *impl_;
    i.index_pending();
    Question const question{text};
    std::uint32_t const only = kind.empty() ? kNone : i.kind_names.find(std::string{kind});
    if (question.words.empty() || (!kind.empty() && only == kNone)) return {};

    std::vector<Hit> hits;
    RowSet found{i.records.size()};
    auto const is_before = [&](std::uint32_t a, std::uint32_t b) { return i.comes_before(a, b); };
    auto const take = [&](Why why, RowSet rows) {
        rows.take_out(found);
        std::vector<std::uint32_t> best;
        std::size_t const wanted = limit - hits.size();
        rows.for_each([&](std::uint32_t row) {
            if (only != kNone && i.records[row].kind != only) return;
            if (best.size() == wanted && !is_before(row, best.back())) return;
            best.insert(std::upper_bound(best.begin(), best.end(), row, is_before), row);
            if (best.size() > wanted) best.pop_back();
        });
        for (std::uint32_t const row : best) {
            RecordData const& record = i.records[row];
            found.insert(row);
            hits.push_back(
                {record.id, i.kind_names[record.kind], i.person_of(record), i.title_of(record), why});
        }
        return hits.size() < limit;
    };
    auto const in_all = [&](std::vector<AnyOf> const& groups) {
        return rows_in_all(groups, i.records.size());
    };

    if (limit == 0 || !take(Why::kName, in_all(whole(i.shares, &Share::names, question)))) return hits;
    if (!take(Why::kNameBeginning, in_all(begun(i.shares, &Share::names, question)))) return hits;
    if (std::all_of(question.words.begin(), question.words.end(), is_digits)) {
        RowSet rows{i.records.size()};
        for (std::string const& digits :
             {letters::digits(question.text), letters::phone_digits(question.text)})
            take_phones(rows, i.shares, digits);
        if (!take(Why::kPhone, std::move(rows))) return hits;
    }
    if (!take(Why::kSound, in_all(sounding(i.shares, question)))) return hits;
    take(Why::kText, in_all(begun(i.shares, &Share::texts, question)));
    return hits;
}

std::vector<Similar> Projection::similar_people(std::span<std::string const> names, std::string_view phone,
                                                std::size_t limit) {
    Impl& i = *impl_;
    i.index_pending();
    enum Reason : std::uint8_t { kSomeSound = 1, kSameSound = 2, kSameName = 4, kSamePhone = 8 };
    std::vector<std::uint8_t> reasons(i.persons.size());       // By person.
    std::vector<std::uint32_t> says(i.persons.size(), kNone);  // The row of the best reason.
    std::vector<std::uint32_t> found;
    auto const note = [&](Reason reason, RowSet const& rows) {  // The best reason first.
        rows.for_each([&](std::uint32_t row) {
            std::uint32_t const person = i.records[row].person;
            if (person == kNone) return;
            if (reasons[person] == 0) found.push_back(person);
            if (reasons[person] == 0 || (reasons[person] == reason && i.comes_before(row, says[person])))
                says[person] = row;
            reasons[person] = static_cast<std::uint8_t>(reasons[person] | reason);
        });
    };
    std::size_t const bound = i.records.size();
    // The last seven tell a number apart and are there whether or not the country was written.
    std::string const digits = letters::phone_digits(phone);
    RowSet same_phone{bound};
    take_phones(same_phone, i.shares,
                std::string_view{digits}.substr(digits.size() - std::min<std::size_t>(digits.size(), 7)));
    note(kSamePhone, same_phone);

    std::vector<Question> const asked{names.begin(), names.end()};
    for (Question const& name : asked)
        note(kSameName, rows_in_all(whole(i.shares, &Share::names, name), bound));
    for (Question const& name : asked) note(kSameSound, rows_in_all(sounding(i.shares, name), bound));
    for (Question const& name : asked) {
        AnyOf any;
        for (letters::SoundWord const& word : letters::sound_words(name.text))
            for (std::string const& key : word.keys) take(any, i.shares, &Share::sounds, key);
        note(kSomeSound, rows_in_all({&any, 1}, bound));
    }

    auto const end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
    std::partial_sort(found.begin(), end, found.end(), [&](std::uint32_t a, std::uint32_t b) {
        return reasons[a] != reasons[b] ? reasons[a] > reasons[b] : i.comes_before(says[a], says[b]);
    });
    std::vector<Similar> out;
    for (auto person = found.begin(); person != end; ++person) {
        RecordData const& record = i.records[says[*person]];
        auto const is = [&](Reason reason) { return (reasons[*person] & reason) != 0; };
        out.push_back({i.persons[*person], record.id, i.title_of(record), is(kSamePhone), is(kSameName),
                       is(kSameSound), is(kSomeSound)});
    }
    return out;
}

}  // namespace amparo::projection
