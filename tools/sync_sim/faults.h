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
    DeleteBeforeBackup,    ///< a kiosk forgets a batch when it has the receipt, backed up or not
    ForgetParked,          ///< the server forgets at each start what it could not count yet
    ThankWithoutCommit,    ///< the words come although nothing was recorded
    NewRowEachSave,        ///< a visit's second page makes another row
    TakenBackStays,        ///< a visitor takes everything back, and the row is left as it is
    ForgetVoided,          ///< a kiosk forgets a batch when it asks for its end
    NonceReused,           ///< a kiosk seals every row with the same nonce
    LogNotSynced,          ///< commits do not wait for the disk, as with synchronous=NORMAL
    FlipUnseen,            ///< a kiosk does not look at the hash of a row that it reads
    BatchSplit,            ///< a kiosk splits a frozen batch and asks nobody
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
    {Mutation::DeleteBeforeBackup, "delete-before-backup"},
    {Mutation::ForgetParked, "forget-parked"},
    {Mutation::ThankWithoutCommit, "thank-without-commit"},
    {Mutation::NewRowEachSave, "new-row-each-save"},
    {Mutation::TakenBackStays, "taken-back-stays"},
    {Mutation::ForgetVoided, "forget-voided"},
    {Mutation::NonceReused, "nonce-reused"},
    {Mutation::LogNotSynced, "log-not-synced"},
    {Mutation::FlipUnseen, "flip-unseen"},
    {Mutation::BatchSplit, "batch-split"},
};

}  // namespace otk::sync_sim
