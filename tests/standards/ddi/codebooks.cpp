// SPDX-License-Identifier: AGPL-3.0-or-later
// Codebooks of bundles of several shapes, for against_schema.py.  amparo_codebooks FOLDER
#include "amparo/evidence/bundle.hpp"
#include "study.hpp"
#include "support.hpp"

#include "amparo/solver/glpk.hpp"

#include <cstdio>
#include <filesystem>

namespace {

using namespace amparo::evidence;
using amparo::Json;
using amparo::protection::Profile;
using test::frame;
using test::population;

std::vector<Json> people() {
    std::vector<Json> out;
    auto const add = [&](char const* status, char const* abroad, Json const& ways, int count) {
        Json one{{"status", status}, {"abroad", abroad}, {"ways", ways}};
        out.insert(out.end(), static_cast<std::size_t>(count), one);
    };
    add("citizen", "no", Json::array({"friend"}), 40);
    add("citizen", "yes", {"friend", "work"}, 30);
    add("resident", "yes", {"work", "other"}, 35);
    add("resident", "no", Json::array({"other"}), 20);
    add("visitor", "yes", Json::array({"work"}), 28);
    add("visitor", "yes", "declined", 15);
    add("declined", "not_asked", Json::array({"friend"}), 12);
    return out;
}

Table table_of(std::string_view rows, std::string_view by = {},
               std::shared_ptr<Population const> of = population({})) {
    static std::vector<Json> const data = people();
    return test::table_of(data, rows, by, std::move(of));
}

About about(Profile profile = Profile::kOpenData) {
    About out;
    out.title = "Work & papers: \"who\" <asked>, and 'why'";
    out.organization = "Puente Legal Aid & <Friends>";
    out.made_on = "2031-03-01";
    out.limits = "Nobody was drawn at random: a < b && c > \"d\".";
    out.profile = profile;
    return out;
}

About in_spanish(About as) {
    as.title = "Trabajo y papeles: «¿quién?» & <¡más!>";
    as.as.language = "es";
    return as;
}

std::vector<Table> of_study(test::Study const& study) {
    std::vector<Table> out;
    for (auto const& [name, whom] : study.populations)
        for (auto const& field : study.form->fields) {
            auto variable = Variable::of(study.frame, field.name);
            if (!variable.ok()) continue;
            Question question{whom, std::move(variable).value(), std::nullopt, {}};
            Microdata const cases = study.cases(question);
            if (auto made = tabulate(std::move(question), cases); made.ok())
                out.push_back(std::move(made).value());
        }
    return out;
}

class Writer {
  public:
    explicit Writer(std::filesystem::path folder) : folder_{std::move(folder)} {}

    bool write(char const* name, Shown const& shown, About const& as) const {
        auto const files = publish(shown, as);
        if (!files.ok()) {
            std::fprintf(stderr, "%s: nothing could be published\n", name);
            return false;
        }
        for (File const& file : files.value())
            if (file.name == "codebook.xml")
                std::ofstream{folder_ / (std::string{name} + ".xml"), std::ios::binary} << file.text;
        return true;
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    Writer const writer{argv[1]};
    amparo::solver::Glpk solver;
    bool is_good = true;
    auto const write = [&](char const* name, std::vector<Table> const& tables, About const& as) {
        is_good = writer.write(name, protect(tables, as, &solver), as) && is_good;
    };
    write("one_table", {table_of("status")}, about());
    write("two_way", {table_of("status", "abroad")}, about());
    write("several_answers", {table_of("ways"), table_of("ways", "status")}, about(Profile::kInternal));
    auto const abroad = population(
        {{"name", "abroad"},
         {"words", {{"en", "people <born> \"abroad\" & here"}, {"es", "quien nació «fuera» & aquí"}}},
         {"where", {{"field", "abroad"}, {"is", {"yes"}}}}},
        population({}));
    std::vector<Table> const several{table_of("status"), table_of("status", {}, abroad),
                                     table_of("ways", {}, abroad)};
    write("several_populations", several, about(Profile::kInternal));
    write("in_spanish", several, in_spanish(about(Profile::kInternal)));

    About as = about();
    as.rounded = {15, false, "a key"};
    auto const round = rounded(several, as, &solver);
    is_good = round.ok() && writer.write("rounded", show_all(round.value().tables), as) && is_good;

    auto records = several;
    for (Table& one : records) one.question.scope.unit = Unit::kRecord;
    records.back().question.drawn = amparo::statistics::Drawn::kWhole;
    write("of_records", records, about(Profile::kInternal));

    auto const study = test::Study::load();
    as = in_spanish(about(Profile::kResearchConsented));
    as.group_agreed = true;
    as.studies = {{"Tras puertas & muros", "Sólo quien habla <español>.", "Una junta", 40}};
    write("study", of_study(study), as);
    return is_good ? 0 : 1;
}
