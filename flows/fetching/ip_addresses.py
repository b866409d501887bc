"""Public addresses: which IP addresses a fetch may connect to.

The networks are those of IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates) as far as
`ipaddress` does not know them, and the addresses under which clouds answer for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_GLOBAL_UNICAST = ip_network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments, and a cloud's metadata
        "192.88.99.0/24",  # relays of 6to4
        "168.63.129.16/32",  # a cloud's host agent, in public space
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: leads to any IPv4 address
        "3fff::/20",  # documentation
    )
)


def is_allowed(address: str, allowed_networks: Iterable[Network]) -> bool:
    """Tell whether a fetch may connect to an address, as a resolver writes it.

    An IPv4 address inside an IPv6 address (mapped, RFC 4291; NAT64, RFC 6052) is judged as what it leads to.
    """
    try:
        effective = _effective(ip_address(address))
    except ValueError:
        return False
    return any(effective in network for network in allowed_networks) or _is_public(effective)


def _effective(address: Address) -> Address:
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if isinstance(address, IPv6Address) and address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _GLOBAL_UNICAST):
        return False
    if any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
