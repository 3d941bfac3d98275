import { definitionsKeys, matchableTypes, splitMatchableId } from '../matchableId';
import { presentProperty } from '../nodeValues';
import type { Rule } from '../rule';

/** A retroactive export without the definitions of the kind of things it re-sends. */
export const retroactiveWithoutDefinitions: Rule = {
  code: 'manifest.retroactive-without-definitions',
  level: 'information',
  doc: 'An export becomes retroactive because a definition changed: without it, its new events stand beside the old definition.',
  bad: {
    text: '{"exports": [{"exportType": «["Retroactive"]», "timeDependent": [{"matchedEvents": [{"id": "Page/a"}]}]}]}',
  },
  good: {
    text: '{"exports": [{"exportType": ["Retroactive"], "pageDefinitionsFile": ["allpages.avro"], "timeDependent": [{"matchedEvents": [{"id": "Page/a"}]}]}]}',
  },
  *checkExport({ document, node, exportTypes, periods }) {
    if (!exportTypes.includes('Retroactive') || document.isBroken(node)) return;
    const touched = new Set<string | undefined>();
    for (const { matched } of periods) {
      for (const { id } of matched) touched.add(splitMatchableId(id ?? '').type);
    }
    for (const type of matchableTypes) {
      const key = definitionsKeys[type];
      const list = presentProperty(document, node, key);
      if (!touched.has(type) || document.firstChild(list) >= 0) continue;
      if (document.kind(list) === 'string') continue;
      const message = `events of type ${type} are sent again, but there is no \`${key}\``;
      yield { place: document.property(node, 'exportType'), message };
    }
  },
};
