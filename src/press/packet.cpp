// SPDX-License-Identifier: AGPL-3.0-or-later
#include "packet.hpp"

#include "joining.hpp"
#include "redacted.hpp"

namespace amparo::press {
namespace {

struct Exhibit {
    Bytes pdf;
    Joining::Whose whose = Joining::Whose::kOurs;
};

Result<Exhibit, PressError> ours(Result<Bytes, PressError> made) {
    if (!made.ok()) return Fail{made.error()};
    return Exhibit{std::move(made).value()};
}

Result<Exhibit, PressError> exhibit_of(Bytes const& file, pages::Paper paper) {
    switch (kind_of(file)) {
        case FileKind::kPng:
        case FileKind::kJpeg:
            return ours(pdf_of_picture(file, paper));
        case FileKind::kText:
            return ours(pdf_of_text(file, paper));
        case FileKind::kOther:
            return Fail{PressError{Code::kKind}};
        case FileKind::kPdf:
            break;
    }
    AMPARO_TRY(Source const source, Source::open(file));
    LookedAt const looked = look_at(file);
    if (looked.is_encrypted) return Fail{PressError{Code::kEncrypted}};
    if (!looked.is_whole || looked.pages != source.count()) return Fail{PressError{Code::kDamaged}};
    if (looked.has_layers) return ours(as_pictures(source));
    return Exhibit{file, Joining::Whose::kOthers};
}

std::string_view code_of(pages::Language language) {
    switch (language) {
        case pages::Language::kSpanish:
            return "es";
        case pages::Language::kArabic:
            return "ar";
        case pages::Language::kEnglish:
            break;
    }
    return "en";
}

std::vector<JoinedLink> links_of(std::vector<Link> const& links, std::vector<std::size_t> const& starts,
                                 PageSize page) {
    std::vector<JoinedLink> out;
    for (Link const& link : links)
        out.push_back({link.page, starts.at(link.exhibit), link.box.left, page.height - link.box.bottom,
                       link.box.right, page.height - link.box.top});
    return out;
}

std::vector<JoinedTitle> titles_of(pages::PacketPlan const& plan, std::vector<std::size_t> const& starts) {
    std::vector<JoinedTitle> out;
    for (std::size_t i = 0; i < starts.size(); ++i)
        out.push_back({exhibit_name(plan.naming, i, plan.language) + ". " + plan.exhibits[i], starts[i]});
    return out;
}

/// The files of the packet's own, opened after the exhibits.
bool join(Joining& to, pages::PacketPlan const& plan, Front const& front, std::size_t exhibits) {
    std::size_t const cover = exhibits;
    std::size_t const sheets = exhibits + 1;
    if (!to.open(front.pdf, Joining::Whose::kOurs) || !to.open(draw_sheets(plan), Joining::Whose::kOurs) ||
        !to.add_all(cover))
        return false;
    for (std::size_t i = 0; i < exhibits; ++i)
        if (!to.add(sheets, i) || !to.add_all(i)) return false;
    std::vector<PageSize> sizes;
    for (JoinedSize const size : to.sizes()) sizes.push_back({size.width, size.height});
    return to.open(draw_stamps(plan, sizes), Joining::Whose::kOurs) && to.stamp(exhibits + 2);
}

}  // namespace

Result<pages::PacketMade, PressError> packet(pages::PacketPlan const& plan, std::vector<Bytes> const& files) {
    if (files.empty() || files.size() != plan.exhibits.size() || files.size() > pages::kExhibitsMax)
        return Fail{PressError{Code::kTooLarge, files.size()}};
    Joining joining;
    pages::PacketMade out;
    std::size_t at = front_pages(plan);
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto exhibit = exhibit_of(files[i], plan.paper);
        if (!exhibit.ok()) return Fail{PressError{exhibit.error().code, i}};
        if (!joining.open(std::move(exhibit.value().pdf), exhibit.value().whose))
            return Fail{PressError{Code::kDamaged, i}};
        out.starts.push_back(at);
        at += 1 + joining.pages_of(i);
    }
    if (at > pages::kPagesMax) return Fail{PressError{Code::kTooLarge, files.size()}};
    out.pages = at;
    Front const front = draw_front(plan, out.starts);
    bool const is_made = join(joining, plan, front, files.size()) &&
                         joining.finish(links_of(front.links, out.starts, size_of(plan.paper)),
                                        titles_of(plan, out.starts), std::string{code_of(plan.language)});
    if (is_made) out.pdf = joining.written();
    if (out.pdf.empty()) return Fail{PressError{Code::kFailed, files.size()}};
    return out;
}

}  // namespace amparo::press
