// SPDX-License-Identifier: AGPL-3.0-or-later
// What goes between the two processes: u32 length, JSON, bytes. Both are this program.
#include "amparo/codec/json.hpp"
#include "amparo/press/press.hpp"

#include "image.hpp"

#include <array>
#include <cmath>

namespace amparo::press {
namespace {

constexpr std::size_t kJsonBytesMax = std::size_t{512} << 20U;

Bytes message(Json const& said, std::vector<ByteView> const& bytes) {
    std::string const text = codec::to_text(said);
    Bytes out;
    for (unsigned shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<std::byte>(text.size() >> shift & 0xFFU));
    append(out, as_bytes(text));
    for (ByteView const part : bytes) append(out, part);
    return out;
}

struct Message {
    Json said;
    ByteView bytes;
};
std::optional<Message> message_in(ByteView from) {
    if (from.size() < 4) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size |= static_cast<std::size_t>(from[i]) << (8 * i);
    if (size > from.size() - 4) return std::nullopt;
    codec::JsonLimits limits;
    limits.bytes_max = kJsonBytesMax;
    limits.values_max = kJsonBytesMax;
    auto said = codec::parse_json(as_text(from.subspan(4, size)), limits);
    if (!said.ok()) return std::nullopt;
    return Message{std::move(said).value(), from.subspan(4 + size)};
}

// Hundredths of a point: finer than any reader tells.
std::int64_t hundredths(double points) {
    return static_cast<std::int64_t>(std::llround(points * 100));
}
Json json_of(pages::Box const& box) {
    return Json::array(
        {hundredths(box.left), hundredths(box.top), hundredths(box.right), hundredths(box.bottom)});
}
pages::Box box_in(Json const& list, std::size_t at) {
    std::array<double, 4> out{};
    for (std::size_t i = 0; i < 4; ++i)
        if (at + i < list.size() && list[at + i].is_number_integer())
            out[i] = static_cast<double>(list[at + i].get<std::int64_t>()) / 100;
    return {out[0], out[1], out[2], out[3]};
}

Json json_of(std::vector<pages::Page> const& all) {
    Json out = Json::array();
    for (pages::Page const& page : all) {
        Json words = Json::array();
        Json boxes = Json::array();
        for (pages::Word const& word : page.words) {
            words.push_back(word.text);
            for (Json const& side : json_of(word.box)) boxes.push_back(side);
        }
        out.push_back(Json{{"width", hundredths(page.width)},
                           {"height", hundredths(page.height)},
                           {"words", std::move(words)},
                           {"boxes", std::move(boxes)}});
    }
    return out;
}
std::vector<pages::Page> pages_in(Json const& list) {
    std::vector<pages::Page> out;
    for (Json const& one : list) {
        pages::Page page;
        page.width = static_cast<double>(codec::int_at(one, "width").value_or(0)) / 100;
        page.height = static_cast<double>(codec::int_at(one, "height").value_or(0)) / 100;
        Json const& boxes = codec::list_at(one, "boxes");
        for (Json const& word : codec::list_at(one, "words"))
            page.words.push_back(
                {word.is_string() ? word.get<std::string>() : "", box_in(boxes, page.words.size() * 4)});
        out.push_back(std::move(page));
    }
    return out;
}

Json json_of(std::vector<pages::Blacked> const& all) {
    Json out = Json::array();
    for (pages::Blacked const& page : all) {
        Json bars = Json::array();
        for (pages::Bar const& bar : page.bars)
            bars.push_back(Json{{"box", json_of(bar.box)}, {"reason", bar.reason}});
        out.push_back(Json{{"bars", std::move(bars)}, {"kept", page.kept}});
    }
    return out;
}
std::vector<pages::Blacked> blacked_in(Json const& list) {
    std::vector<pages::Blacked> out;
    for (Json const& one : list) {
        pages::Blacked page;
        for (Json const& bar : codec::list_at(one, "bars"))
            page.bars.push_back({box_in(codec::list_at(bar, "box"), 0), codec::string_or(bar, "reason")});
        for (Json const& word : codec::list_at(one, "kept"))
            if (word.is_number_unsigned()) page.kept.push_back(word.get<std::size_t>());
        out.push_back(std::move(page));
    }
    return out;
}

Json json_of(pages::PacketPlan const& plan) {
    return Json{{"language", static_cast<int>(plan.language)},
                {"paper", static_cast<int>(plan.paper)},
                {"naming", static_cast<int>(plan.naming)},
                {"court", plan.court},
                {"matter", plan.matter},
                {"title", plan.title},
                {"attorney", plan.attorney},
                {"prefix", plan.prefix},
                {"first", plan.first},
                {"exhibits", plan.exhibits}};
}
pages::PacketPlan plan_in(Json const& from) {
    auto const number = [&](std::string_view key) { return codec::int_at(from, key).value_or(0); };
    pages::PacketPlan out;
    out.language = static_cast<pages::Language>(number("language"));
    out.paper = static_cast<pages::Paper>(number("paper"));
    out.naming = static_cast<pages::Naming>(number("naming"));
    out.court = codec::string_or(from, "court");
    out.matter = codec::string_or(from, "matter");
    out.title = codec::string_or(from, "title");
    out.attorney = codec::string_or(from, "attorney");
    out.prefix = codec::string_or(from, "prefix");
    out.first = static_cast<std::size_t>(number("first"));
    for (Json const& one : codec::list_at(from, "exhibits"))
        out.exhibits.push_back(one.is_string() ? one.get<std::string>() : "");
    return out;
}

Bytes failed(PressError error) {
    return message(Json{{"failed", static_cast<int>(error.code)}, {"file", error.file}}, {});
}

Result<Message, PressError> answer_in(std::optional<Bytes> const& answer) {
    auto said = answer ? message_in(*answer) : std::nullopt;
    if (!said) return Fail{PressError{}};
    if (auto const code = codec::int_at(said->said, "failed"); code) {
        auto const known = *code >= 0 && *code <= static_cast<int>(Code::kFailed);
        return Fail{PressError{known ? static_cast<Code>(*code) : Code::kFailed,
                               static_cast<std::size_t>(codec::int_at(said->said, "file").value_or(0))}};
    }
    return std::move(*said);
}

Bytes of(Result<Bytes, PressError> const& made) {
    return made.ok() ? message(Json::object(), {made.value()}) : failed(made.error());
}

}  // namespace

Result<std::vector<pages::Page>, PressError> Apart::read(ByteView file) {
    auto const asked = ask_(message(Json{{"do", "read"}}, {file}));
    AMPARO_TRY(Message const answer, answer_in(asked));
    return pages_in(codec::list_at(answer.said, "pages"));
}

Result<Bytes, PressError> Apart::picture(ByteView file, std::size_t page, int width) {
    auto const asked = ask_(message(Json{{"do", "picture"}, {"page", page}, {"width", width}}, {file}));
    AMPARO_TRY(Message const answer, answer_in(asked));
    return Bytes{answer.bytes.begin(), answer.bytes.end()};
}

Result<Bytes, PressError> Apart::redacted(ByteView file, std::vector<pages::Blacked> const& pages) {
    auto const asked = ask_(message(Json{{"do", "redacted"}, {"pages", json_of(pages)}}, {file}));
    AMPARO_TRY(Message const answer, answer_in(asked));
    return Bytes{answer.bytes.begin(), answer.bytes.end()};
}

Result<pages::PacketMade, PressError> Apart::packet(pages::PacketPlan const& plan,
                                                    std::vector<Bytes> const& files) {
    Json sizes = Json::array();
    std::vector<ByteView> parts;
    for (Bytes const& file : files) {
        sizes.push_back(file.size());
        parts.emplace_back(file);
    }
    auto const asked =
        ask_(message(Json{{"do", "packet"}, {"plan", json_of(plan)}, {"sizes", std::move(sizes)}}, parts));
    AMPARO_TRY(Message const answer, answer_in(asked));
    pages::PacketMade out;
    out.pdf.assign(answer.bytes.begin(), answer.bytes.end());
    for (Json const& start : codec::list_at(answer.said, "starts"))
        if (start.is_number_unsigned()) out.starts.push_back(start.get<std::size_t>());
    out.pages = static_cast<std::size_t>(codec::int_at(answer.said, "pages").value_or(0));
    return out;
}

Bytes work(ByteView asked) {
    auto const message_read = message_in(asked);
    if (!message_read) return failed({});
    auto const& [said, bytes] = *message_read;
    std::string const what = codec::string_or(said, "do");
    Here here;
    if (what == "read") {
        auto const all = here.read(bytes);
        return all.ok() ? message(Json{{"pages", json_of(all.value())}}, {}) : failed(all.error());
    }
    if (what == "picture")
        return of(here.picture(bytes, static_cast<std::size_t>(codec::int_at(said, "page").value_or(0)),
                               static_cast<int>(codec::int_at(said, "width").value_or(0))));
    if (what == "redacted") return of(here.redacted(bytes, blacked_in(codec::list_at(said, "pages"))));
    if (what != "packet") return failed({});
    std::vector<Bytes> files;
    std::size_t at = 0;
    for (Json const& size : codec::list_at(said, "sizes")) {
        std::size_t const n = size.is_number_unsigned() ? size.get<std::size_t>() : 0;
        if (n > bytes.size() - at) return failed({});
        files.emplace_back(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                           bytes.begin() + static_cast<std::ptrdiff_t>(at + n));
        at += n;
    }
    Json const* const plan = codec::find(said, "plan");
    auto const made = here.packet(plan_in(plan == nullptr ? Json::object() : *plan), files);
    if (!made.ok()) return failed(made.error());
    return message(Json{{"starts", made.value().starts}, {"pages", made.value().pages}}, {made.value().pdf});
}

}  // namespace amparo::press
