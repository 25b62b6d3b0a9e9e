"""The allow-list of service hosts: no token leaves for anywhere else, however the address is dressed up."""

import pytest

from bot.clouds import CLOUDS, CloudName
from bot.hosts import ServiceHosts

PUBLIC = ServiceHosts(CLOUDS[CloudName.PUBLIC].service_hosts)


@pytest.mark.parametrize(
    ("service_url", "base"),
    [
        ("https://smba.trafficmanager.net/uk/", "https://smba.trafficmanager.net/uk"),
        ("https://smba.trafficmanager.net/teams", "https://smba.trafficmanager.net/teams"),
        ("https://smba.trafficmanager.net", "https://smba.trafficmanager.net"),
        ("https://SMBA.trafficmanager.net/emea/", "https://smba.trafficmanager.net/emea"),
        ("https://smba.trafficmanager.net:443/emea/", "https://smba.trafficmanager.net:443/emea"),
        ("https://smba.infra.gcc.teams.microsoft.com/gcc/", "https://smba.infra.gcc.teams.microsoft.com/gcc"),
    ],
)
def test_microsofts_hosts_are_allowed_over_https(service_url: str, base: str):
    assert PUBLIC.base(service_url) == base
    assert PUBLIC.base(service_url) == base


@pytest.mark.parametrize(
    "service_url",
    [
        "http://smba.trafficmanager.net/uk/",
        "https://smba.trafficmanager.net:8443/uk/",
        "https://smba.trafficmanager.net.evil.example/uk/",
        "https://evil-smba.trafficmanager.net/uk/",
        "https://evil.smba.trafficmanager.net/uk/",
        "https://trafficmanager.net/uk/",
        "https://smba.trafficmanager.net./uk/",
        "https://smba.trafficmanager.net@evil.example/uk/",
        "https://evil.example@smba.trafficmanager.net/uk/",
        "https://user:secret@smba.trafficmanager.net/uk/",
        "https://evil.example\\@smba.trafficmanager.net/uk/",
        "https://evil.example#@smba.trafficmanager.net/",
        "https://evil.example/?https://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/uk/?to=evil.example",
        "https://smba.trafficmanager.net/uk/#part",
        "https://[::1]/uk/",
        "https://127.0.0.1/uk/",
        "https://169.254.169.254/metadata",
        "https://smba.trafficmanager.net:notaport/",
        "https://[::1/uk/",
        "//smba.trafficmanager.net/uk/",
        "smba.trafficmanager.net",
        "file:///etc/passwd",
        "https://",
        "",
    ],
)
def test_everything_else_is_refused(service_url: str):
    assert PUBLIC.base(service_url) is None


def test_an_entry_with_a_leading_dot_allows_the_hosts_below_a_domain():
    hosts = ServiceHosts({".teams.example"})

    assert hosts.base("https://a.teams.example/x/") == "https://a.teams.example/x"
    assert hosts.base("https://a.b.teams.example/") == "https://a.b.teams.example"
    assert hosts.base("https://teams.example/") is None
    assert hosts.base("https://evilteams.example/") is None


@pytest.mark.parametrize("service_url", ["http://127.0.0.1:3978/", "http://[::1]:3978/", "http://localhost/"])
def test_this_machine_is_allowed_without_tls_for_the_demo_only(service_url: str):
    assert ServiceHosts((), loopback=True).base(service_url) == service_url.rstrip("/")
    assert PUBLIC.base(service_url) is None


@pytest.mark.parametrize(
    "service_url", ["http://127.0.0.1.evil.example/", "http://192.0.2.1/", "ftp://localhost/"]
)
def test_the_demo_calls_this_machine_and_nobody_else(service_url: str):
    assert ServiceHosts((), loopback=True).base(service_url) is None


def test_what_is_remembered_of_service_urls_is_bounded():
    for number in range(1_000):
        assert PUBLIC.base(f"https://smba.trafficmanager.net/{number}/") is not None

    assert len(PUBLIC._known) <= 256


@pytest.mark.parametrize("cloud", CloudName)
def test_each_cloud_has_its_endpoints_over_https(cloud: CloudName):
    endpoints = CLOUDS[cloud]

    for url in (endpoints.authority, endpoints.scope, endpoints.issuer, endpoints.metadata_url):
        assert url.startswith("https://")
    assert endpoints.service_hosts
