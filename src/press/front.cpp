// SPDX-License-Identifier: AGPL-3.0-or-later
#include "front.hpp"

#include <algorithm>

namespace amparo::press {
namespace {

constexpr double kMargin = 72;
constexpr std::size_t kTextBytesMax = std::size_t{4} << 20U;

/// What the packet itself says.
struct Words {
    std::string_view matter;
    std::string_view table;
    std::string_view page;
};
Words words_of(pages::Language language) {
    switch (language) {
        case pages::Language::kSpanish:
            return {"Asunto núm.", "Índice de anexos", "Página"};
        case pages::Language::kArabic:
            return {"القضية رقم", "فهرس المرفقات", "الصفحة"};
        case pages::Language::kEnglish:
            break;
    }
    return {"Matter no.", "Table of exhibits", "Page"};
}

bool is_from_right(pages::Language language) {
    return language == pages::Language::kArabic;
}

void set_width(PangoLayout* layout, double width) {
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
}

void show_at(cairo_t* context, PangoLayout* layout, double x, double y) {
    cairo_move_to(context, x, y);
    pango_cairo_show_layout(context, layout);
}

/// Centred, from `y` down; where it ends.
double centred(cairo_t* context, std::string const& text, double size, Weight weight, PageSize page,
               double y) {
    if (text.empty()) return y;
    Layout const layout = layout_of(context, text, size, weight);
    set_width(layout.get(), page.width - 2 * kMargin);
    pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
    show_at(context, layout.get(), kMargin, y);
    return y + size_of(layout.get()).height + size;
}

void draw_cover(Canvas& canvas, pages::PacketPlan const& plan, PageSize page) {
    Words const words = words_of(plan.language);
    canvas.begin_page(page.width, page.height);
    cairo_t* const context = canvas.context();
    double y = centred(context, plan.court, 14, Weight::kBold, page, kMargin * 1.5);
    if (!plan.matter.empty())
        (void)centred(context, std::string{words.matter} + ' ' + plan.matter, 12, Weight::kNormal, page, y);
    y = centred(context, plan.title, 22, Weight::kBold, page, page.height * 0.36);
    if (!plan.exhibits.empty()) {
        std::string range = exhibit_name(plan.naming, 0, plan.language);
        if (plan.exhibits.size() > 1)
            range += " – " + pages::exhibit_mark(plan.naming, plan.exhibits.size() - 1);
        (void)centred(context, range, 12, Weight::kNormal, page, y);
    }
    (void)centred(context, plan.attorney, 12, Weight::kNormal, page, page.height * 0.72);
    canvas.end_page();
}

/// The table, drawn or only laid out: a row has its name, what it is, and the page.
class Table {
  public:
    Table(Canvas& canvas, pages::PacketPlan const& plan, std::vector<std::size_t> const& starts)
        : canvas_{canvas}, plan_{plan}, starts_{starts}, page_{size_of(plan.paper)} {}

    std::vector<Link> draw() {
        begin();
        for (std::size_t i = 0; i < plan_.exhibits.size(); ++i) row(i);
        canvas_.end_page();
        return std::move(links_);
    }
    [[nodiscard]] std::size_t pages() const noexcept { return pages_; }

  private:
    static constexpr double kNameWidth = 92;
    static constexpr double kNumberWidth = 92;
    static constexpr double kGap = 10;
    static constexpr double kSize = 11;

    void begin() {
        canvas_.begin_page(page_.width, page_.height);
        ++pages_;
        y_ = centred(canvas_.context(), std::string{words_of(plan_.language).table}, 16, Weight::kBold, page_,
                     kMargin);
        cells("", "", std::string{words_of(plan_.language).page}, Weight::kBold);
    }
    double cells(std::string const& name, std::string const& what, std::string const& number, Weight weight) {
        cairo_t* const context = canvas_.context();
        double const middle = page_.width - 2 * kMargin - kNameWidth - kNumberWidth - 2 * kGap;
        Layout const first = layout_of(context, name, kSize, Weight::kBold);
        Layout const second = layout_of(context, what, kSize, weight);
        Layout const third = layout_of(context, number, kSize, weight);
        for (auto const& [layout, width] :
             {std::pair{first.get(), kNameWidth}, {second.get(), middle}, {third.get(), kNumberWidth}})
            set_width(layout, width);
        double const height = std::max(
            {size_of(first.get()).height, size_of(second.get()).height, size_of(third.get()).height});
        bool const from_right = is_from_right(plan_.language);
        if (y_ + height > page_.height - kMargin && !name.empty()) {
            canvas_.end_page();
            begin();
        }
        double const left = kMargin;
        double const right = page_.width - kMargin;
        for (PangoLayout* const layout : {first.get(), second.get()})
            if (from_right && pango_layout_get_text(layout)[0] != '\0') {
                pango_layout_set_auto_dir(layout, FALSE);
                pango_context_set_base_dir(pango_layout_get_context(layout), PANGO_DIRECTION_RTL);
                pango_layout_context_changed(layout);
            }
        pango_layout_set_alignment(third.get(), from_right ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
        show_at(context, first.get(), from_right ? right - kNameWidth : left, y_);
        show_at(context, second.get(), from_right ? left + kNumberWidth + kGap : left + kNameWidth + kGap,
                y_);
        show_at(context, third.get(), from_right ? left : right - kNumberWidth, y_);
        double const began = y_;
        y_ += height + 6;
        return began;
    }
    void row(std::size_t i) {
        std::string const number = i < starts_.size() ? stamp_of(plan_, starts_[i]) : std::string{};
        double const began =
            cells(exhibit_name(plan_.naming, i, plan_.language), plan_.exhibits[i], number, Weight::kNormal);
        links_.push_back({pages_, i, {kMargin, began, page_.width - kMargin, y_ - 6}});
    }

    Canvas& canvas_;
    pages::PacketPlan const& plan_;
    std::vector<std::size_t> const& starts_;
    PageSize page_;
    std::size_t pages_ = 0;
    double y_ = 0;
    std::vector<Link> links_;
};

}  // namespace

PageSize size_of(pages::Paper paper) {
    return paper == pages::Paper::kA4 ? PageSize{595.28, 841.89} : PageSize{612, 792};
}

std::size_t front_pages(pages::PacketPlan const& plan) {
    Canvas canvas;
    std::vector<std::size_t> const none;
    Table table{canvas, plan, none};
    (void)table.draw();
    return 1 + table.pages();
}

Front draw_front(pages::PacketPlan const& plan, std::vector<std::size_t> const& starts) {
    Canvas canvas;
    draw_cover(canvas, plan, size_of(plan.paper));
    Table table{canvas, plan, starts};
    Front out;
    out.links = table.draw();
    out.pdf = canvas.finish();
    return out;
}

Bytes draw_sheets(pages::PacketPlan const& plan) {
    Canvas canvas;
    PageSize const page = size_of(plan.paper);
    for (std::size_t i = 0; i < plan.exhibits.size(); ++i) {
        canvas.begin_page(page.width, page.height);
        double const y = centred(canvas.context(), exhibit_name(plan.naming, i, plan.language), 36,
                                 Weight::kBold, page, page.height * 0.38);
        (void)centred(canvas.context(), plan.exhibits[i], 14, Weight::kNormal, page, y);
        canvas.end_page();
    }
    return canvas.finish();
}

Bytes draw_stamps(pages::PacketPlan const& plan, std::vector<PageSize> const& sizes) {
    constexpr double kSize = 9;
    constexpr double kFoot = 20;
    Canvas canvas;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        canvas.begin_page(sizes[i].width, sizes[i].height);
        cairo_t* const context = canvas.context();
        Layout const layout = layout_of(context, stamp_of(plan, i), kSize, Weight::kBold);
        TextSize const text = size_of(layout.get());
        double const x = (sizes[i].width - text.width) / 2;
        double const y = sizes[i].height - kFoot - text.height / 2;
        // Readable over whatever lies there.
        cairo_set_source_rgb(context, 1, 1, 1);
        cairo_rectangle(context, x - 3, y - 1, text.width + 6, text.height + 2);
        cairo_fill(context);
        cairo_set_source_rgb(context, 0, 0, 0);
        show_at(context, layout.get(), x, y);
        canvas.end_page();
    }
    return canvas.finish();
}

Result<Bytes, PressError> pdf_of_picture(ByteView file, pages::Paper paper) {
    constexpr double kEdge = 36;
    AMPARO_TRY(Picture picture, decode(file));
    PageSize page = size_of(paper);
    if (picture.width > picture.height) std::swap(page.width, page.height);
    double const scale =
        std::min({(page.width - 2 * kEdge) / picture.width, (page.height - 2 * kEdge) / picture.height, 1.0});
    double const width = picture.width * scale;
    double const height = picture.height * scale;
    double const left = (page.width - width) / 2;
    double const top = (page.height - height) / 2;
    Canvas canvas;
    canvas.begin_page(page.width, page.height);
    canvas.place(picture, {left, top, left + width, top + height});
    canvas.end_page();
    return canvas.finish();
}

Result<Bytes, PressError> pdf_of_text(ByteView file, pages::Paper paper) {
    constexpr double kSize = 10.5;
    std::string_view text = as_text(file);
    if (text.size() > kTextBytesMax) return Fail{PressError{Code::kTooLarge}};
    if (g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) == FALSE)
        return Fail{PressError{Code::kKind}};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    PageSize const page = size_of(paper);
    Canvas canvas;
    canvas.begin_page(page.width, page.height);
    std::size_t count = 1;
    double y = kMargin;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        Layout const layout = layout_of(canvas.context(), text.substr(0, end), kSize);
        set_width(layout.get(), page.width - 2 * kMargin);
        for (GSList* at = pango_layout_get_lines_readonly(layout.get()); at != nullptr; at = at->next) {
            auto* const line = static_cast<PangoLayoutLine*>(at->data);
            PangoRectangle extents{};
            pango_layout_line_get_extents(line, nullptr, &extents);
            double const height = double{1} * extents.height / PANGO_SCALE;
            if (y + height > page.height - kMargin) {
                canvas.end_page();
                if (++count > pages::kPagesMax) return Fail{PressError{Code::kTooLarge}};
                canvas.begin_page(page.width, page.height);
                y = kMargin;
            }
            double const x = line->resolved_dir == PANGO_DIRECTION_RTL
                                 ? page.width - kMargin - double{1} * extents.width / PANGO_SCALE
                                 : kMargin;
            cairo_move_to(canvas.context(), x, y - double{1} * extents.y / PANGO_SCALE);
            pango_cairo_show_layout_line(canvas.context(), line);
            y += height;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    canvas.end_page();
    return canvas.finish();
}

}  // namespace amparo::press
