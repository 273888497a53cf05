#include "tests/e2e/connector_posix.h"

#include "tests/support/small_files.h"

#include <chrono>
#include <fcntl.h>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace connectorscope {
namespace {

std::string siteText(const std::string& work)
{
    return "[site]\nname = 'Contoso'\n"
           "[folders]\nincoming = 'Incoming Mail'\nfailed = 'Failed Mail'\npickup = 'PickUp'\n"
           "work = '" +
           work +
           "'\n"
           "[watch]\npoll = '1s'\nsettle = '1s'\n[limits]\nfree_disk = '1MiB'\n";
}

void check(bool good, const std::string& what)
{
    if (!good)
        throw std::runtime_error(what);
}

} // namespace

Connector::Connector(unsigned seed)
    : m_random(seed)
{
    for (const char* name : {"Incoming Mail", "Failed Mail", "PickUp", "work", "other"})
        std::filesystem::create_directory(m_folder / name);
    writeFile(m_folder / "site.toml", siteText("work"));
    writeFile(m_folder / "other.toml", siteText("other"));
}

std::string Connector::nextName()
{
    return "POP3_" + std::to_string(1000 + m_count++) + ".eml";
}

std::string Connector::message(const std::string& name, bool faulty)
{
    return (faulty ? std::string() : "From: Example Office <office@example.org>\r\n") +
           "To: sales@contoso.com\r\nSubject: " + name +
           "\r\nDate: Mon, 23 Nov 2026 09:41:07 +0100\r\nMessage-ID: <" + name + "@example.org>\r\n\r\n" +
           std::string(2000, 'x') + "\r\nThis is " + name + "\r\n";
}

std::string Connector::downloadSlowly(bool faulty)
{
    std::string name = nextName();
    const std::string text = message(name, faulty);
    const int file = ::open((m_folder / "Incoming Mail" / name).c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    check(file >= 0, "cannot make " + name);
    std::uniform_int_distribution<std::size_t> size(1, text.size() / 2);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t piece = std::min(size(m_random), text.size() - at);
        check(::write(file, text.data() + at, piece) == static_cast<ssize_t>(piece), "cannot write " + name);
        at += piece;
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
    ::close(file);
    return name;
}

std::string Connector::download(bool faulty)
{
    std::string name = nextName();
    const std::filesystem::path temporary = m_folder / "Incoming Mail" / (name + ".tmp");
    writeFile(temporary, message(name, faulty));
    std::filesystem::rename(temporary, m_folder / "Incoming Mail" / name);
    return name;
}

void Connector::fail(const std::string& name) const
{
    std::filesystem::rename(m_folder / "Incoming Mail" / name, m_folder / "Failed Mail" / name);
}

std::string Connector::transfer(const std::string& name) const
{
    const std::filesystem::path source = m_folder / "Incoming Mail" / name;
    const std::string changed = "X-MimeOLE: Produced By Microsoft MimeOLE\r\n" + readFile(source);
    std::string newName = "NTFS_" + name;
    writeFile(m_folder / (newName + ".part"), changed);
    std::filesystem::rename(m_folder / (newName + ".part"), m_folder / "PickUp" / newName);
    std::filesystem::remove(source);
    return newName;
}

void Connector::pickUp(const std::string& name) const
{
    std::filesystem::remove(m_folder / "PickUp" / name);
}

void Connector::removeFailed(const std::string& name) const
{
    std::filesystem::remove(m_folder / "Failed Mail" / name);
}

std::vector<std::string> Connector::namesIn(std::string_view folderName) const
{
    return connectorscope::namesIn(m_folder / std::filesystem::path(folderName));
}

} // namespace connectorscope
