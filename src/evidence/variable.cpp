// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/variable.hpp"

#include "amparo/forms/validate.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace amparo::evidence {
namespace {

constexpr std::size_t kPathLengthMax = 300;

struct Path {
    std::string group;
    std::string filter_field;
    std::string filter_code;
    std::string field;
};

Fail<Refusal> refused(RefusalCode code, std::string_view place, std::string message, std::string hint) {
    return Fail{Refusal{code, std::string{place}, std::move(message), std::move(hint)}};
}

/// The joined form whose prefix the path begins with, or the form of the frame.
forms::Form const* form_at(Frame const& frame, std::string_view& path, std::string& prefix) {
    for (Frame::Joined const& joined : frame.joined) {
        std::string const start = joined.prefix + ".";
        if (path.substr(0, start.size()) != start) continue;
        prefix = joined.prefix;
        path.remove_prefix(start.size());
        return joined.form;
    }
    return frame.form;
}

std::optional<Path> split(std::string_view path) {
    Path out;
    auto const dot = path.rfind('.');
    if (dot == std::string_view::npos) {
        out.field = path;
        return out;
    }
    out.field = path.substr(dot + 1);
    std::string_view group = path.substr(0, dot);
    auto const open = group.find('[');
    if (open != std::string_view::npos) {
        auto const equals = group.find('=', open);
        if (equals == std::string_view::npos || group.back() != ']') return std::nullopt;
        out.filter_field = group.substr(open + 1, equals - open - 1);
        out.filter_code = group.substr(equals + 1, group.size() - equals - 2);
        group = group.substr(0, open);
    }
    out.group = group;
    return out;
}

State state_of(std::string_view no_answer) {
    if (no_answer == "declined") return State::kDeclined;
    return no_answer == "not_asked" ? State::kNotAsked : State::kUnknown;
}

}  // namespace

std::string_view name(State state) noexcept {
    switch (state) {
        case State::kAnswered:
            return "answered";
        case State::kMissing:
            return "missing";
        case State::kUnknown:
            return "unknown";
        case State::kDeclined:
            return "declined";
        case State::kNotAsked:
            return "not_asked";
        case State::kDoesNotApply:
            return "does_not_apply";
    }
    return "";
}

std::string_view state_words(State state, std::string_view language) noexcept {
    bool const es = language == "es";
    switch (state) {
        case State::kAnswered:
            return es ? "respondieron" : "answered";
        case State::kMissing:
            return es ? "sin anotar" : "not recorded";
        case State::kUnknown:
            return es ? "no se sabe" : "not known";
        case State::kDeclined:
            return es ? "no quiso responder" : "declined";
        case State::kNotAsked:
            return es ? "no se preguntó" : "not asked";
        case State::kDoesNotApply:
            return es ? "no corresponde" : "does not apply";
    }
    return "";
}

Result<Variable, Refusal> Variable::of(Frame const& frame, std::string_view path, std::string_view place) {
    auto const unknown = [&](std::string const& hint) {
        return refused(RefusalCode::kUnknownField, place,
                       "The form has no question \"" + std::string{path.substr(0, kPathLengthMax)} + "\".",
                       hint);
    };
    Variable out;
    out.path_ = path;
    std::string_view rest = path;
    forms::Form const* const form = form_at(frame, rest, out.prefix_);
    auto const parts = path.size() > kPathLengthMax ? std::nullopt : split(rest);
    if (form == nullptr || !parts) return unknown("See the form for its questions.");
    auto const* fields = &form->fields;
    if (!parts->group.empty()) {
        out.group_ = forms::find_field(form->fields, parts->group);
        if (out.group_ == nullptr || out.group_->type != forms::Type::kGroup)
            return unknown("Before the point stands a group of the form.");
        fields = &out.group_->fields;
    }
    out.field_ = forms::find_field(*fields, parts->field);
    if (out.field_ == nullptr) return unknown("See the form for its questions.");
    if (out.field_->engine_only) return unknown("See the form for its questions.");
    if (out.field_->vocabulary == nullptr)
        return refused(RefusalCode::kNotCoded, place,
                       "The answers to \"" + std::string{path} + "\" are no codes, so they can't be counted.",
                       "Choose a question with a list of answers.");
    if (!parts->filter_field.empty()) {
        forms::Field const* const filter = forms::find_field(*fields, parts->filter_field);
        if (filter == nullptr || filter->vocabulary == nullptr)
            return unknown("In brackets stands a question of the same group.");
        if (filter->vocabulary->find(parts->filter_code) == nullptr)
            return refused(RefusalCode::kUnknownCode, place,
                           "\"" + parts->filter_field + "\" has no answer \"" + parts->filter_code + "\".",
                           "See the form for its answers.");
        out.filter_field_ = parts->filter_field;
        out.filter_code_ = parts->filter_code;
    }
    out.part_ = out.group_ != nullptr ? out.group_->part : out.field_->part;
    return out;
}

std::string Variable::label(std::string_view language) const {
    std::string out;
    if (group_ != nullptr) out = group_->labels.in(language) + ": ";
    return out + field_->labels.in(language);
}

std::optional<std::uint16_t> Variable::position(std::string_view code) const {
    for (std::size_t i = 0; i < terms().size(); ++i)
        if (terms()[i].code == code) return static_cast<std::uint16_t>(i);
    return std::nullopt;
}

bool Variable::is_multiple() const noexcept {
    return group_ != nullptr || field_->type == forms::Type::kChoices ||
           field_->type == forms::Type::kLanguages;
}

void Variable::take(Json const& value, Reply& reply) const {
    if (!value.is_string()) return;
    auto const at = position(*value.get_ptr<std::string const*>());
    if (at) reply.codes.push_back(*at);
}

Reply Variable::read_value(Json const& value) const {
    Reply out;
    if (auto const none = forms::no_answer(value); none) {
        out.state = state_of(*none);
        return out;
    }
    if (value.is_array())
        for (Json const& one : value) take(one, out);
    else
        take(value, out);
    std::sort(out.codes.begin(), out.codes.end());
    out.codes.erase(std::unique(out.codes.begin(), out.codes.end()), out.codes.end());
    out.state = out.codes.empty() ? State::kMissing : State::kAnswered;
    return out;
}

Reply Variable::read_group(Json const& items) const {
    if (!items.is_array()) return read_value(items);
    Json codes = Json::array();
    Reply first;
    bool has_state = false;
    for (Json const& item : items) {
        if (!filter_field_.empty() && codec::text_at(item, filter_field_) != std::string_view{filter_code_})
            continue;
        Json const* const value = codec::find(item, field_->name);
        if (value == nullptr) continue;
        Reply const one = read_value(*value);
        for (std::uint16_t const code : one.codes) codes.push_back(terms()[code].code);
        if (one.state != State::kAnswered && !has_state) first = one;
        has_state = has_state || one.state != State::kAnswered;
    }
    return codes.empty() ? first : read_value(codes);
}

Reply Variable::read(Json const& data) const {
    Json const* const record = prefix_.empty() ? &data : codec::find(data, prefix_);
    if (record == nullptr) return {};
    forms::Field const& top = group_ != nullptr ? *group_ : *field_;
    Json const* const value = codec::find(*record, top.name);
    if (value == nullptr || value->is_null()) {
        Reply out;
        if (!forms::applies(top, *record)) out.state = State::kDoesNotApply;
        return out;
    }
    return group_ != nullptr ? read_group(*value) : read_value(*value);
}

}  // namespace amparo::evidence
