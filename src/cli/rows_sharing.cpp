// SPDX-License-Identifier: AGPL-3.0-or-later
// release, card, referral, disclosures: what leaves, and under what.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

void add_releases(std::vector<Command>& to) {
    to.push_back(
        {"release sign",
         "release.sign",
         Needs::kUnlocked,
         {"Record a person's consent to share.", "Registrar la autorización de una persona para compartir."},
         {of_person(true),
          {"--recipient",
           "recipient",
           Type::kText,
           true,
           "NAME",
           {"One organisation or professional.", "Una organización o profesional."}},
          {"--recipient-card",
           "recipient_card",
           Type::kText,
           false,
           "ID",
           {"Its card, if it uses Amparo: see card list.", "Su tarjeta, si usa Amparo: vea card list."}},
          {"--service",
           "service",
           Type::kText,
           false,
           "ID",
           {"The service in the directory, if it is there.", "El servicio en el directorio, si está."}},
          {"--field",
           "fields",
           Type::kCodes,
           true,
           "FIELD",
           {"What may be shared, one or more: contact.chosen_name contact.phone.",
            "Lo que se puede compartir, uno o más: contact.chosen_name contact.phone."}},
          {"--purpose",
           "purpose",
           Type::kText,
           true,
           "TEXT",
           {"What for, as the person put it.", "Para qué, como lo dijo la persona."}},
          {"--starts",
           "starts",
           Type::kText,
           false,
           "DATE",
           {"The first day (today).", "El primer día (hoy)."}},
          {"--ends",
           "ends",
           Type::kText,
           false,
           "DATE",
           {"The day it is over (30 days after the start).",
            "El día en que termina (30 días después de empezar)."}},
          {"--signed-how",
           "signed_how",
           Type::kText,
           true,
           "WAY",
           {"on_paper, on_screen, mark_with_witness or by_phone_interpreter.",
            "on_paper, on_screen, mark_with_witness o by_phone_interpreter."},
           {"on_paper", "on_screen", "mark_with_witness", "by_phone_interpreter"}},
          {"--explained-by",
           "explained_by",
           Type::kText,
           true,
           "NAME",
           {"Who explained it to the person.", "Quién se lo explicó a la persona."}},
          {"--language", "language", Type::kText, true, "L", {"In which language.", "En qué idioma."}},
          {"--signatory",
           "signatory",
           Type::kText,
           false,
           "WHO",
           {"person or guardian.", "person o guardian."},
           {"person", "guardian"}},
          {"--guardian-name",
           "guardian_name",
           Type::kText,
           false,
           "NAME",
           {"The guardian's name.", "El nombre de quien ejerce la tutela."}},
          {"--guardian-relation",
           "guardian_relation",
           Type::kText,
           false,
           "TEXT",
           {"What they are to the person.", "Qué es de la persona."}},
          {"--person-is-minor",
           "person_is_minor",
           Type::kText,
           false,
           "ANSWER",
           {"yes, no or unknown.", "yes, no o unknown."},
           {"yes", "no", "unknown"}},
          {"--guardian-is-accused",
           "guardian_is_accused",
           Type::kText,
           false,
           "ANSWER",
           {"Of the abuse: yes, no or unknown.", "Del abuso: yes, no o unknown."},
           {"yes", "no", "unknown"}}},
         show_release_signed,
         nullptr,
         {"One recipient, named fields, one purpose, a start and an end. Nothing leaves without one, and "
          "nothing overrides that.",
          "Una sola parte que recibe, campos nombrados, un fin, un comienzo y un final. Nada sale sin ella, "
          "y nada pasa por encima."}});
    to.push_back({"release withdraw",
                  "release.withdraw",
                  Needs::kUnlocked,
                  {"End a release now.", "Terminar una autorización ahora."},
                  {record_id(),
                   {"--by", "by", Type::kText, false, "NAME", {"Who withdrew it.", "Quién lo retiró."}},
                   {"--reason",
                    "reason",
                    Type::kText,
                    false,
                    "TEXT",
                    {"Only if the person wants it noted.", "Solo si la persona quiere que se anote."}}},
                  show_release_withdrawn});
    to.push_back({"release list",
                  "release.list",
                  Needs::kUnlocked,
                  {"Releases and their state today.", "Las autorizaciones y su estado hoy."},
                  {of_person(), limit({"At most N (100).", "Como máximo N (100)."})},
                  show_releases});
}

void add_cards(std::vector<Command>& to) {
    to.push_back({"card export",
                  "card.export",
                  Needs::kUnlocked,
                  {"Your organisation's card, to give to a partner in person.",
                   "La tarjeta de su organización, para dársela en persona a una organización aliada."},
                  {output({"The file (amparo-card.card in this folder); - is standard output.",
                           "El archivo (amparo-card.card en esta carpeta); - es la salida estándar."}),
                   force()},
                  show_card_exported,
                  act_card_export});
    to.push_back(
        {"card renew",
         "card.renew",
         Needs::kUnlocked,
         {"Give your card new keys, when somebody who left may have a copy of the vault.",
          "Dar llaves nuevas a su tarjeta, cuando alguien que se fue puede tener una copia de la bóveda."},
         {output({"The file (amparo-card.card in this folder); - is standard output.",
                  "El archivo (amparo-card.card en esta carpeta); - es la salida estándar."}),
          force()},
         show_card_renewed,
         act_card_renew});
    to.push_back({"card add",
                  "card.add",
                  Needs::kUnlocked,
                  {"Take a partner's card.", "Tomar la tarjeta de una organización aliada."},
                  {{"FILE", "file", Type::kBytesFile, true, "", {"The card.", "La tarjeta."}},
                   {"--fingerprint",
                    "fingerprint",
                    Type::kText,
                    true,
                    "TEXT",
                    {"As the partner read it to you from their own screen.",
                     "Como la organización aliada se la leyó de su propia pantalla."}}},
                  show_card_added});
    to.push_back({"card list",
                  "card.list",
                  Needs::kUnlocked,
                  {"Partners whose card you hold.", "Las organizaciones aliadas cuya tarjeta usted tiene."},
                  {},
                  show_cards});
}

std::vector<Argument> what_to_send() {
    return {{"--release",
             "release",
             Type::kText,
             true,
             "ID",
             {"The release it goes under.", "La autorización con que va."}},
            {"--need",
             "need",
             Type::kText,
             false,
             "CODE",
             {"What the person needs.", "Lo que la persona necesita."}},
            {"--service",
             "service",
             Type::kText,
             false,
             "ID",
             {"The service in the directory.", "El servicio en el directorio."}},
            {"--message",
             "message",
             Type::kText,
             false,
             "TEXT",
             {"A message; the release must name referral.message.",
              "Un mensaje; la autorización debe nombrar referral.message."}},
            {"--call-back",
             "call_back",
             Type::kText,
             false,
             "TEXT",
             {"How to reach you.", "Cómo comunicarse con usted."}}};
}

Argument language_of(Text help) {
    return {"--language", "language", Type::kText, false, "L", help, {"en", "es"}};
}

void add_papers(std::vector<Command>& to) {
    to.push_back(
        {"person summary",
         "person.summary",
         Needs::kUnlocked,
         {"What is recorded in the fields you name, for paper. It is logged.",
          "Lo que hay registrado en los campos que usted nombra, para papel. Queda anotado."},
         {of_person(true),
          {"--field",
           "fields",
           Type::kCodes,
           true,
           "FIELD",
           {"One or more: contact.chosen_name contact.phone.",
            "Uno o más: contact.chosen_name contact.phone."}},
          {"--release",
           "release",
           Type::kText,
           false,
           "ID",
           {"For whom this release names, if it covers every field. Without it, for the person themself.",
            "Para quien nombra esta autorización, si cubre todos los campos. Sin ella, para la propia "
            "persona."}},
          language_of({"en or es, for the paper.", "en o es, para el papel."})},
         show_summary});
    to.push_back(
        {"referral letter",
         "referral.letter",
         Needs::kUnlocked,
         {"A letter that was sent, once more, if its release still covers it. It is logged.",
          "Otra vez una carta que se envió, si su autorización todavía la cubre. Queda anotado."},
         {record_id(), language_of({"en or es, for the letter.", "en o es, para la carta."}),
          output({"The file (named after the referral, in this folder); - is standard output.",
                  "El archivo (con el nombre de la derivación, en esta carpeta); - es la salida estándar."}),
          force()},
         show_letter,
         act_letter});
}

void add_referrals(std::vector<Command>& to) {
    to.push_back({"referral preview",
                  "referral.preview",
                  Needs::kUnlocked,
                  {"Exactly what a referral would send. Nothing is sent.",
                   "Exactamente lo que enviaría una derivación. Nada se envía."},
                  what_to_send(),
                  show_preview});
    std::vector<Argument> sending = what_to_send();
    sending.push_back(language_of({"en or es, for the letter.", "en o es, para la carta."}));
    sending.push_back(
        output({"The file (named after the referral, in this folder); - is standard output.",
                "El archivo (con el nombre de la derivación, en esta carpeta); - es la salida estándar."}));
    sending.push_back(force());
    to.push_back(
        {"referral send",
         "referral.send",
         Needs::kUnlocked,
         {"Send what a release covers: a sealed file for a partner, a letter for anyone else.",
          "Enviar lo que cubre una autorización: un archivo sellado para una organización aliada, una carta "
          "para quien no lo sea."},
         sending,
         show_sent,
         act_send,
         {"The release is checked at this moment, and what leaves is logged. The letter is a page to print "
          "or save as PDF; the sealed file can travel by any way, only the partner can open it.",
          "La autorización se revisa en este momento y lo que sale queda anotado. La carta es una página "
          "para imprimir o guardar como PDF; el archivo sellado puede ir por cualquier medio, solo la "
          "organización aliada puede abrirlo."}});
    to.push_back(
        {"referral open",
         "referral.open",
         Needs::kUnlocked,
         {"Open a sealed referral, or the answer to one you sent.",
          "Abrir una derivación sellada, o la respuesta a una que usted envió."},
         {{"FILE", "file", Type::kBytesFile, true, "", {"The file that came.", "El archivo que llegó."}}},
         show_opened});
    to.push_back(
        {"referral answer",
         "referral.answer",
         Needs::kUnlocked,
         {"Answer a referral that came in.", "Responder a una derivación que llegó."},
         {record_id(),
          {"--accept", "", Type::kFlag, false, "", {"Yes.", "Sí."}},
          {"--decline", "", Type::kFlag, false, "", {"No; with --reason.", "No; con --reason."}},
          {"--reason", "reason", Type::kText, false, "TEXT", {"Why not.", "Por qué no."}},
          {"--message",
           "message",
           Type::kText,
           false,
           "TEXT",
           {"A message to whoever sent it.", "Un mensaje para quien la envió."}},
          output({"The sealed answer (named after the referral, in this folder); - is standard output.",
                  "La respuesta sellada (con el nombre de la derivación, en esta carpeta); - es la salida "
                  "estándar."}),
          force()},
         show_answered,
         act_answer});
    to.push_back(
        {"referral step",
         "referral.step",
         Needs::kUnlocked,
         {"Write down what became of a referral.", "Anotar qué pasó con una derivación."},
         {record_id(),
          {"STEP",
           "event",
           Type::kText,
           true,
           "",
           {"accepted, rejected, in-progress, on-hold, failed, completed, cancelled, entered-in-error, "
            "received or not_received.",
            "accepted, rejected, in-progress, on-hold, failed, completed, cancelled, entered-in-error, "
            "received o not_received."},
           {"accepted", "rejected", "in-progress", "on-hold", "failed", "completed", "cancelled",
            "entered-in-error", "received", "not_received"}},
          {"--reason",
           "reason",
           Type::kText,
           false,
           "TEXT",
           {"Needed for what ends or stalls it.", "Hace falta para lo que la termina o la detiene."}}},
         show_step,
         nullptr,
         {"What counts at the end is received or not_received: whether the person got the help.",
          "Lo que cuenta al final es received o not_received: si la persona recibió la ayuda."}});
    to.push_back({"referral list",
                  "referral.list",
                  Needs::kUnlocked,
                  {"Referrals with their state.", "Las derivaciones y su estado."},
                  {of_person(),
                   {"--direction",
                    "direction",
                    Type::kText,
                    false,
                    "WAY",
                    {"in or out.", "in (llegaron) u out (salieron)."},
                    {"in", "out"}},
                   limit({"At most N (100).", "Como máximo N (100)."})},
                  show_referrals});
    to.push_back({"referral status",
                  "referral.status",
                  Needs::kUnlocked,
                  {"One referral and every step of it.", "Una derivación y cada uno de sus pasos."},
                  {record_id()},
                  show_referral});
    to.push_back({"disclosures",
                  "disclosures",
                  Needs::kUnlocked,
                  {"Everything that ever left: what, to whom, under which release.",
                   "Todo lo que ha salido: qué, a quién, con qué autorización."},
                  {of_person(), limit({"At most N (100).", "Como máximo N (100)."})},
                  show_disclosures});
}

}  // namespace

void add_sharing_commands(std::vector<Command>& to) {
    add_releases(to);
    add_cards(to);
    add_referrals(to);
    add_papers(to);
}

}  // namespace amparo::cli
