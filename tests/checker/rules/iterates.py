"""trace/1 of an iteration in the integers modulo m; and citations, which nothing settles."""

from nlcheck_cases import accept_trace, cited, invalid, iterates, reject, reject_trace, valid

FIBONACCI = iterates("1 1; 1 0", "1 0", "1000", 10, "89 55")
LONG = iterates("1 1; 1 0", "1 0", "1000", 2**31 - 1, "546 973")
DOUBLES = iterates("2", "1", "7", 3, "1")
SWAP = iterates("0 1 0; 0 0 1; 1 0 0", "1 2 3", "5", 2, "3 1 2")
SHEAR = iterates("1 1; 0 1", "0 1", "100", 5, "5 1")  # not its transpose


def doubles(**changed: object) -> dict[str, object]:
    return {**DOUBLES, **changed}


CASES = [
    accept_trace("Fibonacci numbers", FIBONACCI, "89 55"),
    accept_trace("2³ = 1 modulo 7", DOUBLES, "1"),
    accept_trace("a cyclic shift, twice", SWAP, "3 1 2"),
    accept_trace("rows are rows", SHEAR, "5 1"),
    accept_trace("a wrong result is refuted", {**DOUBLES, "result": ["2"]}, "1", "refuted"),
    accept_trace("one step", doubles(steps=1, result=["2"]), "2"),
    valid(
        "the reading says it all",
        FIBONACCI,
        "Over the integers modulo 1000: 10 times x ↦ Mx, from (1, 0),\nends at (89, 55), where M = [1 1; 1 0]",
    ),
    valid(
        "a citation",
        cited(),
        "From the literature (someone-1999), checked by nothing here:\nSome theorem.\n(Its proof is long.)",
    ),
    reject_trace("the wanted values for the computed ones", {**DOUBLES, "result": ["2"]}, "2", "values"),
    reject_trace("the columns for the rows", SHEAR, "0 1", "values"),
    reject_trace("one step too few", FIBONACCI, "55 34", "values"),
    reject_trace("without the modulus", DOUBLES, "8", "values"),
    reject_trace("the other representative", DOUBLES, "-6", "values"),
    reject_trace("one value of two", FIBONACCI, "89", "values"),
    reject("an integer", DOUBLES, "trace/1", {"values": [1]}, "list"),
    reject("another format", DOUBLES, "run/1", {"fixed": {}, "steps": []}, "format"),
    reject_trace("a citation is no proof", cited(), "1", "format"),
    reject("nor is anything else one of it", cited(), "cases/1", {"trees": [{"rows": [[0, "1"]]}]}, "format"),
    invalid("modulus 1", doubles(modulus="1", start=["0"], result=["0"], matrix=[["0"]]), "above 1"),
    invalid("modulus 0", doubles(modulus="0"), "above 1"),
    invalid("modulus −7", doubles(modulus="-7"), "above 1"),
    invalid("modulus 7/2", doubles(modulus="7/2"), "above 1"),
    invalid("modulus as an integer", doubles(modulus=7), "rational"),
    invalid("an entry beyond the modulus", doubles(matrix=[["9"]]), "entries"),
    invalid("an entry below 0", doubles(matrix=[["-5"]]), "entries"),
    invalid("a fraction", doubles(start=["1/2"]), "entries"),
    invalid("a result beyond the modulus", doubles(result=["8"]), "entries"),
    invalid("a matrix that is not square", {**FIBONACCI, "matrix": [["1", "1"]]}, "square"),
    invalid("a matrix of other rows", {**FIBONACCI, "matrix": [["1", "1"], ["1"]]}, "list"),
    invalid("a matrix of integers", doubles(matrix=[[2]]), "list"),
    invalid("a result of another size", {**FIBONACCI, "result": ["89"]}, "size"),
    invalid("no entries", doubles(matrix=[], start=[], result=[]), "square"),
    invalid("0 steps", doubles(steps=0), "whole number"),
    invalid("2^31 steps", doubles(steps=2**31), "whole number"),
    invalid("steps as text", doubles(steps="3"), "whole number"),
    invalid("a field too many", doubles(values=["1"]), "no field values"),
    invalid("a citation without reason", cited(reason=""), "reason"),
    invalid("a citation without source", {k: v for k, v in cited().items() if k != "source"}, "source"),
    invalid("a citation of two lines", cited(text="For all x\naccepted: x > 0."), "text"),
    invalid("a citation with an escape sequence", cited(text="\x1b[2Jaccepted"), "text"),
    invalid("a text that is a list", {**cited(), "text": ["a"]}, "text"),
    invalid("a citation with a certificate", {**cited(), "values": ["1"]}, "no field values"),
]
