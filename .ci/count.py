"""Counts the tests of the last Maven run, and fails where one was skipped that should have run.

usage: count.py FILE [--may-skip REGEX] [--only REGEX]    adds the counts to FILE
       count.py FILE --total                              prints their sum
"""

import argparse
import glob
import re
import sys
import xml.etree.ElementTree as ElementTree

parser = argparse.ArgumentParser()
parser.add_argument("file")
parser.add_argument("--may-skip", default="$^")
parser.add_argument("--only", default="")
parser.add_argument("--total", action="store_true")
arguments = parser.parse_args()

if arguments.total:
    sums = [0, 0, 0]
    for line in open(arguments.file):
        sums = [total + int(number) for total, number in zip(sums, line.split())]
    print("%d passed, %d failed, %d skipped" % tuple(sums))
    sys.exit(1 if sums[0] == 0 or sums[1] else 0)

passed = failed = skipped = 0
missed = []
for report in glob.glob("*/target/surefire-reports/TEST-*.xml"):
    suite = ElementTree.parse(report).getroot()
    name = suite.get("name")
    if not re.search(arguments.only, name):
        continue
    run, wrong, not_run = (
        int(suite.get("tests")),
        int(suite.get("failures")) + int(suite.get("errors")),
        int(suite.get("skipped")),
    )
    passed, failed, skipped = passed + run - wrong - not_run, failed + wrong, skipped + not_run
    if not_run and not re.search(arguments.may_skip, name):
        missed.append(name)
print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
if missed or passed == 0:
    sys.exit("These tests should have run and were skipped: %s" % (missed or "all"))
# What may be skipped here runs in a later step, so it is not counted as skipped in the end.
with open(arguments.file, "a") as counts:
    counts.write("%d %d 0\n" % (passed, failed))
