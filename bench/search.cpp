// SPDX-License-Identifier: AGPL-3.0-or-later
// Search at 100,000 records, and putting them in: against SQLite FTS5, in memory, on the same plain text.
// Budgets: p95 at most 20 ms and 1.2 times the peer (DESIGN.md section 6).
#include "corpus.hpp"
#include "plain_fts5.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/projection/projection.hpp"
#include "amparo/text/sound.hpp"
#include "amparo/text/unicode.hpp"

#include <malloc.h>
#include <fstream>
#include <random>

namespace amparo::bench {
namespace {

constexpr std::size_t kQuestions = 300;
constexpr std::size_t kHits = 50;

std::size_t records() {
    return scaled(100'000);
}

// ── Ours ──

/// The entries of a corpus, as the vault hands them over.
struct Opened {
    std::vector<std::string> bodies;
    std::vector<projection::Entry> entries;
    explicit Opened(Corpus const& corpus) {
        for (std::size_t i = 0; i < corpus.records.size(); ++i) {
            bodies.push_back(corpus.records[i].json());
            entries.push_back({id_numbered<RevisionId>(i),
                               id_numbered<RecordId>(i + 1'000'000),
                               "contact",
                               id_numbered<PersonId>(i + 2'000'000),
                               {},
                               Instant{std::chrono::seconds{1'900'000'000 + i}},
                               id_numbered<MemberId>(1),
                               id_numbered<DeviceId>(2),
                               revisions::Op::kCreate,
                               Part::kIdentity,
                               std::nullopt});
        }
        for (std::size_t i = 0; i < entries.size(); ++i) entries[i].fields = bodies[i];
    }
};

void fill(projection::Projection& into, Opened const& opened) {
    into.plan("contact", contact_plan());
    AMPARO_CHECK(into.add(opened.entries).empty());
    into.index_pending();
}

// ── Questions ──

struct Question {
    std::string typed;
    std::string table;
    std::string expression;  ///< The peer's.
};

std::string in_quotes(std::string_view word) {
    return '"' + std::string{word} + '"';
}

/// The first `letters` letters.
std::string beginning(std::string_view word, std::size_t letters) {
    std::size_t at = 0;
    while (at < word.size() && (letters > 0 || (static_cast<unsigned char>(word[at]) & 0xC0U) == 0x80)) {
        if ((static_cast<unsigned char>(word[at]) & 0xC0U) != 0x80) --letters;
        ++at;
    }
    return std::string{word.substr(0, at)};
}

std::pair<std::string, std::string> given_and_family(std::string const& name) {
    std::size_t const space = name.find(' ');
    std::size_t const end = name.find(' ', space + 1);
    return {name.substr(0, space), name.substr(space + 1, end == std::string::npos ? end : end - space - 1)};
}

/// Two to five letters of a name; or a given name and two letters of the family's.
Question name_question(Corpus const& corpus, std::mt19937& random) {
    auto const [given, family] = given_and_family(corpus.records[random() % corpus.records.size()].name);
    std::string const first = beginning(random() % 2 == 0 ? given : family, 2 + random() % 4);
    if (random() % 3 != 0) return {first, "plain", "name : " + in_quotes(first) + " *"};
    std::string const second = beginning(family, 2);
    return {given + ' ' + second, "plain",
            "name : (" + in_quotes(given) + " AND " + in_quotes(second) + " *)"};
}

/// One or two words as frequent as they are in the notes, or one from anywhere in the vocabulary.
Question word_question(Corpus const& corpus, std::mt19937& random) {
    std::string const& note = corpus.records[random() % corpus.records.size()].note;
    std::vector<std::string> words;
    for (letters::Words each{note}; each.next();) words.emplace_back(each.word());
    std::string const& word =
        random() % 3 == 0 ? corpus.words[random() % corpus.words.size()] : words[random() % words.size()];
    if (random() % 2 == 0) return {word, "plain", in_quotes(word) + " *"};
    std::string const& other = words[random() % words.size()];
    return {other + ' ' + word, "plain", in_quotes(other) + " AND " + in_quotes(word) + " *"};
}

/// The last six to nine digits, or the whole number.
Question phone_question(Corpus const& corpus, std::mt19937& random) {
    std::string const& phone = corpus.records[random() % corpus.records.size()].phone;
    std::string const digits = letters::phone_digits(phone);
    if (random() % 3 == 0) return {phone, "phones", in_quotes(digits)};
    std::string const end = digits.substr(digits.size() - (6 + random() % 4));
    return {end, "phones", in_quotes(end)};
}

/// A given name in another spelling, half of them with the family name.
Question sound_question(Corpus const& corpus, std::mt19937& random) {
    auto const& spellings = given_names()[random() % given_names().size()];
    std::string typed = spellings[random() % spellings.size()];
    if (random() % 2 == 0)
        typed += ' ' + given_and_family(corpus.records[random() % corpus.records.size()].name).second;
    std::string expression;
    for (letters::SoundWord const& word : letters::sound_words(typed)) {
        std::string keys;
        for (std::string const& key : word.keys) keys += (keys.empty() ? "" : " OR ") + in_quotes(key);
        if (keys.empty()) keys = in_quotes(word.word);
        expression += (expression.empty() ? "(" : " AND (") + keys + ")";
    }
    return {typed, "plain", "{name sound} : (" + expression + ")"};
}

// ── Workloads ──

struct Stage {
    Corpus corpus = make_corpus(records());
    projection::Projection ours;
    PlainFts5 peer;
    Stage() {
        fill(ours, Opened{corpus});
        peer.fill(corpus);
    }
};

std::string short_number(double value) {
    std::string const text = std::to_string(value);
    return text.substr(0, text.find('.') + 4);
}

Measure ask(Question (*make)(Corpus const&, std::mt19937&)) {
    static Stage stage;
    std::mt19937 random{7};
    std::vector<double> ours;
    std::vector<double> limit;
    std::size_t hits = 0;
    for (std::size_t i = 0; i < kQuestions; ++i) {
        Question const q = make(stage.corpus, random);
        ours.push_back(milliseconds([&] { hits += stage.ours.search(q.typed, {}, kHits).size(); }));
        limit.push_back(milliseconds([&] { stage.peer.count(q.table, q.expression, kHits); }));
    }
    return {percentile(ours, 95), percentile(limit, 95), "ms, 95 of 100 questions",
            "p50: ours " + short_number(median(ours)) + ", limit " + short_number(median(limit)) + "; " +
                std::to_string(kQuestions) + " questions, " + std::to_string(hits) + " hits, best " +
                std::to_string(kHits) + " of " + std::to_string(records()) + " records; limit: SQLite " +
                PlainFts5::version() + " FTS5, last added first"};
}

Measure name(std::filesystem::path const&) {
    return ask(name_question);
}
Measure word(std::filesystem::path const&) {
    return ask(word_question);
}
Measure phone(std::filesystem::path const&) {
    return ask(phone_question);
}
Measure sound(std::filesystem::path const&) {
    return ask(sound_question);
}

Measure load(std::filesystem::path const&) {
    Corpus const corpus = make_corpus(records());
    Opened const opened{corpus};
    std::size_t bytes = 0;
    for (std::string const& body : opened.bodies) bytes += body.size();
    std::vector<double> ours;
    std::vector<double> limit;
    for (int round = 0; round < 3; ++round) {
        projection::Projection projection;
        ours.push_back(milliseconds([&] { fill(projection, opened); }));
        PlainFts5 peer;
        limit.push_back(milliseconds([&] { peer.fill(corpus); }));
    }
    return {median(ours), median(limit), "ms",
            std::to_string(records()) + " opened revisions of " + std::to_string(bytes / records()) +
                " bytes added and indexed; limit: SQLite FTS5 in memory, one transaction, the same words"};
}

double resident_mib() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0) return std::stod(line.substr(6)) / 1024;
    AMPARO_CHECK(false);
}

Measure memory(std::filesystem::path const&) {
    Corpus const corpus = make_corpus(records());
    Opened const opened{corpus};
    malloc_trim(0);
    double const before = resident_mib();
    projection::Projection projection;
    fill(projection, opened);
    malloc_trim(0);
    return {resident_mib() - before, 250, "MiB resident",
            std::to_string(records()) +
                " records, indexed; the budget of DESIGN.md; the projection itself counts " +
                std::to_string(projection.bytes_used() >> 20U)};
}

Workload const kName{"search_name", name};
Workload const kWord{"search_word", word};
Workload const kPhone{"search_phone", phone};
Workload const kSound{"search_sound", sound};
Workload const kLoad{"projection_load", load};
Workload const kMemory{"projection_memory", memory};

}  // namespace
}  // namespace amparo::bench
