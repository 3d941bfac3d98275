import type { ColumnsRun } from '../comparedExport';
import type { AvroFileFact } from '../facts';
import type { Rule } from '../rule';

/** Files of one kind whose columns differ from those of the export before. */
export const schemaDiffers: Rule = {
  code: 'manifest.schema-differs',
  level: 'information',
  doc: 'Columns come, go and change their type with Pendo: a table made for the export before may not fit.',
  bad: {
    text: '{"exports": [{"counter": 1, "rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["a.avro"]}, {"counter": 2, "rootUrl": "gs://b/datasync/1/2/bb", "pageDefinitionsFile": [«"a.avro"»]}]}',
    given: 'the file of `bb` has a column more',
    facts: { avroFile: exportId => withColumns(exportId === 'aa' ? ['id'] : ['id', 'name']) },
  },
  good: {
    text: '{"exports": [{"counter": 1, "rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["a.avro"]}, {"counter": 2, "rootUrl": "gs://b/datasync/1/2/bb", "pageDefinitionsFile": ["a.avro"]}]}',
    given: 'both files have the same columns',
    facts: { avroFile: () => withColumns(['id']) },
  },
  *checkManifest({ exports }) {
    const last = new Map<string, ColumnsRun>();
    const inOrder = exports.toSorted((a, b) => (a.counter?.value ?? 0) - (b.counter?.value ?? 0));
    for (const run of inOrder.flatMap(({ columns }) => columns)) {
      const before = last.get(run.kind);
      last.set(run.kind, run);
      if (!before || before.columns === run.columns) continue;
      const change = describeChange(before.columns, run.columns);
      if (change === undefined) continue;
      yield {
        place: run.first,
        message: `the columns differ from the file before: ${change}`,
        related: [{ place: before.last, message: 'the file before' }],
      };
    }
  },
};

const shownColumns = 5;

/** Undefined when both have the same columns, in whatever order. */
function describeChange(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | undefined {
  const added = [...after.keys()].filter(name => !before.has(name));
  const gone = [...before.keys()].filter(name => !after.has(name));
  const changed = [...after]
    .filter(([name, type]) => before.has(name) && before.get(name) !== type)
    .map(([name, type]) => `${name} (${before.get(name)} → ${type})`);
  const parts = [part('new', added), part('gone', gone), part('changed', changed)].flat();
  return parts.length === 0 ? undefined : parts.join('; ');
}

function part(what: string, columns: readonly string[]): string[] {
  if (columns.length === 0) return [];
  const more = columns.length > shownColumns ? ` and ${columns.length - shownColumns} more` : '';
  return [`${what} ${columns.slice(0, shownColumns).join(', ')}${more}`];
}

function withColumns(names: readonly string[]): AvroFileFact {
  const columns = new Map(names.map(name => [name, '"string"']));
  return { kind: 'read', rowCount: 1, columns, periods: undefined };
}
