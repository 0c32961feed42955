#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/picture/typeface.h"
#include "drivers/printer/models.h"
#include "drivers/printer/slip.h"

namespace otk::printer {

/// The letters that a slip is set in where the printer's own do not suffice.
struct Typefaces {
    picture::Typeface regular;
    picture::Typeface bold;

    /// PT Sans from the folder of Debian's fonts-paratype.
    static Result<Typefaces> open(const Path& folder);
};

/// The slip as the bytes that the model's printer takes: ESC @ and FS . first; text in the first of
/// the model's code pages that has all letters of a line; the QR symbol by GS ( k where the row
/// says so, else as a picture; pictures by the model's best command in slices of at most
/// `raster_bytes_max`; the cut last, and the slip held out where there is a presenter. The cash
/// drawer is never opened.
///
/// A line with a letter outside all pages is drawn with `typefaces` and sent as a picture, never as
/// '?'; without typefaces (null) it is Unsupported, and InvalidInput if they lack it too. A word
/// wider than the paper makes its block narrow; if that does not help either, or the QR symbol is
/// wider than the paper, the slip is InvalidInput. Errors never show a text. The typefaces are used
/// by one thread at a time.
Result<Bytes> encode_escpos(const Slip& slip, const Model& model, Typefaces* typefaces);

}  // namespace otk::printer
