// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Records and questions for the search and load workloads: the same in every run. Names are put together
/// from common given names and made-up family names; no one is meant.
#include "amparo/model/ids.hpp"
#include "amparo/projection/projection.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace amparo::bench {

struct CorpusRecord {
    std::string name;
    std::string phone;
    std::string note;
    [[nodiscard]] std::string json() const;  ///< {"name", "note", "phone"}
};

struct Corpus {
    std::vector<CorpusRecord> records;
    std::vector<std::string> words;  ///< The vocabulary of the notes, the most frequent first.
};

/// About 600 bytes of JSON a record; word frequencies fall off as in real text (Zipf).
[[nodiscard]] Corpus make_corpus(std::size_t count);

/// How a projection reads a corpus record, of kind "contact".
[[nodiscard]] projection::KindPlan contact_plan();

/// A different id for each `n`, without meaning, the same in every run.
template <class AnyId>
AnyId id_numbered(std::size_t n) {
    typename AnyId::Bytes bytes{};
    std::uint64_t state = n + 1;
    for (std::byte& b : bytes) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        b = static_cast<std::byte>(state >> 56U);
    }
    return AnyId{bytes};
}

/// The given names of the corpus, each in the spellings of several registers and scripts.
[[nodiscard]] std::vector<std::vector<std::string>> const& given_names();

}  // namespace amparo::bench
