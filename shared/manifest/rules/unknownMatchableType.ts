import { isMatchableType, matchableTypes, splitMatchableId } from '../matchableId';
import type { Rule } from '../rule';

/** Matched events of a type that Pendo does not document. */
export const unknownMatchableType: Rule = {
  code: 'manifest.unknown-matchable-type',
  level: 'warning',
  doc: 'No table is known for matched events of an unknown type: they are not loaded.',
  bad: { text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": «"Segment/a"»}]}]}]}' },
  good: { text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "TrackType/a"}]}]}]}' },
  *checkExport({ periods }) {
    for (const { matched } of periods) {
      for (const { id, idNode, type: given } of matched) {
        if (id === undefined) continue;
        const type = splitMatchableId(id).type ?? given;
        if (type === undefined || isMatchableType(type)) continue;
        const known = matchableTypes.join(', ');
        yield { place: idNode, message: `the type \`${type}\` is not known; known are ${known}` };
      }
    }
  },
};
