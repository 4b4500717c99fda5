// SPDX-License-Identifier: AGPL-3.0-or-later
#include "joining.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <exception>
#include <map>
#include <set>

namespace amparo::press {
namespace {

using Object = QPDFObjectHandle;
using Page = QPDFPageObjectHelper;
using Bytes = std::vector<std::byte>;

void read(QPDF& pdf, Bytes const& bytes) {
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);  // What was lost in a damaged file would be missing, untold.
    pdf.processMemoryFile("file", reinterpret_cast<char const*>(bytes.data()), bytes.size());
}

Bytes bytes_of(QPDF& pdf) {
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.write();
    auto const buffer = writer.getBufferSharedPointer();
    auto const* const begin = reinterpret_cast<std::byte const*>(buffer->getBuffer());
    return Bytes(begin, begin + buffer->getSize());
}

void strip_pages(QPDF& pdf) {
    static std::set<std::string> const kKept{"/Type",    "/Parent", "/Contents", "/Resources", "/MediaBox",
                                             "/CropBox", "/Rotate", "/Group",    "/UserUnit"};
    QPDFAcroFormDocumentHelper{pdf}.generateAppearancesIfNeeded();
    QPDFPageDocumentHelper helper{pdf};
    helper.flattenAnnotations(0, an_invisible | an_hidden);
    helper.pushInheritedAttributesToPage();
    for (Page& page : helper.getAllPages()) {
        Object object = page.getObjectHandle();
        for (std::string const& key : object.getKeys())
            if (kKept.count(key) == 0) object.removeKey(key);
    }
}

void drop_metadata(QPDF& pdf) {
    for (Object object : pdf.getAllObjects()) {
        Object about = object.isStream() ? object.getDict() : object;
        if (!about.isDictionary()) continue;
        for (char const* const key : {"/Metadata", "/PieceInfo", "/Thumb", "/AA"})
            if (about.hasKey(key)) about.removeKey(key);
    }
}

Object::Rectangle shown_box(Page& page) {
    return page.getCropBox().getArrayAsRectangle();
}

JoinedSize shown_size(Page& page) {
    Object::Rectangle const box = shown_box(page);
    Object turned = page.getAttribute("/Rotate", false);
    bool const is_across = turned.isInteger() && turned.getIntValueAsInt() % 180 != 0;
    double const width = std::max(1.0, box.urx - box.llx);
    double const height = std::max(1.0, box.ury - box.lly);
    return is_across ? JoinedSize{height, width} : JoinedSize{width, height};
}

/// What qpdf throws ends here.
template <class Step>
bool done(Step step) {
    try {
        step();
        return true;
    } catch (std::exception const&) {
        return false;
    }
}

}  // namespace

LookedAt look_at(Bytes const& pdf) {
    LookedAt out;
    out.is_whole = done([&] {
        QPDF file;
        read(file, pdf);
        out.is_encrypted = file.isEncrypted();
        out.has_layers = file.getRoot().getKey("/OCProperties").isDictionary();
        out.pages = file.getAllPages().size();
    });
    return out;
}

Bytes without_traces(Bytes const& pdf) {
    Bytes out;
    bool const is_made = done([&] {
        QPDF file;
        read(file, pdf);
        file.getTrailer().removeKey("/Info");
        out = bytes_of(file);
    });
    return is_made ? out : Bytes{};
}

struct Joining::Impl {
    /// Read from until the last byte is written.
    struct File {
        Bytes bytes;
        QPDF pdf;
    };
    std::vector<std::unique_ptr<File>> files;
    QPDF joined;

    std::vector<Page> pages() { return QPDFPageDocumentHelper{joined}.getAllPages(); }

    void stamp_page(Page& page, Object const& form) {
        Object resources = page.getAttribute("/Resources", true);
        if (!resources.isDictionary())
            resources = page.getObjectHandle().replaceKeyAndGetNew("/Resources", Object::newDictionary());
        int suffix = 1;
        std::string const name = resources.getUniqueResourceName("/Number", suffix);
        std::string const content = page.placeFormXObject(form, name, shown_box(page), true, true, true);
        if (!resources.getKey("/XObject").isDictionary())
            resources.replaceKey("/XObject", Object::newDictionary());
        resources.getKey("/XObject").replaceKey(name, form);
        page.addPageContents(joined.newStream("q\n"), true);
        page.addPageContents(joined.newStream("\nQ\n" + content), false);
    }
    static Object leading_to(Page const& page) {
        return Object::newArray({page.getObjectHandle(), Object::newName("/Fit")});
    }
    void link(std::vector<JoinedLink> const& links) {
        auto const all = pages();
        std::map<std::size_t, Object> on;
        for (JoinedLink const& link : links) {
            Object one = Object::parse("<< /Type /Annot /Subtype /Link /Border [0 0 0] >>");
            one.replaceKey("/Rect", Object::newFromRectangle({link.left, link.bottom, link.right, link.top}));
            one.replaceKey("/Dest", leading_to(all.at(link.to_page)));
            auto const at = on.emplace(link.on_page, Object::newArray()).first;
            at->second.appendItem(joined.makeIndirectObject(one));
        }
        for (auto const& [page, list] : on) {
            Object object = all.at(page).getObjectHandle();
            object.replaceKey("/Annots", list);
        }
    }
    void outline(std::vector<JoinedTitle> const& titles) {
        auto const all = pages();
        Object root = joined.makeIndirectObject(Object::newDictionary());
        root.replaceKey("/Type", Object::newName("/Outlines"));
        std::vector<Object> items;
        for (JoinedTitle const& title : titles) {
            Object item = joined.makeIndirectObject(Object::newDictionary());
            item.replaceKey("/Title", Object::newUnicodeString(title.text));
            item.replaceKey("/Parent", root);
            item.replaceKey("/Dest", leading_to(all.at(title.page)));
            if (!items.empty()) {
                items.back().replaceKey("/Next", item);
                item.replaceKey("/Prev", items.back());
            }
            items.push_back(item);
        }
        if (items.empty()) return;
        root.replaceKey("/First", items.front());
        root.replaceKey("/Last", items.back());
        root.replaceKey("/Count", Object::newInteger(static_cast<long long>(items.size())));
        joined.getRoot().replaceKey("/Outlines", root);
        joined.getRoot().replaceKey("/PageMode", Object::newName("/UseOutlines"));
    }
};

Joining::Joining() : impl_{std::make_unique<Impl>()} {
    impl_->joined.emptyPDF();
    impl_->joined.setSuppressWarnings(true);
}
Joining::~Joining() = default;

bool Joining::open(Bytes pdf, Whose whose) {
    return done([&] {
        auto file = std::make_unique<Impl::File>();
        file->bytes = std::move(pdf);
        read(file->pdf, file->bytes);
        if (whose == Whose::kOthers) strip_pages(file->pdf);
        impl_->files.push_back(std::move(file));
    });
}

bool Joining::add(std::size_t file, std::size_t page) {
    return done([&] {
        auto const all = QPDFPageDocumentHelper{impl_->files.at(file)->pdf}.getAllPages();
        QPDFPageDocumentHelper{impl_->joined}.addPage(all.at(page), false);
    });
}

bool Joining::add_all(std::size_t file) {
    return done([&] {
        QPDFPageDocumentHelper to{impl_->joined};
        for (Page const& page : QPDFPageDocumentHelper{impl_->files.at(file)->pdf}.getAllPages())
            to.addPage(page, false);
    });
}

std::size_t Joining::pages_of(std::size_t file) const {
    std::size_t out = 0;
    (void)done([&] { out = impl_->files.at(file)->pdf.getAllPages().size(); });
    return out;
}

std::vector<JoinedSize> Joining::sizes() const {
    std::vector<JoinedSize> out;
    (void)done([&] {
        for (Page& page : impl_->pages()) out.push_back(shown_size(page));
    });
    return out;
}

bool Joining::stamp(std::size_t file) {
    return done([&] {
        auto all = impl_->pages();
        auto drawn = QPDFPageDocumentHelper{impl_->files.at(file)->pdf}.getAllPages();
        for (std::size_t i = 0; i < all.size(); ++i)
            impl_->stamp_page(all[i], impl_->joined.copyForeignObject(drawn.at(i).getFormXObjectForPage()));
    });
}

bool Joining::finish(std::vector<JoinedLink> const& links, std::vector<JoinedTitle> const& titles,
                     std::string const& language) {
    return done([&] {
        impl_->link(links);
        impl_->outline(titles);
        impl_->joined.getRoot().replaceKey("/Lang", Object::newString(language));
        drop_metadata(impl_->joined);
    });
}

Bytes Joining::written() {
    Bytes out;
    return done([&] { out = bytes_of(impl_->joined); }) ? out : Bytes{};
}

}  // namespace amparo::press
