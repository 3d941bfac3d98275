import type { CellForms } from './cellForms';

/** A result may have two columns of one name, an object may not: the second is `a_2`. */
export function distinctNames(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map(column => {
    let name = column;
    for (let number = 2; taken.has(name); number++) name = `${column}_${number}`;
    taken.add(name);
    return name;
  });
}

/** One row as a JSON object with these names. */
export function rowObject<T>(
  names: readonly string[],
  row: readonly T[],
  forms: CellForms<T>,
): string {
  const members = row.map((value, i) => `${JSON.stringify(names[i])}:${forms.json(value, i)}`);
  return `{${members.join(',')}}`;
}
