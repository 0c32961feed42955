#pragma once

#include <string>

#include "core/base/file.h"

namespace otk::kiosk::shell {

struct FormSentences {
    Path form;             ///< a compiled form
    std::string language;  ///< one of the form's
    Path texts;            ///< folder of .po files; empty: those beside the program
    Path fonts;            ///< empty: where the kiosk takes its own from
};

/// `otklik-kiosk --sentences`: prints what a kiosk says of that form to whoever listens, sentence
/// by sentence as it is said on the loudspeaker, each with the name that its recording has; as
/// JSON, the clip list of a bundle (core/bundle/clips.h). Pages are listened to as they stand after
/// each combination of answers that leads to other words; where those are too many, after a sample
/// of them, which standard error says. Sentences that change with time are left out: no recording
/// fits them. The process's exit code: 0, 2 it could not be done, 64 the form has no such language
/// (the reason stands on standard error).
int print_sentences(const FormSentences& wanted);

}  // namespace otk::kiosk::shell
