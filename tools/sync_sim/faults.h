#pragma once

#include <string_view>

namespace otk::sync_sim {

/// A part that is broken on purpose: the simulation has to notice each.
enum class Mutation {
    None,
    BelieveAnybody,        ///< a kiosk takes a receipt of whoever signed it
    DeleteBeforeReceipt,   ///< a kiosk forgets a batch when it was frozen
    ReceiptWithoutCommit,  ///< the server signs before it has stored, and does not store
    ForgetRows,            ///< the server forgets at each start which rows it holds
    FalseBackup,           ///< kiosks are told of a backup that nobody made
};

struct MutationRow {
    Mutation mutation;
    std::string_view name;
};

inline constexpr MutationRow mutations[] = {
    {Mutation::None, "none"},
    {Mutation::BelieveAnybody, "believe-anybody"},
    {Mutation::DeleteBeforeReceipt, "delete-before-receipt"},
    {Mutation::ReceiptWithoutCommit, "receipt-without-commit"},
    {Mutation::ForgetRows, "forget-rows"},
    {Mutation::FalseBackup, "false-backup"},
};

}  // namespace otk::sync_sim
