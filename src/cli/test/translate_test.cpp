// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/translate.hpp"

#include <gtest/gtest.h>

using namespace amparo::cli;

namespace {
std::string spanish(std::string_view sentence) {
    return translated(sentence, Language::kSpanish);
}
}  // namespace

TEST(Translate, AWholeSentence) {
    EXPECT_EQ(spanish("there is no such record"), "no hay tal registro");
    EXPECT_EQ(translated("there is no such record", Language::kEnglish), "there is no such record");
}

TEST(Translate, WhatASentenceNamesStays) {
    EXPECT_EQ(spanish("your role does not hold the part \"legal\""),
              "su función no tiene la parte \"legal\"");
    EXPECT_EQ(spanish("limit is out of range"), "limit está fuera de los límites");
    EXPECT_EQ(spanish("\"shoe_size\" is not a field of contact."),
              "\"shoe_size\" no es un campo de contact.");
    EXPECT_EQ(spanish("from 1 to 200"), "de 1 a 200");
}

TEST(Translate, WhatIsInsideASentenceIsPutIntoSpanishToo) {
    EXPECT_EQ(spanish("Shorten it.; and 2 more"), "Acórtelo.; y 2 más");
    EXPECT_EQ(spanish("This can't be read as a date."), "Esto no se puede leer como una fecha.");
    EXPECT_EQ(spanish("One of: yes no, or unknown, declined, not_asked.; and 1 more"),
              "Uno de: yes no, o unknown, declined, not_asked.; y 1 más");
    EXPECT_EQ(spanish("it is in-progress"), "está en curso");
    EXPECT_EQ(spanish("your role does not hold the part \"narrative\""),
              "su función no tiene la parte \"relato\"");
}

TEST(Translate, WhatIsNotKnownStaysAsItIs) {
    EXPECT_EQ(spanish("the moon is full"), "the moon is full");
    EXPECT_EQ(spanish(""), "");
    EXPECT_EQ(spanish("{}"), "{}");
    EXPECT_EQ(spanish(std::string(10'000, 'x')), std::string(10'000, 'x'));
}

TEST(Translate, AFailureKeepsItsCodeAndField) {
    Failure const failure = translated(
        Failure{Code::kLocked, "the vault is locked", "data.name", "unlock it first"}, Language::kSpanish);
    EXPECT_EQ(failure.code, Code::kLocked);
    EXPECT_EQ(failure.message, "la bóveda está cerrada");
    EXPECT_EQ(failure.field, "data.name");
    EXPECT_EQ(failure.hint, "ábrala primero");
}
