#pragma once

#include "drivers/printer/models.h"

namespace otk::printer {

/// What somebody saw of a test slip.
struct SlipSeen {
    bool letters = true;  ///< the Russian letters can be read
    bool edges = true;    ///< everything is there, up to both edges
    bool symbol = true;   ///< the QR symbol is there, whole and black
    bool cut = true;      ///< it is cut off
};

/// The model to try instead of the one that is set; that one itself where nothing is amiss, or
/// where no other row could mend it.
///
/// Careful steps, one fault at a time: a line that is cut off is too wide, so the printer is one
/// for narrow paper; letters or a symbol that are missing are drawn as pictures, which needs no
/// code page and no QR command; a knife that does nothing is the knife's trouble, not the slip's.
const Model& advised_model(const Model& set, const SlipSeen& seen);

}  // namespace otk::printer
