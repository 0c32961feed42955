#pragma once

#include <string>

namespace otk::sync_sim {

/// From now on SQLite's files live in memory while anybody has them open: reads, writes, locks and
/// the shared memory of the write-ahead log cost no system call. The last one who closes a file
/// writes it to its real place, and the first one who opens it reads it from there, so that copies,
/// renames and removals of what is closed see what they would see otherwise. What lies on an
/// UnreliableDisk asks it before each change.
///
/// Before the process opens its first database; again without effect. A file belongs to the thread
/// that opened it: every connection to it must be of that thread.
void keep_files_in_memory();

/// Who changes a file that nobody has open, and not by replacing it, says so: what a closed one held
/// is kept for who opens it next, as long as size, time and number of the file are the same, and
/// such a time is as coarse as milliseconds.
void forget_closed_file(const std::string& path);

}  // namespace otk::sync_sim
