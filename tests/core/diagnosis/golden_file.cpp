#include "tests/core/diagnosis/golden_file.h"

#include "core/diagnosis/routing.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace connectorscope {

namespace {

using nlohmann::json;

std::string readAll(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

FolderKind folderKindOf(const std::string& name)
{
    if (name == "incoming")
        return FolderKind::Incoming;
    if (name == "failed")
        return FolderKind::Failed;
    if (name == "pickup")
        return FolderKind::PickUp;
    if (name == "badmail")
        return FolderKind::BadMail;
    ADD_FAILURE() << "no folder is called " << name;
    return FolderKind::None;
}

Pop3Account accountOf(const json& object)
{
    Pop3Account account;
    account.host = object.value("host", "");
    account.user = object.value("user", "");
    account.kind = object.at("kind") == "global" ? AccountKind::Global : AccountKind::User;
    account.deliverTo = object.value("deliver_to", "");
    return account;
}

/// The keys of a site file that say whose mail it is. False when the key is none of them.
bool readRouting(const std::string& key, const json& value, Site& site)
{
    Routing& routing = site.routing;
    if (key == "hosts")
        site.hosts = value.get<std::vector<std::string>>();
    else if (key == "local_domains")
        routing.localDomains = value.get<std::vector<std::string>>();
    else if (key == "undeliverable")
        routing.undeliverable = value.get<std::string>();
    else if (key == "mailboxes")
        routing.mailboxes = value.get<std::vector<std::string>>();
    else if (key == "aliases")
        routing.aliases = value.get<std::map<std::string, std::string>>();
    else if (key == "rules")
        for (const json& rule : value)
            routing.rules.push_back({rule.at("recipient_contains"), rule.at("deliver_to")});
    else if (key == "accounts")
        for (const json& account : value)
            site.accounts.push_back(accountOf(account));
    else
        return false;
    return true;
}

void readContext(const json& context, GoldenFile& golden)
{
    Site site;
    bool hasRouting = false;
    for (const auto& [key, value] : context.items()) {
        if (key == "folder")
            golden.context.folder = folderKindOf(value.get<std::string>());
        else if (key == "site")
            golden.context.hasSite = value.get<bool>();
        else if (key == "recipient_required")
            golden.context.recipientRequired = value.get<bool>();
        else if (key == "message_size")
            golden.context.messageSize = value.get<std::uint64_t>();
        else if (key == "header_size")
            golden.context.headerSize = value.get<std::uint64_t>();
        else if (key == "recipients")
            golden.context.recipients = value.get<std::size_t>();
        else if (key == "received_hops")
            golden.context.receivedHops = value.get<std::size_t>();
        else if (key == "mime_depth")
            golden.limits.depth = value.get<int>();
        else if (key == "mime_parts")
            golden.limits.parts = value.get<std::size_t>();
        else if (readRouting(key, value, site))
            hasRouting = true;
        else
            ADD_FAILURE() << "unknown context " << key;
    }
    if (!hasRouting)
        return;
    golden.context.hasSite = true;
    golden.context.routing = std::make_shared<const RoutingTable>(site);
    golden.context.recipientRequired = golden.context.routing->recipientRequired();
}

ExpectedFinding findingOf(const json& object)
{
    ExpectedFinding finding;
    finding.cause = object.at("cause").get<std::string>();
    finding.severity = object.at("severity").get<std::string>();
    finding.line = object.at("line").get<std::uint64_t>();
    if (object.contains("offset"))
        finding.offset = object.at("offset").get<std::uint64_t>();
    else
        finding.column = object.at("column").get<std::uint64_t>();
    finding.length = object.at("length").get<std::uint64_t>();
    finding.count = object.at("count").get<std::uint64_t>();
    finding.evidence = object.at("evidence").get<std::string>();
    return finding;
}

ExpectedPart partOf(const json& object)
{
    ExpectedPart part;
    part.type = object.at("type").get<std::string>();
    part.name = object.value("name", "");
    if (object.contains("text"))
        part.text = object.at("text").get<std::string>();
    return part;
}

void readExpectation(const json& root, GoldenFile& golden)
{
    golden.asIs = root.value("line_ends", "") == "as-is";
    golden.near = root.value("near", std::vector<std::string>{});
    if (root.contains("context"))
        readContext(root.at("context"), golden);
    golden.verdict = root.at("verdict").get<std::string>();
    if (!root.at("primary").is_null())
        golden.primary = root.at("primary").get<std::string>();
    for (const json& object : root.at("findings"))
        golden.findings.push_back(findingOf(object));
    for (const json& object : root.value("parts", json::array()))
        golden.parts.push_back(partOf(object));
}

} // namespace

std::filesystem::path goldenFolder()
{
    return std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR) / "tests" / "data" / "eml";
}

std::vector<GoldenFile> loadGoldenFiles(const std::filesystem::path& group)
{
    std::vector<GoldenFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(group)) {
        const std::filesystem::path& path = entry.path();
        const bool isMessage = path.extension() == ".eml";
        EXPECT_TRUE(isMessage || path.extension() == ".json") << path;
        const std::filesystem::path partner =
            std::filesystem::path(path).replace_extension(isMessage ? ".json" : ".eml");
        EXPECT_TRUE(std::filesystem::exists(partner)) << path << " has no partner";
        if (!isMessage || !std::filesystem::exists(partner))
            continue;
        GoldenFile& golden = files.emplace_back();
        golden.name = group.filename().string() + "/" + path.stem().string();
        golden.bytes = readAll(path);
        try {
            readExpectation(json::parse(readAll(partner)), golden);
        } catch (const json::exception& error) {
            ADD_FAILURE() << partner << ": " << error.what();
        }
    }
    std::ranges::sort(files, {}, &GoldenFile::name);
    return files;
}

std::string withCrlf(std::string_view bytes)
{
    std::string twin;
    twin.reserve(bytes.size() + bytes.size() / 16);
    for (const char c : bytes) {
        if (c == '\n')
            twin += '\r';
        twin += c;
    }
    return twin;
}

} // namespace connectorscope
