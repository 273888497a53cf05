#pragma once

#include "tests/second_opinion/reading.h"

#include <string_view>
#include <vector>

namespace connectorscope {

/// The names of the fields in which the reading agrees with no opinion: subject, from, to, date, parts
/// (number and types of the leaves, in order), names (of the attachments), text (of the text parts). Names
/// and text are asked for each leaf, of the opinions that have the same leaves. An opinion that could not
/// read the message says nothing. When only the opinions could, "message" is the field.
///
/// What no reader's form of is the truth is taken out first:
/// - in header values, runs of blanks and folds count as one blank, those at the ends as none: RFC 5322
///   lets a reader unfold in several ways;
/// - in text, CR LF, CR and LF are the same, and blanks before a line end and line ends at the end of a
///   part are left out: the line end before a boundary is the boundary's, readers give it away
///   differently, and transports may add or take blanks;
/// - what cannot be converted is U+FFFD for some and `?` for others, one for each byte or for a run of
///   them: when two texts differ they are compared without these characters, then with anything in their
///   place, since a reader that could not convert has no opinion of what stands there;
/// - some characters of Japanese charsets have two forms in Unicode (wave dash, full-width tilde ...): one;
/// - mailboxes with nothing on one side of the @ are not compared, as what else stands in a broken list
///   has no agreed form; the others are, without quotes, their domains in lower case and without a last
///   dot. Those that our reader reports as broken and shows all the same may be missing in an opinion;
/// - where a reader did not know the zone of a date, it is the sender's clock that is compared.
///
/// And some things are told to the others, who have no rule for them, before they read:
/// - text that names no charset, or one that is not known, is UTF-8, else windows-1252; text of a
///   charset of seven bits (us-ascii, iso-2022-jp) that is valid UTF-8 is UTF-8;
/// - a charset's name means the superset that Windows makes of it (iso-8859-1: windows-1252 ...);
/// - in a file without a single LF, CR ends lines;
/// - semicolons divide addresses as commas do, where there is no group.
std::vector<std::string_view> findDisagreements(const Reading& ours,
                                                const std::vector<const Reading*>& opinions);

} // namespace connectorscope
