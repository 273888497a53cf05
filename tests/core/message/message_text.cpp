#include "message_text.h"

#include <sstream>

namespace connectorscope {
namespace {

void write(std::ostream& out, const char* name, const Occurrence& o)
{
    if (o)
        out << ' ' << name << '=' << o.count << '@' << o.offset << '+' << o.length << " line " << o.line
            << " [" << o.excerpt << ']';
}

} // namespace

std::string treeOf(const Message& message)
{
    std::ostringstream out;
    for (const Part& part : message.parts) {
        out << std::string(static_cast<std::size_t>(part.depth) * 2, ' ') << part.type << '/' << part.subtype;
        if (part.isMultipart())
            out << ' ' << part.multipart.opened << " parts, " << (part.multipart.closed ? "closed" : "open");
        else
            out << ' ' << part.bodyLength << " bytes";
        out << '\n';
    }
    return out.str();
}

std::string everythingOf(const Message& message)
{
    std::ostringstream out;
    out << "kind " << static_cast<int>(message.kind) << " size " << message.size << " lines " << message.lines
        << " crlf " << message.crlfCount;
    write(out, "hole", message.nulHole);
    write(out, "lf", message.bareLf);
    write(out, "cr", message.bareCr);
    write(out, "deep", message.tooDeep);
    write(out, "many", message.tooManyParts);
    for (const SetAside& aside : message.setAside)
        out << "\naside " << static_cast<int>(aside.kind) << '@' << aside.offset << '+' << aside.length
            << " line " << aside.line;
    for (const Part& part : message.parts) {
        out << "\npart " << part.parent << ' ' << part.depth << ' ' << part.type << '/' << part.subtype
            << " header " << part.header.offset << '+' << part.header.size << " line " << part.header.line
            << " ending " << static_cast<int>(part.header.ending) << " fields " << part.header.fields.size()
            << " body " << part.bodyOffset << '+' << part.bodyLength << " line " << part.bodyLine << " file "
            << part.endedByFile << " opened " << part.multipart.opened << " closed " << part.multipart.closed
            << " left " << part.body.base64Leftover << " text " << part.body.hasText << " header bytes "
            << part.header.bytes;
        write(out, "8bit", part.body.eightBit);
        write(out, "nul", part.body.nul);
        write(out, "long", part.body.longLine);
        write(out, "dot", part.body.loneDot);
        write(out, "b64", part.body.badBase64);
        write(out, "qp", part.body.badQuotedPrintable);
    }
    return out.str();
}

} // namespace connectorscope
