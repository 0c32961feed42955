#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/form/check.h"
#include "core/form/form.h"
#include "kiosk/look/fonts.h"

namespace otk::kiosk::fit {

/// A text with letters that the kiosk's fonts do not have: they would be blanks on the screen.
struct MissingLetters {
    form::FormProblem::Place place = form::FormProblem::Place::Form;
    std::size_t index = 0;
    std::size_t choice = 0;
    std::string column;   ///< "label::ru"
    std::string letters;  ///< each once, with its number: "😀 (U+1F600), ع (U+0639)"
};

/// Of one text: its letters without a picture in one of the weights, as in MissingLetters::letters.
std::string letters_missing_in(std::string_view text, const look::Fonts& fonts);

/// Every text that the form shows, against both weights.
std::vector<MissingLetters> missing_letters(const form::Form& form, const look::Fonts& fonts);

}  // namespace otk::kiosk::fit
