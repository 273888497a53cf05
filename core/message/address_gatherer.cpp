#include "core/message/address_gatherer.h"

#include "core/base/utf8.h"
#include "core/message/address_spec.h"

#include <string_view>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t mostIssues = 100;
constexpr std::size_t mostGroups = 10'000;

// Each member keeps a copy: a long name with many members must not fill the memory.
constexpr std::size_t longestGroupName = 200;

AddressFault faultOf(const Address& address)
{
    if (address.localPart.empty() || address.domain.empty())
        return AddressFault::NotAnAddress;
    return isUsableDomain(address.domain) ? AddressFault::BadLocalPart : AddressFault::BadDomain;
}

} // namespace

void AddressGatherer::report(AddressFault fault, std::size_t begin, std::size_t end)
{
    if (list.issues.size() < mostIssues)
        list.issues.push_back({fault, begin, end - begin});
}

void AddressGatherer::add(Address address, std::size_t begin, std::size_t end)
{
    if (list.addresses.size() >= m_most) {
        ++list.dropped;
        return;
    }
    address.position = begin;
    address.length = end - begin;
    if (!address.usable())
        report(faultOf(address), begin, end);
    if (m_groupOpen) {
        AddressGroup& group = list.groups.back();
        address.group = group.name;
        ++group.members;
    }
    list.addresses.push_back(std::move(address));
}

void AddressGatherer::openGroup(std::string name, std::size_t begin)
{
    closeGroup(false, begin);
    if (list.groups.size() >= mostGroups)
        return;
    if (name.size() > longestGroupName)
        name.resize(utf8Prefix(name, longestGroupName).size());
    AddressGroup group;
    group.name = std::move(name);
    group.position = begin;
    list.groups.push_back(std::move(group));
    m_groupOpen = true;
}

void AddressGatherer::closeGroup(bool closed, std::size_t end)
{
    if (!m_groupOpen)
        return;
    m_groupOpen = false;
    list.groups.back().closed = closed;
    list.groups.back().length = end - list.groups.back().position;
}

} // namespace connectorscope
