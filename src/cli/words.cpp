// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/words.hpp"

#include "amparo/base/instant.hpp"
#include "amparo/os/clock.hpp"

#include <algorithm>
#include <map>

namespace amparo::cli {
namespace {

std::map<std::string_view, Text> const& table() {
    static std::map<std::string_view, Text> const kTable{
        // Audit: what became of a claim.
        {"consistent", {"consistent", "coherente"}},
        {"truncated", {"truncated", "truncada"}},
        {"wilson", {"Wilson", "Wilson"}},
        {"clopper_pearson", {"Clopper-Pearson", "Clopper-Pearson"}},
        {"jeffreys", {"Jeffreys", "Jeffreys"}},
        {"agresti_coull", {"Agresti-Coull", "Agresti-Coull"}},
        {"mid_p", {"mid-P", "mid-P"}},
        {"wald", {"Wald", "Wald"}},
        {"inconsistent", {"inconsistent", "incoherente"}},
        {"impossible", {"impossible", "imposible"}},
        // Match: why an entry is offered.
        {"serves_need", {"meets the need", "atiende la necesidad"}},
        {"open_then", {"open then", "abierto a esa hora"}},
        {"closed_then", {"closed then", "cerrado a esa hora"}},
        {"hours_not_stated", {"hours not stated", "horario no indicado"}},
        {"wishes_met", {"what the person asked for is stated", "indica lo que la persona pidió"}},
        {"population_served", {"serves the person's group", "atiende al grupo de la persona"}},
        {"ask_population", {"ask whom it serves", "pregunte a quién atiende"}},
        {"area_served", {"serves the area", "atiende la zona"}},
        {"ask_area", {"ask which area it serves", "pregunte qué zona atiende"}},
        {"remote", {"by phone or on line", "por teléfono o en línea"}},
        {"distance_known", {"distance known", "distancia conocida"}},
        {"ask_place", {"ask where it is", "pregunte dónde está"}},
        {"speaks_language", {"speaks the person's language", "habla el idioma de la persona"}},
        {"interpreter", {"has an interpreter", "tiene intérprete"}},
        {"languages_not_stated", {"languages not stated", "idiomas no indicados"}},
        {"no_shared_language", {"no shared language", "sin idioma en común"}},
        {"has_places", {"has places", "tiene lugares"}},
        {"capacity_not_known", {"places not known: call first", "lugares no conocidos: llame antes"}},
        {"waitlist", {"waiting list", "lista de espera"}},
        {"verified_recently", {"checked within 90 days", "revisado en los últimos 90 días"}},
        {"verified_this_year", {"checked within a year", "revisado en el último año"}},
        {"verified_long_ago",
         {"not checked for a year: call first", "sin revisar desde hace un año: llame antes"}},
        // Match: why one is not.
        {"other_need", {"meets other needs", "atiende otras necesidades"}},
        {"not_active", {"not running", "no está en funcionamiento"}},
        {"depends_on_police",
         {"wants a police report or cooperation", "pide denuncia o cooperación con la policía"}},
        {"against_wish", {"against what the person asked for", "contra lo que la persona pidió"}},
        {"other_population", {"serves other groups", "atiende a otros grupos"}},
        {"outside_area", {"serves other areas", "atiende otras zonas"}},
        {"unsafe_area",
         {"in an area that is not safe for the person", "en una zona no segura para la persona"}},
        {"too_far", {"too far", "demasiado lejos"}},
        {"full", {"full", "lleno"}},
        // Wishes.
        {"no_police_report", {"no police report", "sin denuncia a la policía"}},
        {"no_identity_document", {"no identity document", "sin documento de identidad"}},
        {"no_fee", {"no cost", "sin costo"}},
        {"no_referral", {"no referral needed", "sin derivación previa"}},
        {"trans_affirming", {"welcomes trans people", "recibe bien a personas trans"}},
        {"sex_worker_affirming",
         {"welcomes people who do sex work", "recibe bien a quienes hacen trabajo sexual"}},
        {"confidential_address", {"secret address", "dirección secreta"}},
        {"wheelchair_access", {"wheelchair access", "acceso en silla de ruedas"}},
        {"children_welcome", {"children welcome", "admite niñas y niños"}},
        {"pets_welcome", {"pets welcome", "admite mascotas"}},
        {"interpreter_available", {"interpreter", "intérprete"}},
        // Referrals.
        {"draft", {"draft", "borrador"}},
        {"requested", {"sent, waiting for an answer", "enviada, en espera de respuesta"}},
        {"accepted", {"accepted", "aceptada"}},
        {"rejected", {"declined", "rechazada"}},
        {"cancelled", {"withdrawn", "retirada"}},
        {"in-progress", {"under way", "en curso"}},
        {"on-hold", {"on hold", "en pausa"}},
        {"completed", {"completed", "terminada"}},
        {"failed", {"could not be done", "no se pudo realizar"}},
        {"entered-in-error", {"entered by mistake", "registrada por error"}},
        {"deadline", {"Deadlines", "Plazos"}},
        {"file_by", {"the last day", "el último día"}},
        {"not_before", {"the first day", "el primer día"}},
        {"ends", {"ends on", "termina el"}},
        {"at_least_until", {"at least until", "al menos hasta"}},
        {"aims_by", {"the aim", "la meta"}},
        {"answer_owed", {"They wait for your answer", "Esperan su respuesta"}},
        {"call_promised", {"You promised to be in touch", "Prometió contactar"}},
        {"follow_up", {"To follow up", "Dar seguimiento"}},
        {"answer_awaited", {"You wait for an answer", "Espera respuesta"}},
        {"release_ending", {"Releases that end soon", "Autorizaciones que terminan pronto"}},
        {"review_due", {"To be looked at again", "Por volver a ver"}},
        {"request", {"on a request", "por una solicitud"}},
        {"hold", {"a legal hold", "retención legal"}},
        {"wall", {"behind a wall", "tras un muro"}},
        {"register",
         {"a study's register that is sealed to you: whether they are in it, its keepers know",
          "el registro de un estudio, cerrado para usted: quien lo guarda sabe si está en él"}},
        {"conflict_check",
         {"the blind names that a conflict check meets; --conflicts-too erases them",
          "los nombres cegados que halla una revisión de conflictos; --conflicts-too los borra"}},
        {"kept_longer", {"kept longer, as the person agreed", "se conserva más, como aceptó la persona"}},
        {"other_role", {"a part your role does not hold", "una parte que su papel no tiene"}},
        {"account", {"the account of what left", "la cuenta de lo que salió"}},
        {"of_others", {"about somebody else, and names them", "trata de alguien más y la nombra"}},
        {"its_record", {"as long as what it is about", "mientras exista aquello de lo que trata"}},
        {"file", {"the sealed file; its key is gone", "el archivo sellado; su llave ya no existe"}},
        {"received", {"the person received it", "la persona lo recibió"}},
        {"not_received", {"the person did not receive it", "la persona no lo recibió"}},
        {"not_known", {"not known yet", "todavía no se sabe"}},
        {"sealed_file", {"sealed file", "archivo sellado"}},
        {"letter", {"letter", "carta"}},
        {"copy", {"their own copy of the plan", "su copia del plan"}},
        {"summary", {"printed summary", "resumen impreso"}},
        {"release", {"release on paper", "autorización en papel"}},
        {"out", {"out", "sale"}},
        {"in", {"in", "llega"}},
        {"us", {"us", "nosotros"}},
        {"them", {"them", "la otra parte"}},
        {"not_in_release",
         {"added to the form after the signing", "agregado al formulario después de la firma"}},
        {"nothing_recorded", {"nothing recorded", "no hay nada registrado"}},
        {"in_conflict",
         {"two values: settle the conflict first", "hay dos valores: resuelva antes el conflicto"}},
        {"sealed_to_others", {"sealed to others", "sellado para otras personas"}},
        {"confidential", {"confidential: never leaves", "confidencial: nunca sale"}},
        // Shelter.
        {"accepting", {"vacant, accepting", "libre, recibe"}},
        {"preparing", {"being prepared", "se está preparando"}},
        {"held", {"held", "apartada"}},
        {"occupied", {"occupied", "ocupada"}},
        {"out_of_service", {"out of service", "fuera de servicio"}},
        {"closed", {"closed", "cerrada"}},
        {"too_small", {"too few places", "faltan lugares"}},
        {"wish_not_met", {"not what was asked for", "no es lo que se pidió"}},
        {"taken", {"somebody else's", "de otra persona"}},
        {"other_house", {"in another house", "en otra casa"}},
        {"urgent_now", {"urgent tonight", "urgente esta noche"}},
        {"must_leave_by", {"must leave by a day", "debe irse antes de un día"}},
        {"asked_at", {"by when they asked", "por cuándo lo pidió"}},
        {"yes", {"yes", "sí"}},
        {"no", {"no", "no"}},
        {"token_open", {"not answered yet", "sin respuesta"}},
        {"token_accepted", {"yes", "sí"}},
        {"token_turned_down", {"no", "no"}},
        {"token_ran_out", {"ran out", "venció"}},
        {"bed_lost", {"A bed is somebody else's", "Una cama es de otra persona"}},
        {"bed_asked", {"A partner asks for a bed", "Un aliado pide una cama"}},
        {"stay_ending", {"Stays that end", "Estancias que terminan"}},
        // Redactions.
        {"redacted_privilege", {"privilege", "secreto profesional"}},
        {"redacted_third_party", {"about somebody else", "de otra persona"}},
        {"redacted_safety", {"safety", "seguridad"}},
        {"redacted_identifier", {"identifier", "identificador"}},
        {"redacted_order", {"by order", "por orden"}},
        {"redacted_other", {"another reason", "otro motivo"}},
        // Releases.
        {"in_force", {"in force", "vigente"}},
        {"withdrawn", {"withdrawn", "retirada"}},
        {"not_yet", {"has not begun", "aún no empieza"}},
        {"ended", {"ended", "terminada"}},
        {"covers_nothing", {"can't be read whole, covers nothing", "no se lee entera, no cubre nada"}},
        // Findings.
        {"met", {"yes: every element is there", "sí: están todos los elementos"}},
        {"not_met", {"no: an element is absent", "no: falta un elemento"}},
        {"undetermined", {"undetermined", "indeterminado"}},
        {"present", {"there", "está"}},
        {"absent", {"absent", "no está"}},
        {"not_needed", {"not needed (a child)", "no hace falta (menor)"}},
        {"contradiction",
         {"\"none\" and another answer are both stated", "se afirma \"ninguno\" y a la vez otra respuesta"}},
        {"lawyer_decides",
         {"a lawyer has to say whether it counts", "alguien de derecho debe decir si cuenta"}},
        {"no_basis", {"stated without how it is known", "afirmado sin decir cómo se sabe"}},
        {"declined", {"declined", "no quiso responder"}},
        {"unknown", {"unknown", "no se sabe"}},
        {"not_asked", {"not asked", "no se preguntó"}},
        {"adult", {"adult", "persona adulta"}},
        {"child", {"child", "menor"}},
        // Search.
        {"name", {"name", "nombre"}},
        {"name_beginning", {"name begins so", "el nombre empieza así"}},
        {"phone", {"phone", "teléfono"}},
        {"sounds_like", {"sounds like it", "suena parecido"}},
        {"text", {"in the text", "en el texto"}},
        {"same_phone", {"same phone", "mismo teléfono"}},
        {"same_name", {"same name", "mismo nombre"}},
        {"same_sound", {"name sounds the same", "el nombre suena igual"}},
        {"part_of_name_sounds_alike", {"part of the name sounds alike", "parte del nombre suena parecido"}},
        // History.
        {"create", {"recorded", "registró"}},
        {"update", {"changed", "cambió"}},
        {"resolve", {"settled a conflict in", "resolvió un conflicto en"}},
        {"erase", {"erased", "borró"}},
        // Parts and roles.
        {"organization", {"organisation", "organización"}},
        {"identity", {"identity", "identidad"}},
        {"location", {"location", "ubicación"}},
        {"plan", {"plan", "plan"}},
        {"narrative", {"narrative", "relato"}},
        {"legal", {"legal", "legal"}},
        {"immigration", {"immigration", "migración"}},
        {"statistics", {"statistics", "estadística"}},
        {"safety", {"safety", "seguridad"}},
        {"coordinator", {"coordinator", "coordinación"}},
        {"advocate", {"advocate", "acompañamiento"}},
        {"attorney", {"attorney", "abogacía"}},
        {"shelter", {"shelter staff", "personal de albergue"}},
        {"outreach", {"outreach", "trabajo de calle"}},
        {"statistician", {"statistician", "estadística"}},
        // Directory.
        {"confidential_place", {"confidential place", "lugar confidencial"}},
        {"repeats_confidential", {"repeats a confidential address", "repite una dirección confidencial"}},
        {"held_back", {"could make a provider a target", "podría poner en riesgo a quien da el servicio"}},
        {"not_valid", {"the standard does not take it", "la norma no lo acepta"}},
        {"no_service", {"no service exported", "sin servicio exportado"}},
        {"no_name", {"has no name", "no tiene nombre"}},
        {"not_recognised", {"not a directory that can be read", "no es un directorio que se pueda leer"}},
        {"malformed", {"not JSON, not CSV", "no es JSON ni CSV"}},
        {"too_large", {"too large", "demasiado grande"}},
        {"missing_id", {"without an id", "sin identificador"}},
        {"missing_name", {"without a name", "sin nombre"}},
        {"missing", {"lacks what the standard requires", "falta algo que la norma exige"}},
        {"bad_id", {"an id that is none", "un identificador que no lo es"}},
        {"wrong_type", {"of another type", "de otro tipo"}},
        {"duplicate_id", {"the same id twice", "el mismo identificador dos veces"}},
        {"conflicting_copy", {"two copies that differ", "dos copias distintas"}},
        {"dangling_link", {"leads to what is not there", "lleva a algo que no está"}},
        {"bad_coordinates", {"coordinates that are none", "coordenadas que no lo son"}},
        {"coordinates_in_metres", {"coordinates in metres", "coordenadas en metros"}},
        {"bad_date", {"a date that is none", "una fecha que no lo es"}},
        {"unreadable_hours", {"opening hours that can't be read", "horarios que no se pueden leer"}},
        {"unknown_language", {"unknown language", "idioma desconocido"}},
        {"unknown_value", {"unknown value", "valor desconocido"}},
        {"bad_text", {"not text", "no es texto"}},
        {"bad_address", {"no web or e-mail address", "no es una dirección web o de correo"}},
        {"ragged_row", {"more or fewer cells than the heading", "más o menos celdas que el encabezado"}},
        {"bad_mapping", {"the mapping is wrong", "el mapa está mal"}},
        // Doctor.
        {"ok", {"ok", "bien"}},
        {"look", {"look", "mire"}},
        {"wrong", {"wrong", "mal"}},
        {"encryption", {"encryption", "cifrado"}},
        {"memory", {"memory", "memoria"}},
        {"core dumps", {"core dumps", "volcados"}},
        {"swap", {"swap", "intercambio"}},
        {"clock", {"clock", "reloj"}},
        {"folder", {"folder", "carpeta"}},
        {"locks", {"locks", "candados"}},
        {"vault", {"vault", "bóveda"}},
        {"recovery kit", {"recovery kit", "recuperación"}},
        {"passphrase file", {"passphrase file", "archivo de frase"}},
        // What verify counted.
        {"bytes", {"bytes", "bytes"}},
        {"batches", {"batches", "lotes"}},
        {"chain_entries", {"entries of the key chain", "entradas de la cadena de claves"}},
        {"commits", {"commits", "confirmaciones"}},
        {"signatures", {"signatures", "firmas"}},
        {"entries", {"entries", "entradas"}},
        {"opened", {"opened and read", "abiertas y leídas"}},
        {"erased", {"erased", "borradas"}},
    };
    return kTable;
}

}  // namespace

std::string word(std::string_view code, Language language) {
    auto const at = table().find(code);
    if (at != table().end()) return std::string{at->second.in(language)};
    std::string out{code};
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

std::string words(Json const& codes, Language language, std::string_view between) {
    std::string out;
    for (Json const& code : codes)
        if (code.is_string())
            out += (out.empty() ? "" : std::string{between}) +
                   word(code.get_ref<std::string const&>(), language);
    return out;
}

std::string moment(std::string_view instant) {
    auto const at = parse_instant(instant);
    if (!at) return std::string{instant};
    constexpr std::size_t kDay = 10;
    constexpr std::size_t kToTheMinute = 16;
    auto const offset = os::utc_offset(*at);
    std::string out = text(*at + offset).substr(0, kToTheMinute);
    out[kDay] = ' ';
    if (offset == std::chrono::minutes{0}) return out + " UTC";
    std::string const hours =
        text(Instant{std::chrono::abs(offset)}).substr(kDay + 1, kToTheMinute - kDay - 1);
    return out + " (UTC" + (offset < std::chrono::minutes{0} ? "-" : "+") + hours + ")";
}

std::string shell_word(std::string_view text) {
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:,=-";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos) return std::string{text};
    std::string out = "'";
    for (char const c : text) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return out + "'";
}

std::string count(std::int64_t number, Language language) {
    std::string const digits = std::to_string(number);
    std::size_t const first = digits.front() == '-' ? 1 : 0;
    std::string out = digits.substr(0, first);
    for (std::size_t i = first; i < digits.size(); ++i) {
        if (i > first && (digits.size() - i) % 3 == 0) out += language == Language::kSpanish ? " " : ",";
        out += digits[i];
    }
    return out;
}

}  // namespace amparo::cli
