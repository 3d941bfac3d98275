"""Avro files as Python's avro package writes and reads them, for the tests that compare with ours.

write FOLDER: one file per codec and type, and expected.json with each value's text as `show` prints it.
read FILE: the rows as JSON, one a line.
"""

import base64
import datetime
import decimal
import io
import json
import lzma
import sys
import warnings

import avro.codecs
import avro.datafile
import avro.io
import avro.schema

UTC = datetime.timezone.utc
CODECS = ["null", "deflate", "snappy", "bzip2", "zstandard"]
LONGS = [0, -1, 63, 64, -65, 2**31, 2**53, -(2**53) - 1, 2**63 - 1, -(2**63)]
TEXTS = ["", "a", "Zürich", "日本", "\U0001f600", 'say "hi"\n\\', "\u0000", "x" * 5000]
RECORD = {"type": "record", "name": "ns.Point", "fields": [
    {"name": "x", "type": "int"}, {"name": "y", "type": ["null", "double"]}]}
TREE = {"type": "record", "name": "Tree", "fields": [
    {"name": "value", "type": "long"}, {"name": "children", "type": {"type": "array", "items": "Tree"}}]}


def long(logical):
    return {"type": "long", "logicalType": logical}


def fixed(name, size, logical=None):
    schema = {"type": "fixed", "name": name, "size": size}
    return dict(schema, logicalType=logical) if logical else schema


def base64_text(value):
    return base64.b64encode(value).decode()


def millis(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def same(value):
    return value


def nanos_text(value):
    seconds, rest = divmod(value, 10**9)
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return "%s.%09d" % (moment.strftime("%Y-%m-%dT%H:%M:%S"), rest)


def local_text(value, unit, digits):
    seconds, rest = divmod(value, unit)
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return "%s.%0*d" % (moment.strftime("%Y-%m-%dT%H:%M:%S"), digits, rest)


def duration_text(value):
    months, days, ms = (int.from_bytes(value[i:i + 4], "little") for i in (0, 4, 8))
    return "P%dM%dDT%d.%03dS" % (months, days, ms // 1000, ms % 1000)


def timestamp_text(digits):
    def text(value):
        fraction = "%06d" % value.microsecond
        return value.strftime("%Y-%m-%dT%H:%M:%S.") + fraction[:digits] + "Z"
    return text


MOMENTS = [millis("1970-01-01T00:00:00"), millis("2023-02-22T01:02:03.456000"), millis("1969-12-31T23:59:59.999000")]
BYTES = [b"", b"\x00\xff", bytes(range(256))]
NANOS = [0, 1677024000123456789, -1]

# name: schema, values as avro takes them, and how `show` prints each
TYPES = {
    "null": ("null", [None, None], same),
    "boolean": ("boolean", [True, False], same),
    "int": ("int", [0, -1, 63, 64, 2**31 - 1, -(2**31)], same),
    "long": ("long", LONGS, same),
    "float": ("float", [0.5, -1.25, 0.25, float("inf"), float("nan")], same),
    "double": ("double", [0.5, 1e300, -0.1, float("-inf"), float("nan")], same),
    "bytes": ("bytes", BYTES, base64_text),
    "string": ("string", TEXTS, same),
    "fixed": (fixed("F", 3), [b"abc", b"\x00\x01\xff"], base64_text),
    "enum": ({"type": "enum", "name": "E", "symbols": ["A", "B", "C"]}, ["A", "C", "B"], same),
    "array": ({"type": "array", "items": "long"}, [[], [1, 2**60], list(range(300))], same),
    "map": ({"type": "map", "values": "string"}, [{}, {"k": "v"}, {"__proto__": "ä", "": "x"}], same),
    "record": (RECORD, [{"x": 1, "y": None}, {"x": -1, "y": 0.5}], same),
    "recursive": (TREE, [{"value": 1, "children": [{"value": 2, "children": []}]}], same),
    "null first": (["null", "string"], [None, "x", ""], same),
    "null last": (["long", "null"], [2**60, None], same),
    "mixed union": (["string", "null", "long", "boolean", RECORD], ["x", None, 5, True, {"x": 1, "y": 2.5}], same),
    "date": ({"type": "int", "logicalType": "date"},
             [datetime.date(1970, 1, 1), datetime.date(2023, 2, 22), datetime.date(1, 1, 1), datetime.date(9999, 12, 31)],
             lambda value: value.isoformat()),
    "time-millis": ({"type": "int", "logicalType": "time-millis"},
                    [datetime.time(0, 0), datetime.time(23, 59, 59, 999000)],
                    lambda value: value.strftime("%H:%M:%S.") + "%03d" % (value.microsecond // 1000)),
    "time-micros": (long("time-micros"), [datetime.time(0, 0), datetime.time(1, 2, 3, 4)],
                    lambda value: value.strftime("%H:%M:%S.%f")),
    "timestamp-millis": (long("timestamp-millis"), MOMENTS, timestamp_text(3)),
    "timestamp-micros": (long("timestamp-micros"), MOMENTS + [millis("2023-02-22T01:02:03.456789")], timestamp_text(6)),
    "uuid": ({"type": "string", "logicalType": "uuid"}, ["01234567-89ab-cdef-0123-456789abcdef"], same),
    "decimal bytes": ({"type": "bytes", "logicalType": "decimal", "precision": 20, "scale": 4},
                      [decimal.Decimal("0.0000"), decimal.Decimal("-12.3456"), decimal.Decimal("1234567890123456.7890")], str),
    "decimal fixed": (dict(fixed("D", 8, "decimal"), precision=10, scale=2),
                      [decimal.Decimal("0.00"), decimal.Decimal("-12345678.90")], str),
    # This package writes what follows as base types; the attribute stands in the schema.
    "timestamp-nanos": (long("timestamp-nanos"), NANOS, lambda value: nanos_text(value) + "Z"),
    "local-timestamp-millis": (long("local-timestamp-millis"), [0, -1, 1677024000123],
                               lambda value: local_text(value, 1000, 3)),
    "local-timestamp-micros": (long("local-timestamp-micros"), [0, -1, 1677024000123456],
                               lambda value: local_text(value, 10**6, 6)),
    "local-timestamp-nanos": (long("local-timestamp-nanos"), NANOS, nanos_text),
    "duration": (fixed("Du", 12, "duration"), [bytes(12), bytes(range(1, 13)), b"\xff" * 12], duration_text),
    "unknown logical": (long("fortnights"), LONGS, same),
}


def shown(value):
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return json.dumps("NaN" if value != value else "Infinity" if value > 0 else "-Infinity")
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def record_schema(schema):
    return {"type": "record", "name": "Row", "fields": [{"name": "v", "type": schema}]}


def encoded(schema, values):
    buffer = io.BytesIO()
    writer = avro.io.DatumWriter(schema)
    encoder = avro.io.BinaryEncoder(buffer)
    for value in values:
        writer.write({"v": value}, encoder)
    return buffer.getvalue()


def write_xz(path, text, values, check):
    """The package has no xz: a container by hand around lzma, in two blocks."""
    schema = avro.schema.parse(text)
    marker = bytes(range(16))
    out = io.BytesIO()
    encoder = avro.io.BinaryEncoder(out)
    out.write(b"Obj\x01")
    encoder.write_long(2)
    for key, value in (("avro.codec", b"xz"), ("avro.schema", text.encode())):
        encoder.write_utf8(key)
        encoder.write_bytes(value)
    encoder.write_long(0)
    out.write(marker)
    for part in (values[:1], values[1:]):
        if part:
            encoder.write_long(len(part))
            encoder.write_bytes(lzma.compress(encoded(schema, part), format=lzma.FORMAT_XZ, check=check))
            out.write(marker)
    with open(path, "wb") as file:
        file.write(out.getvalue())


def write(folder):
    expected = {}
    for index, (name, (schema, values, text_of)) in enumerate(TYPES.items()):
        text = json.dumps(record_schema(schema))
        values = values * 40
        expected[name] = {"texts": [shown(text_of(value)) for value in values], "files": {}}
        for codec in CODECS:
            path = "%s/%d-%s.avro" % (folder, index, codec)
            with open(path, "wb") as file:
                writer = avro.datafile.DataFileWriter(file, avro.io.DatumWriter(), avro.schema.parse(text), codec=codec)
                for row, value in enumerate(values):
                    writer.append({"v": value})
                    if row % 50 == 49:
                        writer.sync()
                writer.close()
            expected[name]["files"][codec] = path
        for check, label in ((lzma.CHECK_CRC64, "xz"), (lzma.CHECK_CRC32, "xz crc32"), (lzma.CHECK_NONE, "xz unchecked")):
            path = "%s/%d-%s.avro" % (folder, index, label.replace(" ", "-"))
            write_xz(path, text, values, check)
            expected[name]["files"][label] = path
    with open(folder + "/expected.json", "w") as file:
        json.dump(expected, file)


def read(path):
    def plain(value):
        if isinstance(value, bytes):
            return base64_text(value)
        raise TypeError(type(value))
    with open(path, "rb") as file:
        for row in avro.datafile.DataFileReader(file, avro.io.DatumReader()):
            print(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain))


if __name__ == "__main__":
    # It warns of each logical type that it does not know.
    warnings.simplefilter("ignore")
    sys.stdout.reconfigure(encoding="utf-8")
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
