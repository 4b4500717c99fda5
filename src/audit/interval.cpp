// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/audit/interval.hpp"

#include "amparo/audit/closure.hpp"
#include "amparo/base/check.hpp"
#include "amparo/statistics/proportion.hpp"

#include <algorithm>

namespace amparo::audit {
namespace {

constexpr double kDoubleError = 1e-9;

/// The proportions that print as one figure.
struct Printing {
    double from;
    double to;

    explicit Printing(Printed figure) {
        double const unit = 100 * static_cast<double>(scale(figure.decimals));
        from = (static_cast<double>(figure.units) - 0.5) / unit - kDoubleError;
        to = (static_cast<double>(figure.units) + 0.5) / unit + kDoubleError;
    }
    [[nodiscard]] bool holds(double proportion) const { return proportion >= from && proportion <= to; }
};

statistics::Interval interval_of(IntervalMethod method, std::uint64_t part, std::uint64_t whole,
                                 double confidence) {
    statistics::Counts const counts{part, whole};
    return method == IntervalMethod::kWald
               ? statistics::wald(counts, confidence).value()
               : statistics::interval(counts, statistics::kAllMethods[static_cast<std::size_t>(method)],
                                      confidence)
                     .value();
}

class Search {
  public:
    Search(PrintedInterval const& printed, IntervalMethod method, std::vector<Reproduction>& out)
        : printed_{printed}, method_{method}, low_{printed.low}, high_{printed.high}, out_{out} {}

    /// Wholes are asked in rising order. An end rises with the part, and with one more of both: what was too low for one
    /// whole is too low for the next.
    void look_at(std::uint64_t whole) {
        Counts const parts = parts_of(whole);
        if (parts.empty()) return;
        first_ = std::clamp(first_, parts.low, parts.high);
        while (first_ < parts.high && at(first_, whole).low < low_.from) ++first_;
        for (std::uint64_t part = first_; part <= parts.high; ++part) {
            statistics::Interval const ends = at(part, whole);
            if (ends.low > low_.to || ends.high > high_.to) break;
            if (low_.holds(ends.low) && high_.holds(ends.high)) out_.push_back({method_, part, whole});
        }
    }

    void begin_at(std::uint64_t whole) {
        Counts const parts = parts_of(whole);
        if (parts.empty()) return;
        std::uint64_t from = parts.low;
        std::uint64_t to = parts.high;
        while (from < to) {
            std::uint64_t const middle = from + (to - from) / 2;
            if (at(middle, whole).low < low_.from)
                from = middle + 1;
            else
                to = middle;
        }
        first_ = from;
    }

  private:
    [[nodiscard]] statistics::Interval at(std::uint64_t part, std::uint64_t whole) const {
        return interval_of(method_, part, whole, printed_.confidence);
    }
    [[nodiscard]] Counts parts_of(std::uint64_t whole) const {
        Counts out = printed_.percent ? counts_that_print(*printed_.percent, whole) : Counts{0, whole};
        if (printed_.part) out = {std::max(out.low, *printed_.part), std::min(out.high, *printed_.part)};
        return out;
    }

    PrintedInterval const& printed_;
    IntervalMethod method_;
    Printing low_;
    Printing high_;
    std::vector<Reproduction>& out_;
    std::uint64_t first_ = 0;
};

}  // namespace

std::string_view name(IntervalMethod method) noexcept {
    return method == IntervalMethod::kWald
               ? std::string_view{"wald"}
               : statistics::name(statistics::kAllMethods[static_cast<std::size_t>(method)]);
}

std::vector<Reproduction> reproductions(PrintedInterval const& printed, std::uint64_t limit) {
    AMPARO_CHECK(printed.confidence > 0 && printed.confidence < 1 && limit <= kIntervalLimitMax);
    AMPARO_CHECK(!printed.whole || (*printed.whole > 0 && *printed.whole <= kIntervalWholeMax));
    std::vector<Reproduction> out;
    for (IntervalMethod const method : kAllIntervalMethods) {
        Search search{printed, method, out};
        if (printed.whole) {
            search.begin_at(*printed.whole);
            search.look_at(*printed.whole);
            continue;
        }
        for (std::uint64_t whole = std::max<std::uint64_t>(1, printed.part.value_or(1)); whole <= limit;
             ++whole)
            search.look_at(whole);
    }
    return out;
}

}  // namespace amparo::audit
