"""A JUnit report: one test case for each claim, so that a CI system can show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET


def junit_xml(ledger: Mapping[str, Any]) -> str:
    """Return the report; a failed claim is a failure, an undecided one an error."""
    summary = ledger["summary"]
    counts = {"tests": summary["claims"], "failures": summary["failed"], "errors": summary["undecided"]}
    attributes = {"name": "nlverify", "time": str(summary["seconds"]), **{k: str(v) for k, v in counts.items()}}
    suites = ET.Element("testsuites", attributes)
    suite = ET.SubElement(suites, "testsuite", attributes)
    for claim in ledger["claims"]:
        place = {"classname": claim["group"] or "nlverify", "name": claim["id"], "time": str(claim["seconds"])}
        case = ET.SubElement(suite, "testcase", place)
        tag = {"failed": "failure", "undecided": "error"}.get(claim["verdict"])
        if tag:
            lines = claim["problems"]
            ET.SubElement(case, tag, {"message": lines[0] if lines else claim["verdict"]}).text = "\n".join(lines)
        said = [f"tier: {claim['tier']}", *([] if claim["published"] else [ledger["corpus"]["label"]]), *claim["notes"]]
        ET.SubElement(case, "system-out").text = "\n".join(said)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"
