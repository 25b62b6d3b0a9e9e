import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft4Validator

from manifest.build import PackageError, build
from manifest.content import SCHEMA_VERSION, Publisher

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "node_modules" / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
APP_ID = "8a0bd5e2-5f3c-4d67-9a4b-2f1f6f0c7d11"
HOST = "teamaround.larkmere.example"


@pytest.fixture
def package(tmp_path: Path) -> ZipFile:
    return ZipFile(build(APP_ID, HOST, tmp_path / "dist" / "teamaround.zip", version="1.2.3"))


@pytest.fixture
def manifest(package: ZipFile) -> dict[str, Any]:
    return json.loads(package.read("manifest.json"))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json.loads(
        (SCHEMAS / f"v{SCHEMA_VERSION}" / "MicrosoftTeams.schema.json").read_text(encoding="utf-8-sig")
    )


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the RGBA pixels of an unfiltered PNG, its checksums checked on the way."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + data)
        chunks[kind], at = data, at + 12 + length
    width, height, depth, colours = struct.unpack_from(">IIBB", chunks[b"IHDR"])
    assert (depth, colours) == (8, 6)
    raw, stride = zlib.decompress(chunks[b"IDAT"]), 1 + 4 * width
    rows = [raw[at + 1 : at + stride] for at in range(0, len(raw), stride)]
    return width, height, [row[x : x + 4] for row in rows for x in range(0, len(row), 4)]


def test_the_manifest_is_valid_by_microsofts_own_schema(manifest: dict[str, Any], schema: dict[str, Any]):
    wrong = [
        f"{list(error.path)}: {error.message}" for error in Draft4Validator(schema).iter_errors(manifest)
    ]
    assert wrong == []
    # "const" came after draft 4, so the validator above passes it over.
    assert manifest["manifestVersion"] == schema["properties"]["manifestVersion"]["const"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"composeExtension": []},
        {"name": {"short": "x" * 31}},
        {"icons": {"color": "color.png"}},
        {"supportsChannelFeatures": "tier2"},
    ],
)
def test_the_schema_would_find_a_mistake(
    manifest: dict[str, Any], schema: dict[str, Any], wrong: dict[str, Any]
):
    assert not Draft4Validator(schema).is_valid(manifest | wrong)


def test_no_newer_schema_is_known():
    versions = [tuple(map(int, path.name[1:].split("."))) for path in SCHEMAS.glob("v[0-9]*.*")]
    assert max(versions) == tuple(map(int, SCHEMA_VERSION.split(".")))


def test_the_package_holds_the_manifest_and_its_icons_and_nothing_else(
    package: ZipFile, manifest: dict[str, Any]
):
    assert package.testzip() is None
    assert package.namelist() == ["manifest.json", manifest["icons"]["color"], manifest["icons"]["outline"]]
    assert sum(entry.compress_size for entry in package.infolist()) < 32_000


def test_texts_keep_to_the_limits_of_the_store(manifest: dict[str, Any]):
    assert len(manifest["name"]["short"]) <= 30
    assert len(manifest["name"]["full"]) <= 100
    assert len(manifest["description"]["short"]) <= 80
    assert len(manifest["description"]["full"]) <= 4000
    assert len(manifest["developer"]["name"]) <= 32


def test_the_bot_is_for_one_person_for_chats_and_for_teams(manifest: dict[str, Any]):
    (bot,) = manifest["bots"]
    assert bot["botId"] == APP_ID
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    assert not bot["isNotificationOnly"]


def test_each_scope_has_one_list_of_at_most_twelve_commands(manifest: dict[str, Any]):
    lists = manifest["bots"][0]["commandLists"]
    assert sorted(scope for one in lists for scope in one["scopes"]) == ["groupChat", "personal", "team"]
    for one in lists:
        assert 1 <= len(one["commands"]) <= 12
        # Teams shows 32 characters of a title and 128 of a description.
        assert all(len(command["title"]) <= 32 for command in one["commands"])
        assert all(len(command["description"]) <= 128 for command in one["commands"])


def test_private_and_shared_channels_are_supported(manifest: dict[str, Any]):
    assert manifest["supportsChannelFeatures"] == "tier1"


def test_the_only_permission_is_to_read_who_is_in_a_teams_channels(manifest: dict[str, Any]):
    permissions = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert permissions == [{"name": "ChannelMember.Read.Group", "type": "Application"}]
    assert manifest["webApplicationInfo"]["id"] == APP_ID
    assert manifest["webApplicationInfo"]["resource"]


def test_nothing_is_promised_that_the_bot_does_not_do(manifest: dict[str, Any]):
    assert not {"staticTabs", "configurableTabs", "connectors", "activities"} & manifest.keys()


def test_links_lead_to_the_service_or_to_the_publisher(manifest: dict[str, Any], tmp_path: Path):
    assert manifest["developer"]["websiteUrl"] == f"https://{HOST}/"
    assert manifest["validDomains"] == [HOST]
    council = Publisher("Larkmere", "https://a.example/", "https://a.example/p", "https://a.example/t")
    out = build(APP_ID, HOST, tmp_path / "other.zip", version="1.2.3", publisher=council)
    developer = json.loads(ZipFile(out).read("manifest.json"))["developer"]
    assert developer["privacyUrl"] == "https://a.example/p"


def test_the_colour_icon_is_192_pixels_a_side_and_fills_its_ground(package: ZipFile):
    width, height, found = pixels(package.read("color.png"))
    assert (width, height) == (192, 192)
    assert {pixel[3] for pixel in found} == {255}
    symbol = [index for index, pixel in enumerate(found) if pixel != found[0]]
    edges = [coordinate for index in symbol for coordinate in divmod(index, 192)]
    assert min(edges) >= 36, "the symbol keeps to the middle 120 pixels"
    assert max(edges) < 156, "the symbol keeps to the middle 120 pixels"


def test_the_outline_icon_is_32_pixels_a_side_white_on_nothing(package: ZipFile):
    width, height, found = pixels(package.read("outline.png"))
    assert (width, height) == (32, 32)
    assert {pixel[:3] for pixel in found} == {b"\xff\xff\xff"}
    assert found[0][3] == 0
    assert max(pixel[3] for pixel in found) == 255


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path):
    one, other = (build(APP_ID, HOST, tmp_path / name).read_bytes() for name in ("one.zip", "other.zip"))
    assert one == other


def test_without_a_version_the_installed_one_is_used(tmp_path: Path):
    found = json.loads(ZipFile(build(APP_ID, HOST, tmp_path / "package.zip")).read("manifest.json"))
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["version"])


@pytest.mark.parametrize(
    ("app_id", "host", "version", "what"),
    [
        ("", HOST, "1.0.0", "app id"),
        ("not-an-id", HOST, "1.0.0", "app id"),
        (APP_ID, "https://teamaround.example", "1.0.0", "host"),
        (APP_ID, "teamaround.example/bot", "1.0.0", "host"),
        (APP_ID, "localhost", "1.0.0", "host"),
        (APP_ID, HOST, "1.0", "version"),
        (APP_ID, HOST, "01.0.0", "version"),
    ],
)
def test_a_value_that_teams_would_refuse_is_named_and_nothing_is_written(
    tmp_path: Path, app_id: str, host: str, version: str, what: str
):
    out = tmp_path / "package.zip"
    with pytest.raises(PackageError, match=what):
        build(app_id, host, out, version=version)
    assert not out.exists()
