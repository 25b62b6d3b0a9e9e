"""FEBRL4 linked by Splink on DuckDB, trained without labels as its documentation shows for this data."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Record(Protocol):
    """A record by its columns."""

    @property
    def id(self) -> str:
        """Its own."""
        ...

    @property
    def cells(self) -> Mapping[str, str]:
        """What it says, "" for what is missing."""
        ...


def splink_pairs(
    first: Sequence[Record], second: Sequence[Record], *, numbered: bool, address: bool
) -> dict[tuple[str, str], float]:
    """All pairs that it weighs, by probability."""
    import pandas as pd  # noqa: PLC0415 - none of this is wanted for the help
    from splink import DuckDBAPI, Linker, SettingsCreator  # noqa: PLC0415

    logging.getLogger("splink").setLevel(logging.ERROR)
    engine = DuckDBAPI()
    frames = (pd.DataFrame([{"rec_id": one.id, **one.cells} for one in half]) for half in (first, second))
    tables = [
        # Nothing is what it takes for missing.
        engine.register(frame.replace("", None), table_name=name)
        for frame, name in zip(frames, ("first", "second"), strict=True)
    ]
    linker = Linker(
        tables,
        SettingsCreator(
            unique_id_column_name="rec_id",
            link_type="link_only",
            blocking_rules_to_generate_predictions=_blocks(numbered=numbered, address=address),
            comparisons=_comparisons(numbered=numbered, address=address),
            retain_matching_columns=False,
        ),
        log_level=logging.ERROR,
    )
    _train(linker, numbered=numbered, address=address)
    found = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    pairs: dict[tuple[str, str], float] = {}
    for one, other, probability in found[["rec_id_l", "rec_id_r", "match_probability"]].itertuples(
        index=False
    ):
        pair = (one, other) if one.endswith("org") else (other, one)
        pairs[pair] = probability
    return pairs


def _blocks(*, numbered: bool, address: bool) -> list[Any]:
    from splink import block_on  # noqa: PLC0415

    rules = [
        block_on("given_name", "surname"),
        block_on("date_of_birth"),
        block_on("surname", "suburb"),
        block_on("given_name", "suburb"),
    ]
    if numbered:
        rules.append(block_on("soc_sec_id"))
    if address:
        rules += [
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ]
    return rules


def _comparisons(*, numbered: bool, address: bool) -> list[Any]:
    import splink.comparison_library as library  # noqa: PLC0415

    compared: list[Any] = [
        library.NameComparison("given_name"),
        library.NameComparison("surname"),
        library.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        library.DamerauLevenshteinAtThresholds("suburb", [1, 2]).configure(term_frequency_adjustments=True),
    ]
    if numbered:
        compared.append(library.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]))
    if address:
        compared += [
            library.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            library.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
                term_frequency_adjustments=True
            ),
            library.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        ]
    return compared


def _train(linker: Any, *, numbered: bool, address: bool) -> None:  # noqa: ANN401 - its names are its own
    from splink import block_on  # noqa: PLC0415

    sure = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("surname", "date_of_birth", "suburb"),
    ]
    sure.append(block_on("given_name", "date_of_birth", "suburb"))
    if numbered:
        sure.append(block_on("soc_sec_id"))
    learn = linker.training
    learn.estimate_probability_two_random_records_match(sure, recall=0.9 if numbered else 0.8)
    learn.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    sessions = [block_on("date_of_birth"), block_on("postcode" if address else "suburb")]
    for rule in sessions:
        # Few records: a sample of them would teach nothing.
        learn.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
