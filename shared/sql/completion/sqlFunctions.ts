// The functions of the SQLite that queries run in: how they are called, and what they give.

/** A function of SQL. */
export interface SqlFunction {
  /** `substr(text, start, length)`; what may be left out is in brackets. */
  readonly signature: string;
  readonly text: string;
}

const sources: readonly (readonly [signature: string, text: string])[] = [
  ['count(*)', 'How many rows there are; `count(x)` counts those in which x is not NULL.'],
  ['sum(x)', 'The sum; NULL where there are no values.'],
  ['total(x)', 'The sum as a floating-point number; 0.0 where there are no values.'],
  ['avg(x)', 'The average of the values that are not NULL.'],
  ['min(x)', 'The smallest value; with several arguments the smallest of them.'],
  ['max(x)', 'The largest value; with several arguments the largest of them.'],
  [
    'group_concat(x [, separator])',
    'All values as one text, between them a comma or the separator.',
  ],
  ['string_agg(x, separator)', 'All values as one text, with the separator between them.'],
  ['abs(x)', 'The number without its sign.'],
  ['round(x [, digits])', 'The number rounded to so many digits behind the point.'],
  ['ceil(x)', 'The smallest integer that is not below x.'],
  ['floor(x)', 'The largest integer that is not above x.'],
  ['sign(x)', '-1, 0 or 1.'],
  ['random()', 'Some integer.'],
  ['coalesce(x, y, …)', 'The first argument that is not NULL.'],
  ['ifnull(x, y)', 'x, or y where x is NULL.'],
  ['nullif(x, y)', 'NULL where both are equal, else x.'],
  ['iif(condition, x, y)', 'x where the condition holds, else y.'],
  ['length(x)', 'Characters of a text, bytes of a blob.'],
  ['lower(text)', 'The text in small letters (ASCII only).'],
  ['upper(text)', 'The text in capitals (ASCII only).'],
  ['trim(text [, characters])', 'The text without spaces, or those characters, at both ends.'],
  ['ltrim(text [, characters])', 'The same at the beginning.'],
  ['rtrim(text [, characters])', 'The same at the end.'],
  [
    'substr(text, start [, length])',
    'A part of a text; the first character is 1, negative counts from the end.',
  ],
  ['instr(text, part)', 'Where the part begins, counted from 1; 0 where it is not in the text.'],
  ['replace(text, from, to)', 'The text with each `from` replaced.'],
  ['concat(x, y, …)', 'The arguments as one text; NULL counts as empty.'],
  [
    'concat_ws(separator, x, y, …)',
    'The arguments that are not NULL, with the separator between them.',
  ],
  ['format(pattern, …)', 'A text by a pattern such as `%d %s %.2f`.'],
  ['printf(pattern, …)', 'As `format`.'],
  ['hex(x)', 'The bytes in hexadecimal digits.'],
  ['unhex(text)', 'The bytes that hexadecimal digits stand for.'],
  ['quote(x)', 'The value as SQL would write it.'],
  ['char(code, …)', 'The characters with these codes.'],
  ['unicode(text)', 'The code of the first character.'],
  ['typeof(x)', '`null`, `integer`, `real`, `text` or `blob`.'],
  [
    'date(time [, modifier, …])',
    "The day, `YYYY-MM-DD`. Modifiers: `'-7 days'`, `'start of month'`, `'weekday 1'`.",
  ],
  ['time(time [, modifier, …])', 'The time of day, `HH:MM:SS`.'],
  ['datetime(time [, modifier, …])', 'Day and time, `YYYY-MM-DD HH:MM:SS`.'],
  [
    'julianday(time [, modifier, …])',
    'Days as a number: the difference of two is the time between them.',
  ],
  ['unixepoch(time [, modifier, …])', 'Seconds since 1970.'],
  [
    'strftime(pattern, time [, modifier, …])',
    'A time by a pattern: `%Y-%m` the month, `%W` the week, `%w` the weekday (0 is Sunday), `%H` the hour.',
  ],
  ['timediff(later, earlier)', 'The time between two times, `+YYYY-MM-DD HH:MM:SS.SSS`.'],
  ['json_extract(json, path)', "A value of a JSON text: `json_extract(propertiesJson, '$.plan')`."],
  [
    'json_each(json [, path])',
    'A table with a row for each element: `FROM t, json_each(t.rules)`; its columns are key, value, type, …',
  ],
  ['json_tree(json [, path])', 'As `json_each`, for all that is inside too.'],
  ['json_array_length(json [, path])', 'How many elements an array has.'],
  ['json_type(json [, path])', 'The type of a JSON value.'],
  ['json_valid(text)', '1 where the text is JSON.'],
  ['json_object(key, value, …)', 'A JSON object.'],
  ['json_array(x, …)', 'A JSON array.'],
  ['json_group_array(x)', 'All values as one JSON array.'],
  ['json_group_object(key, value)', 'All pairs as one JSON object.'],
  [
    'row_number()',
    'The number of the row in its window: `row_number() OVER (PARTITION BY … ORDER BY …)`.',
  ],
  ['rank()', 'The place of the row in its window; equal ones share it and leave a gap.'],
  ['dense_rank()', 'The same without gaps.'],
  ['percent_rank()', 'The place as a share from 0 to 1.'],
  ['cume_dist()', 'The share of rows that come before, or are equal.'],
  ['ntile(n)', 'In which of n parts of its window the row is.'],
  ['lag(x [, offset, default])', 'The value of the row before.'],
  ['lead(x [, offset, default])', 'The value of the row that comes next.'],
  ['first_value(x)', 'The value of the first row of the window.'],
  ['last_value(x)', 'The value of the last row of the window.'],
  ['nth_value(x, n)', 'The value of the nth row of the window.'],
];

/** By name, in small letters. */
export const sqlFunctions: ReadonlyMap<string, SqlFunction> = new Map(
  sources.map(([signature, text]) => [
    signature.slice(0, signature.indexOf('(')),
    { signature, text },
  ]),
);
