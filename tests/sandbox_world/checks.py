"""The check digits of British numbers, written down a second time."""


def nhs_check_is_right(number: str) -> bool:
    """Modulus 11 over all ten digits, weights 10 to 1 (NHS Data Dictionary, "NHS number")."""
    return sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), number, strict=True)) % 11 == 0


def upn_check_is_right(upn: str) -> bool:
    """The letter is the sum of the digits, weights 2 to 13, modulo 23 (DfE, "UPN guide")."""
    total = sum(weight * int(digit) for weight, digit in zip(range(2, 14), upn[1:], strict=True))
    return upn[0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23]
