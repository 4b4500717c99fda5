// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/microdata.hpp"

#include <algorithm>
#include <utility>

namespace amparo::evidence {
namespace {

constexpr std::size_t kDayLength = 10;

std::string first_day(std::string_view day) {
    return std::string{day} + std::string{"0000-01-01"}.substr(day.size());
}
/// No month has more, and days are only compared.
std::string last_day(std::string_view day) {
    return std::string{day} + std::string{"0000-12-31"}.substr(day.size());
}

bool is_day(std::string_view day) {
    return day.size() == 4 || day.size() == 7 || day.size() == kDayLength;
}

}  // namespace

Microdata::Microdata(std::vector<Variable> variables, Scope scope)
    : variables_{std::move(variables)},
      scope_{std::move(scope)},
      pools_(variables_.size()),
      columns_(variables_.size()) {}

bool Microdata::is_in_scope(Row const& row) {
    if (!scope_.as_of.empty() && row.recorded.substr(0, kDayLength) > scope_.as_of) {
        ++intake_.later;
        return false;
    }
    if (scope_.from.empty() && scope_.to.empty()) return true;
    std::string_view const day = row.day.substr(0, kDayLength);
    if (!is_day(day)) {
        ++intake_.undated;
        return false;
    }
    bool const in = (scope_.from.empty() || first_day(day) >= scope_.from) &&
                    (scope_.to.empty() || last_day(day) <= scope_.to);
    if (!in) ++intake_.outside;
    return in;
}

void Microdata::put(std::size_t at, Row const& row) {
    for (std::size_t v = 0; v < variables_.size(); ++v) {
        Reply reply = row.data == nullptr ? Reply{} : variables_[v].read(*row.data);
        auto const [found, is_new] =
            pools_[v].at.try_emplace(reply, static_cast<std::uint32_t>(pools_[v].replies.size()));
        if (is_new) pools_[v].replies.push_back(std::move(reply));
        if (at == columns_[v].size())
            columns_[v].push_back(found->second);
        else
            columns_[v][at] = found->second;
    }
}

void Microdata::add(Row const& row) {
    ++intake_.given;
    if (!is_in_scope(row)) return;
    std::string key{scope_.unit == Unit::kRecord || row.subject.empty() ? row.record : row.subject};
    if (row.is_excluded) {
        ++intake_.excluded;
        excluded_.insert(std::move(key));
        return;
    }
    intake_.unasked += row.has_agreed ? 0 : 1;
    std::string order =
        std::string{row.day} + "|" + std::string{row.recorded} + "|" + std::string{row.record};
    auto const [found, is_new] = subjects_.try_emplace(std::move(key), cases_.size());
    if (is_new) {
        put(cases_.size(), row);
        cases_.push_back({std::move(order), found->first});
        return;
    }
    ++intake_.repeated;
    if (order <= cases_[found->second].order) return;
    put(found->second, row);
    cases_[found->second].order = std::move(order);
}

Intake Microdata::intake() const {
    Intake out = intake_;
    out.excluded_cases = static_cast<std::uint64_t>(
        std::count_if(excluded_.begin(), excluded_.end(),
                      [&](std::string const& subject) { return subjects_.count(subject) == 0; }));
    return out;
}

std::size_t Microdata::find(std::string_view path) const {
    auto const at = std::find_if(variables_.begin(), variables_.end(),
                                 [&](Variable const& variable) { return variable.path() == path; });
    return static_cast<std::size_t>(at - variables_.begin());
}

}  // namespace amparo::evidence
