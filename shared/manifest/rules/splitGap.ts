import type { FilesView } from '../exportView';
import type { Rule, RuleFinding } from '../rule';
import type { NodeIndex } from '../types';

/** A number left out between the parts of a table or a period. */
export const splitGap: Rule = {
  code: 'manifest.split-gap',
  level: 'warning',
  doc: 'What is too large for one file comes in numbered ones: a number that is left out is a file whose rows nobody loads.',
  bad: {
    text: '{"exports": [{"pageDefinitionsFile": ["allpages-000.avro", «"allpages-002.avro"»]}]}',
  },
  good: {
    text: '{"exports": [{"pageDefinitionsFile": ["allpages-000.avro", "allpages-001.avro"]}]}',
  },
  *checkExport({ lists, eventLists }) {
    for (const each of [lists, eventLists]) {
      for (const list of each) if (list.files.length > 1) yield* gaps(list);
    }
  },
};

interface Part {
  readonly number: number;
  readonly node: NodeIndex;
}

function* gaps({ files, fileNodes }: FilesView): Iterable<RuleFinding> {
  const groups = new Map<string, Part[]>();
  for (const [index, file] of files.entries()) {
    const [, name, digits] = /^(.*-)(\d{3,9})\.avro$/.exec(file) ?? [];
    if (name === undefined) continue;
    const part = { number: Number(digits), node: fileNodes[index] ?? -1 };
    const parts = groups.get(name);
    if (parts) parts.push(part);
    else groups.set(name, [part]);
  }
  for (const [name, parts] of groups) {
    const sorted = parts.toSorted((a, b) => a.number - b.number);
    for (const [index, { number, node }] of sorted.entries()) {
      const before = sorted[index - 1];
      if (!before || number - before.number <= 1) continue;
      const missing = `${name}${String(before.number + 1).padStart(3, '0')}.avro`;
      yield {
        place: node,
        message: `\`${missing}\` is left out between the numbered files`,
        related: [{ place: before.node, message: 'the file before the gap' }],
      };
    }
  }
}
