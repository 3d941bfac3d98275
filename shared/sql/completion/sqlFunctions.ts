// The functions of the SQLite that queries run in: how they are called, and what they give.
import type { Translate } from '../../util/translate';

/** A function of SQL. */
export interface SqlFunction {
  /** `substr(text, start, length)`; what may be left out is in brackets. */
  readonly signature: string;
  readonly text: string;
}

/** By name, in small letters. */
export function sqlFunctions(t: Translate): ReadonlyMap<string, SqlFunction> {
  return new Map(
    sources(t).map(([signature, text]) => [
      signature.slice(0, signature.indexOf('(')),
      { signature, text },
    ]),
  );
}

const sources = (t: Translate): readonly (readonly [signature: string, text: string])[] => [
  ['count(*)', t('How many rows there are; `count(x)` counts those in which x is not NULL.')],
  ['sum(x)', t('The sum; NULL where there are no values.')],
  ['total(x)', t('The sum as a floating-point number; 0.0 where there are no values.')],
  ['avg(x)', t('The average of the values that are not NULL.')],
  ['min(x)', t('The smallest value; with several arguments the smallest of them.')],
  ['max(x)', t('The largest value; with several arguments the largest of them.')],
  [
    'group_concat(x [, separator])',
    t('All values as one text, between them a comma or the separator.'),
  ],
  ['string_agg(x, separator)', t('All values as one text, with the separator between them.')],
  ['abs(x)', t('The number without its sign.')],
  ['round(x [, digits])', t('The number rounded to so many digits behind the point.')],
  ['ceil(x)', t('The smallest integer that is not below x.')],
  ['floor(x)', t('The largest integer that is not above x.')],
  ['sign(x)', t('-1, 0 or 1.')],
  ['random()', t('Some integer.')],
  ['coalesce(x, y, …)', t('The first argument that is not NULL.')],
  ['ifnull(x, y)', t('x, or y where x is NULL.')],
  ['nullif(x, y)', t('NULL where both are equal, else x.')],
  ['iif(condition, x, y)', t('x where the condition holds, else y.')],
  ['length(x)', t('Characters of a text, bytes of a blob.')],
  ['lower(text)', t('The text in small letters (ASCII only).')],
  ['upper(text)', t('The text in capitals (ASCII only).')],
  ['trim(text [, characters])', t('The text without spaces, or those characters, at both ends.')],
  ['ltrim(text [, characters])', t('The same at the beginning.')],
  ['rtrim(text [, characters])', t('The same at the end.')],
  [
    'substr(text, start [, length])',
    t('A part of a text; the first character is 1, negative counts from the end.'),
  ],
  ['instr(text, part)', t('Where the part begins, counted from 1; 0 where it is not in the text.')],
  ['replace(text, from, to)', t('The text with each `from` replaced.')],
  ['concat(x, y, …)', t('The arguments as one text; NULL counts as empty.')],
  [
    'concat_ws(separator, x, y, …)',
    t('The arguments that are not NULL, with the separator between them.'),
  ],
  ['format(pattern, …)', t('A text by a pattern such as `%d %s %.2f`.')],
  ['printf(pattern, …)', t('As `format`.')],
  ['hex(x)', t('The bytes in hexadecimal digits.')],
  ['unhex(text)', t('The bytes that hexadecimal digits stand for.')],
  ['quote(x)', t('The value as SQL would write it.')],
  ['char(code, …)', t('The characters with these codes.')],
  ['unicode(text)', t('The code of the first character.')],
  ['typeof(x)', t('`null`, `integer`, `real`, `text` or `blob`.')],
  [
    'date(time [, modifier, …])',
    t("The day, `YYYY-MM-DD`. Modifiers: `'-7 days'`, `'start of month'`, `'weekday 1'`."),
  ],
  ['time(time [, modifier, …])', t('The time of day, `HH:MM:SS`.')],
  ['datetime(time [, modifier, …])', t('Day and time, `YYYY-MM-DD HH:MM:SS`.')],
  [
    'julianday(time [, modifier, …])',
    t('Days as a number: the difference of two is the time between them.'),
  ],
  ['unixepoch(time [, modifier, …])', t('Seconds since 1970.')],
  [
    'strftime(pattern, time [, modifier, …])',
    t(
      'A time by a pattern: `%Y-%m` the month, `%W` the week, `%w` the weekday (0 is Sunday), `%H` the hour.',
    ),
  ],
  ['timediff(later, earlier)', t('The time between two times, `+YYYY-MM-DD HH:MM:SS.SSS`.')],
  [
    'json_extract(json, path)',
    t("A value of a JSON text: `json_extract(propertiesJson, '$.plan')`."),
  ],
  [
    'json_each(json [, path])',
    t(
      'A table with a row for each element: `FROM t, json_each(t.rules)`; its columns are key, value, type, …',
    ),
  ],
  ['json_tree(json [, path])', t('As `json_each`, for all that is inside too.')],
  ['json_array_length(json [, path])', t('How many elements an array has.')],
  ['json_type(json [, path])', t('The type of a JSON value.')],
  ['json_valid(text)', t('1 where the text is JSON.')],
  ['json_object(key, value, …)', t('A JSON object.')],
  ['json_array(x, …)', t('A JSON array.')],
  ['json_group_array(x)', t('All values as one JSON array.')],
  ['json_group_object(key, value)', t('All pairs as one JSON object.')],
  [
    'row_number()',
    t('The number of the row in its window: `row_number() OVER (PARTITION BY … ORDER BY …)`.'),
  ],
  ['rank()', t('The place of the row in its window; equal ones share it and leave a gap.')],
  ['dense_rank()', t('The same without gaps.')],
  ['percent_rank()', t('The place as a share from 0 to 1.')],
  ['cume_dist()', t('The share of rows that come before, or are equal.')],
  ['ntile(n)', t('In which of n parts of its window the row is.')],
  ['lag(x [, offset, default])', t('The value of the row before.')],
  ['lead(x [, offset, default])', t('The value of the row that comes next.')],
  ['first_value(x)', t('The value of the first row of the window.')],
  ['last_value(x)', t('The value of the last row of the window.')],
  ['nth_value(x, n)', t('The value of the nth row of the window.')],
];
