// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables.hpp"

#include "cursor.hpp"

#include <algorithm>
#include <array>

namespace amparo::audit {
namespace {

constexpr std::uint64_t kFarPoints = 10;
constexpr std::uint64_t kSeveralAnswersPercent = 115;
constexpr std::uint64_t kMakesUpPercent = 3;

template <std::size_t N>
bool is_one_of(std::string_view word, std::array<std::string_view, N> const& words) noexcept {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 25> kCountHeads{
    "n",     "no",        "no.",     "nº",       "n.º",       "number",    "count",  "counts",     "freq",
    "freq.", "frequency", "cases",   "people",   "women",     "persons",   "numero", "frecuencia", "cantidad",
    "casos", "personas",  "mujeres", "effectif", "effectifs", "personnes", "femmes"};
constexpr std::array<std::string_view, 11> kPercentHeads{
    "%",          "(%)",        "percent",     "per cent",  "percentage", "pct",
    "porcentaje", "por ciento", "pourcentage", "pour cent", "% of n"};
constexpr std::array<std::string_view, 12> kTotalLabels{"total",  "totals",   "all",      "overall",
                                                        "todas",  "todos",    "ensemble", "conjunto",
                                                        "toutes", "in total", "en total", "total general"};
/// What makes another denominator likely without a number of its own.
constexpr std::array<std::string_view, 22> kOtherWholes{
    "missing",     "valid",    "vary",    "varies",  "of those", "answered",    "weighted",     "row %",
    "row percent", "within",   "faltan",  "valido",  "varia",    "contestaron", "respondieron", "ponderad",
    "por fila",    "manquant", "valable", "répondu", "pondéré",  "en ligne"};
constexpr std::array<std::string_view, 15> kPartOfRow{"of which",
                                                      "of whom",
                                                      "including",
                                                      "thereof",
                                                      "of them",
                                                      "de las cuales",
                                                      "de los cuales",
                                                      "incluidas",
                                                      "incluidos",
                                                      "de ellas",
                                                      "dont",
                                                      "- ",
                                                      "– ",
                                                      "— ",
                                                      "of these"};

bool begins_with(std::string_view label, std::string_view with) noexcept {
    return label.substr(0, with.size()) == with;
}

/// "women (n = 21)" and "% (n = 21)" without what is in brackets.
std::string head_of(std::string_view cell) {
    std::string out = plain(cell);
    if (std::size_t const at = out.find("(n ="); at != std::string::npos) out.resize(at);
    if (std::size_t const at = out.find("(n="); at != std::string::npos) out.resize(at);
    while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
    return out;
}

/// "n (%)", "no. (%)": counts and percentages in one cell.
bool is_both(std::string head) {
    std::size_t const open = head.find("(%)");
    if (open == std::string::npos || open + 3 != head.size()) return false;
    head.resize(open);
    while (!head.empty() && head.back() == ' ') head.pop_back();
    return is_one_of(head, kCountHeads);
}

std::string_view in(std::string_view text, Span span) noexcept {
    return text.substr(span.begin, span.end - span.begin);
}

std::uint64_t far(Printed figure, std::uint64_t part, std::uint64_t whole) noexcept {
    if (part > whole) return 100;
    Printed const right = percentage(part, whole, figure.decimals, Rounding::kHalfUp);
    std::uint64_t const units =
        right.units > figure.units ? right.units - figure.units : figure.units - right.units;
    return units / scale(figure.decimals);
}

bool gives(Printed figure, std::uint64_t part, std::uint64_t whole) noexcept {
    return whole != 0 && part <= whole && (rules_that_give(figure, part, whole) & kUsual) != 0;
}

}  // namespace

/// A row in one pair of columns.
struct Tables::Line {
    std::string label;
    Span cell;  ///< From the count to the percentage.
    std::optional<std::uint64_t> count;
    std::optional<Printed> percent;
    std::uint64_t row_sum = 0;  ///< Of all columns of counts; 0 where there is one.
    bool is_total = false;
};

struct Tables::Column {
    std::size_t count = 0;
    std::size_t percent = 0;  ///< The same as `count`: both in one cell.
    std::uint64_t whole = 0;  ///< As the heading says; 0: it doesn't.
};

/// Of one table.
class Tables::Reading {
  public:
    Reading(std::string_view text, Grid const& grid) : text_{text}, grid_{grid} {
        find_columns();
        find_caption();
    }

    [[nodiscard]] std::vector<Column> const& columns() const { return columns_; }
    [[nodiscard]] std::uint64_t years() const { return years_; }

    /// Sections: rows between rows that hold words only.
    [[nodiscard]] std::vector<std::vector<Line>> sections_of(Column const& column) const {
        std::vector<std::vector<Line>> out(1);
        for (std::size_t r = 1; r < grid_.rows.size(); ++r) {
            Line line = line_of(grid_.rows[r], column);
            bool const is_heading = !line.count && !line.percent && !line.label.empty();
            if (is_heading && !out.back().empty()) out.emplace_back();
            if (!is_heading) out.back().push_back(std::move(line));
        }
        return out;
    }

    [[nodiscard]] std::uint64_t whole_of(Column const& column) const {
        return column.whole != 0 ? column.whole : caption_;
    }
    [[nodiscard]] bool may_be_of_others() const { return of_others_; }

  private:
    std::string_view cell(Row const& row, std::size_t at) const {
        return at < row.cells.size() ? in(text_, row.cells[at]) : std::string_view{};
    }

    void find_columns() {
        Row const& heading = grid_.rows.front();
        for (std::size_t c = 0; c < heading.cells.size(); ++c) {
            std::string const head = head_of(cell(heading, c));
            std::uint64_t const whole = size_in(cell(heading, c), true).value_or(0);
            if (is_both(head) || (whole != 0 && holds_both(c))) columns_.push_back({c, c, whole});
            if (!is_one_of(head, kPercentHeads)) continue;
            // The counts stand beside it.
            for (std::size_t const n : {c - 1, c + 1}) {
                if (n >= heading.cells.size() || !is_one_of(head_of(cell(heading, n)), kCountHeads)) continue;
                std::uint64_t const of_counts = size_in(cell(heading, n), true).value_or(0);
                columns_.push_back({n, c, of_counts != 0 ? of_counts : whole});
                break;
            }
        }
    }

    bool holds_both(std::size_t c) const {
        std::size_t both = 0;
        for (std::size_t r = 1; r < grid_.rows.size(); ++r) {
            auto const split = split_brackets(cell(grid_.rows[r], c));
            both += split && count_in(split->outside) && percent_in(split->inside) &&
                            split->inside.find('%') != std::string_view::npos
                        ? 1
                        : 0;
        }
        return both >= 2;
    }

    void find_caption() {
        for (Span const span : grid_.before) {
            std::string_view const line = in(text_, span);
            std::string const words = plain(line);
            bool const is_caption =
                begins_with(words, "tab") || begins_with(words, "cuadro") || begins_with(words, "#");
            if (caption_ == 0) caption_ = size_in(line, is_caption).value_or(0);
            note(words);
        }
        for (Span const span : grid_.after) {
            std::string const words = plain(in(text_, span));
            bool const is_note = begins_with(words, "not") || begins_with(words, "n =") ||
                                 begins_with(words, "base") || begins_with(words, "source");
            if (caption_ == 0 && is_note) caption_ = size_in(in(text_, span), true).value_or(0);
            note(words);
        }
        for (Span const head : grid_.rows.front().cells) note(plain(in(text_, head)));
    }

    void note(std::string_view words) {
        for (std::string_view const other : kOtherWholes)
            of_others_ = of_others_ || words.find(other) != std::string_view::npos;
        for (std::size_t p = 0; p + 4 <= words.size(); ++p) {
            auto const year = count_in(words.substr(p, 4));
            if (year && *year >= 1900 && *year <= 2099) years_ = years_ * 31 + *year;
        }
    }

    Line line_of(Row const& row, Column const& column) const {
        Line out;
        out.label = column.count == 0 || column.percent == 0 ? std::string{} : plain(cell(row, 0));
        out.is_total = is_one_of(out.label, kTotalLabels);
        std::string_view count = cell(row, column.count);
        std::string_view percent = cell(row, column.percent);
        if (column.count == column.percent) {
            auto const split = split_brackets(count);
            percent = split ? split->inside : std::string_view{};
            if (split) count = split->outside;
        }
        out.count = count_in(count);
        out.percent = percent_in(percent);
        if (out.count && out.percent) {
            Span const a = row.cells[column.count];
            Span const b = row.cells[column.percent];
            out.cell = {std::min(a.begin, b.begin), std::max(a.end, b.end)};
        } else if (out.count) {
            out.cell = row.cells[column.count];
        }
        std::uint64_t sum = 0;
        for (Column const& other : columns_) {
            auto const split =
                other.count == other.percent ? split_brackets(cell(row, other.count)) : std::nullopt;
            sum += count_in(split ? split->outside : cell(row, other.count)).value_or(0);
        }
        out.row_sum = columns_.size() > 1 ? sum : 0;
        return out;
    }

    std::string_view text_;
    Grid const& grid_;
    std::vector<Column> columns_;
    std::uint64_t caption_ = 0;
    std::uint64_t years_ = 0;
    bool of_others_ = false;
};

namespace {

struct Sums {
    std::uint64_t counts = 0;
    std::uint64_t with_percent = 0;
    std::uint64_t percents = 0;  ///< Rounded down.
    std::size_t lines = 0;
    std::optional<std::uint64_t> total;
};

template <class Lines>
Sums sums_of(Lines const& lines) {
    Sums out;
    std::uint64_t millionths = 0;
    for (auto const& line : lines) {
        if (!line.count) continue;
        if (line.is_total) {
            out.total = line.count;
            continue;
        }
        ++out.lines;
        out.counts += *line.count;
        if (!line.percent) continue;
        out.with_percent += *line.count;
        millionths += line.percent->units * scale(kDecimalsMax - line.percent->decimals);
    }
    out.percents = millionths / scale(kDecimalsMax);
    return out;
}

/// T3: of the wholes that may be meant, the one that most rows follow from; 0: the table's figures are something else.
template <class Lines>
std::uint64_t whole_meant(Lines const& lines, std::uint64_t named, Sums const& sums) {
    bool const is_sure = named != 0 && sums.total == named;  // Nothing says that somebody is missing.
    bool const adds_up =
        !is_sure && sums.lines >= 2 && sums.percents + sums.lines >= 100 && sums.percents <= 100 + sums.lines;
    std::uint64_t best = 0;
    std::size_t most = 0;
    for (std::uint64_t const whole : {named, sums.total.value_or(0), adds_up ? sums.with_percent : 0}) {
        if (whole == 0 || whole > kCountMax) continue;
        std::size_t fitting = 0;
        for (auto const& line : lines)
            fitting +=
                line.count && line.percent && !line.is_total && gives(*line.percent, *line.count, whole) ? 1U
                                                                                                         : 0U;
        if (best != 0 && fitting <= most) continue;
        best = whole;
        most = fitting;
    }
    if (best == 0) return 0;
    std::size_t near = 0;
    std::size_t all = 0;
    for (auto const& line : lines) {
        if (!line.count || !line.percent || line.is_total) continue;
        ++all;
        near += far(*line.percent, *line.count, best) <= kFarPoints ? 1U : 0U;
    }
    return 2 * near >= all && near > 0 ? best : 0;
}

/// T5: what a total row is held against: rows that are parts of the row above them are not counted again.
template <class Lines>
std::uint64_t sum_without_parts(Lines const& lines) {
    std::vector<std::uint64_t> counts;
    for (auto const& line : lines) {
        if (!line.count || line.is_total) continue;
        bool const is_part = std::any_of(kPartOfRow.begin(), kPartOfRow.end(), [&](std::string_view with) {
            return begins_with(line.label, with);
        });
        if (!is_part) counts.push_back(*line.count);
    }
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        sum += counts[i];
        std::uint64_t below = 0;
        for (std::size_t k = i + 1; k < counts.size() && below < counts[i]; ++k) {
            below += counts[k];
            if (below == counts[i] && k >= i + 2) i = k;
        }
    }
    return sum;
}

std::size_t token_at(std::span<Token const> tokens, std::size_t byte) {
    auto const found = std::lower_bound(tokens.begin(), tokens.end(), byte,
                                        [](Token const& token, std::size_t at) { return token.begin < at; });
    return static_cast<std::size_t>(found - tokens.begin());
}

/// The tokens of some bytes, if there are any.
std::optional<Span> tokens_of(std::span<Token const> tokens, Span bytes) {
    Span out{token_at(tokens, bytes.begin), token_at(tokens, bytes.end)};
    while (out.begin < out.end && !tokens[out.begin].is(Kind::kNumber)) ++out.begin;
    while (out.end > out.begin && tokens[out.end - 1].is(Kind::kBreak)) --out.end;
    if (out.begin >= out.end) return std::nullopt;
    return out;
}

bool overlaps(std::vector<Pair> const& pairs, Span span) {
    auto const next = std::lower_bound(pairs.begin(), pairs.end(), span.end,
                                       [](Pair const& pair, std::size_t end) { return pair.begin < end; });
    return next != pairs.begin() && std::prev(next)->end > span.begin;
}

std::size_t long_words(std::string_view label) {
    constexpr std::size_t kLongWordBytes = 4;
    std::size_t out = 0;
    std::size_t size = 0;
    for (std::size_t p = 0; p <= label.size(); ++p) {
        if (p < label.size() && label[p] != ' ') {
            ++size;
            continue;
        }
        out += size >= kLongWordBytes ? 1 : 0;
        size = 0;
    }
    return out;
}

constexpr std::size_t kLongWordsMin = 4;
constexpr std::size_t kLabelsMax = 100'000;

std::uint64_t hash_of(std::string_view words, std::uint64_t seed) noexcept {
    std::uint64_t h = 14695981039346656037ULL ^ seed;
    for (char const c : words) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return h;
}

}  // namespace

/// Lines of one section in one pair of columns, with what they are of.
struct Tables::Section {
    std::vector<Line> const& lines;
    Sums sums;
    std::uint64_t named = 0;  ///< By the heading or the caption.
    std::uint64_t whole = 0;
    bool may_be_of_others = false;
    std::uint64_t years = 0;

    [[nodiscard]] bool fits(Line const& line) const { return gives(*line.percent, *line.count, whole); }
    /// T3: another whole than the one that most rows are of.
    [[nodiscard]] bool fits_otherwise(Line const& line) const {
        std::uint64_t const percent = line.percent->units / scale(line.percent->decimals);
        return gives(*line.percent, *line.count, named) ||
               gives(*line.percent, *line.count, sums.total.value_or(0)) ||
               gives(*line.percent, *line.count, line.row_sum) || (line.is_total && percent == sums.percents);
    }
    [[nodiscard]] bool all_fit() const {
        return std::all_of(lines.begin(), lines.end(), [&](Line const& line) {
            return line.is_total || !line.count || !line.percent || fits(line);
        });
    }
};

void Tables::read(std::string_view text, std::span<Token const> tokens, std::vector<Pair> const& pairs,
                  std::vector<Pair>& claims, std::vector<Found>& found) {
    for (Grid const& grid : grids_in(text)) {
        Reading const reading{text, grid};
        ++tables_;
        for (Column const& column : reading.columns()) {
            for (auto const& lines : reading.sections_of(column)) {
                Section section{
                    lines,          sums_of(lines), reading.whole_of(column), 0, reading.may_be_of_others(),
                    reading.years()};
                if (section.named != 0 || section.sums.total)
                    section.whole = whole_meant(lines, section.named, section.sums);
                if (section.whole == 0) continue;
                read_claims(section, tokens, pairs, claims);
                check_sum(section, tokens, found);
                keep_labels(section, tokens);
            }
        }
    }
    std::sort(claims.begin(), claims.end(), [](Pair const& a, Pair const& b) { return a.begin < b.begin; });
}

void Tables::read_claims(Section const& section, std::span<Token const> tokens,
                         std::vector<Pair> const& pairs, std::vector<Pair>& claims) {
    for (Line const& line : section.lines) {
        if (!line.count || !line.percent) continue;
        auto const span = tokens_of(tokens, line.cell);
        bool const is_silent =
            !section.fits(line) && (section.may_be_of_others || section.fits_otherwise(line));
        if (!span || is_silent || overlaps(pairs, *span)) continue;
        Pair made;
        made.claim.figure.emplace();
        made.claim.figure->low = made.claim.figure->high = *line.percent;
        made.claim.part = line.count;
        made.claim.whole = section.whole;
        judge(made.claim);
        made.begin = span->begin;
        made.end = span->end;
        claims.push_back(std::move(made));
    }
}

/// T5.
void Tables::check_sum(Section const& section, std::span<Token const> tokens, std::vector<Found>& found) {
    Sums const& sums = section.sums;
    if (sums.lines < 2) return;
    std::uint64_t const sum = sum_without_parts(section.lines);
    bool const has_several = section.all_fit() && sums.percents > kSeveralAnswersPercent;
    bool const makes_up = sums.percents + kMakesUpPercent >= 100 && sums.percents <= 100 + kMakesUpPercent;
    std::uint64_t const stated = sums.total ? *sums.total : section.named;
    bool const is_wrong =
        sums.total ? sum != stated && sums.counts != stated && sums.with_percent != stated && !has_several
                   : makes_up && stated != 0 && sum > stated && !section.may_be_of_others;
    if (sums.total || (makes_up && stated != 0)) ++compared_;
    if (!is_wrong) return;
    for (Line const& line : section.lines) {
        if (sums.total ? !line.is_total : !line.count.has_value()) continue;
        auto const span = tokens_of(tokens, line.cell);
        if (!span) continue;
        Found made;
        made.begin = span->begin;
        made.end = span->end;
        made.finding.kind = Finding::Kind::kParts;
        made.finding.stated = stated;
        made.finding.expected = sum;
        made.finding.whole = 1;  // Of a table: silent where several answers were possible.
        found.push_back(made);
        return;
    }
}

void Tables::keep_labels(Section const& section, std::span<Token const> tokens) {
    if (section.may_be_of_others) return;
    for (Line const& line : section.lines) {
        if (!line.count || line.is_total || long_words(line.label) < kLongWordsMin) continue;
        auto const span = tokens_of(tokens, line.cell);
        std::uint64_t const key = hash_of(line.label, section.years * 31 + section.whole);
        if (span) labels_here_.push_back({key, span->begin, span->end, *line.count, section.whole, tables_});
    }
}

void Tables::check_again(std::function<Place(std::size_t)> const& place_of, std::vector<Found>& found) {
    for (Label const& label : labels_here_) {
        auto const known = labels_.find(label.key);
        if (known == labels_.end()) {
            if (labels_.size() < kLabelsMax)
                labels_.emplace(label.key, Kept{label.table, label.part, place_of(label.begin)});
            continue;
        }
        if (known->second.table == label.table) continue;
        ++compared_;
        if (known->second.part == label.part) continue;
        Found made;
        made.begin = label.begin;
        made.end = label.end;
        made.finding.kind = Finding::Kind::kTwice;
        made.finding.stated = label.part;
        made.finding.expected = known->second.part;
        made.finding.whole = label.whole;
        made.finding.other = known->second.place;
        found.push_back(made);
    }
    labels_here_.clear();
}

}  // namespace amparo::audit
