// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/letter.hpp"

#include "amparo/base/date_words.hpp"

namespace amparo::referral {
namespace {

using Text = std::string_view;

/// What a letter says in one language.
struct Words {
    Text code, title, to, from, reference, purpose, about, release_title, release_before_date, notice,
        withdrawal, answer_title, answer_before, answer_after, answer_sender, accepted, not_accepted,
        waiting_list, answered_by;
};

constexpr Words kEnglish{
    "en",
    "Referral",
    "To",
    "From",
    "Reference",
    "What it is for",
    "What the person asked us to tell you",
    "Shared with the person's written release",
    "This letter holds only what the person agreed in writing to share with you, for the purpose above. The "
    "release "
    "covers what we send you through ",
    "Please keep it confidential. Passing any of it on, inside your organisation beyond those who need it or "
    "to anybody "
    "else, needs a new written consent from the person.",
    "The person may withdraw the release at any time. Services may not depend on it.",
    "Your answer",
    "Please answer to ",
    " and quote the reference.",
    "Please answer whoever sent you this letter, and quote the reference.",
    "Accepted",
    "Not accepted, because:",
    "On a waiting list, until about:",
    "Name, date",
};

constexpr Words kSpanish{
    "es",
    "Derivación",
    "Para",
    "De",
    "Referencia",
    "Para qué es",
    "Lo que la persona nos pidió decirle",
    "Compartido con la autorización escrita de la persona",
    "Esta carta contiene solo lo que la persona aceptó por escrito compartir con usted, para el fin indicado "
    "arriba. La "
    "autorización cubre lo que le enviemos hasta el ",
    "Por favor, manténgalo confidencial. Para comunicar cualquier parte de ello, dentro de su organización a "
    "quien no lo "
    "necesite o a cualquier otra persona, hace falta un nuevo consentimiento escrito de la persona.",
    "La persona puede retirar la autorización en cualquier momento. Ningún servicio puede depender de ella.",
    "Su respuesta",
    "Responda, por favor, a ",
    " e indique la referencia.",
    "Responda, por favor, a quien le envió esta carta, e indique la referencia.",
    "Aceptada",
    "No aceptada, porque:",
    "En lista de espera, hasta aproximadamente:",
    "Nombre, fecha",
};

Words const& words(Language language) noexcept {
    switch (language) {
        case Language::kEnglish:
            return kEnglish;
        case Language::kSpanish:
            return kSpanish;
    }
    return kEnglish;
}

// The bidirectional controls inside a value end with it (<bdi>), so a name can't turn the sentence around it.
void add_escaped(std::string& out, Text text) {
    for (char const c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                bool const control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
                if (!control && c != 0x7F) out += c;
        }
    }
}

class Page {
  public:
    Page& raw(Text markup) {
        out_ += markup;
        return *this;
    }
    Page& text(Text value) {
        add_escaped(out_, value);
        return *this;
    }
    Page& value(Text value) { return raw("<bdi>").text(value).raw("</bdi>"); }
    Page& row(Text label, Text value_text) {
        return raw("<dt>").text(label).raw("</dt><dd>").value(value_text).raw("</dd>\n");
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

constexpr Text kHead =
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n"
    "<style>\n"
    "body{font:12pt/1.5 serif;max-width:40em;margin:2em auto;padding:0 1em;color:#000;background:#fff}\n"
    "h1{font-size:1.5em}h2{font-size:1.1em;margin-top:1.5em}\n"
    "dt{font-weight:bold}dd{margin:0 0 .5em;white-space:pre-wrap;overflow-wrap:anywhere}\n"
    ".box{border:1px solid #000;padding:0 1em;break-inside:avoid}\n"
    ".line{border-bottom:1px solid #000;display:inline-block;min-width:50%}\n"
    "@page{margin:2cm}\n"
    "</style>\n";

}  // namespace

std::optional<Language> language_named(std::string_view wanted) noexcept {
    for (Language const language : {Language::kEnglish, Language::kSpanish})
        if (words(language).code == wanted) return language;
    return std::nullopt;
}

std::string html(Letter const& letter, Language language) {
    Words const& w = words(language);
    Page page;
    page.raw("<!doctype html>\n<html lang=\"").raw(w.code).raw("\" dir=\"ltr\">\n<head>\n").raw(kHead);
    page.raw("<title>").text(w.title).raw("</title>\n</head>\n<body>\n");
    page.raw("<p>").text(written_out(letter.written_on, w.code)).raw("</p>\n");
    page.raw("<h1>").text(w.title).raw("</h1>\n<dl>\n");
    page.row(w.to, letter.to)
        .row(w.from, letter.from)
        .row(w.reference, letter.reference)
        .row(w.purpose, letter.purpose);
    page.raw("</dl>\n<h2>").text(w.about).raw("</h2>\n<dl>\n");
    for (Item const& item : letter.payload.items()) page.row(item.label, item.value);
    page.raw("</dl>\n<div class=\"box\">\n<h2>").text(w.release_title).raw("</h2>\n<p>");  // L3
    page.text(w.release_before_date).text(written_out(letter.covered_through, w.code)).raw(".</p>\n<p>");
    page.text(w.notice).raw("</p>\n<p>").text(w.withdrawal).raw("</p>\n</div>\n");
    page.raw("<h2>").text(w.answer_title).raw("</h2>\n<p>");  // L4
    if (letter.call_back.empty())
        page.text(w.answer_sender);
    else
        page.text(w.answer_before).value(letter.call_back).text(w.answer_after);
    page.raw("</p>\n");
    for (Text const choice : {w.accepted, w.not_accepted, w.waiting_list})
        page.raw("<p>\xE2\x98\x90 ").text(choice).raw(" <span class=\"line\">&nbsp;</span></p>\n");
    page.raw("<p>").text(w.answered_by).raw(": <span class=\"line\">&nbsp;</span></p>\n</body>\n</html>\n");
    return page.take();
}

}  // namespace amparo::referral
