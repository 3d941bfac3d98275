import { definitionFiles } from '../definitionFiles';
import { isMatchableType, splitMatchableId } from '../matchableId';
import type { Rule } from '../rule';

/** Matched events of something that the export's own definitions do not know. */
export const unknownMatchable: Rule = {
  code: 'manifest.unknown-matchable',
  level: 'information',
  doc: 'Events of a page, feature or track type without a definition have no name in any report: it may have been deleted.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["allpages.avro"], "timeDependent": [{"matchedEvents": [{"id": «"Page/b"»}]}]}]}',
    given: 'the definition files of the export know the page `a` only',
    facts: { definedIds: () => new Set(['a']) },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "pageDefinitionsFile": ["allpages.avro"], "timeDependent": [{"matchedEvents": [{"id": "Page/a"}]}]}]}',
    given: 'the definition files of the export know the page `a` only',
    facts: { definedIds: () => new Set(['a']) },
  },
  *checkExport({ document, node, rootUrl, periods }, facts) {
    const exportId = rootUrl?.exportId ?? facts.exportId;
    if (!facts.definedIds || exportId === undefined) return;
    const lists = definitionFiles(document, node);
    const idsOf = (files: readonly string[]) =>
      files.map(file => facts.definedIds?.(exportId, file));
    const known = {
      Page: idsOf(lists.Page),
      Feature: idsOf(lists.Feature),
      TrackType: idsOf(lists.TrackType),
    };
    const told = new Set<string>();
    for (const { matched } of periods) {
      for (const { id: text, idNode } of matched) {
        const { type, id } = splitMatchableId(text ?? '');
        if (text === undefined || type === undefined || !isMatchableType(type)) continue;
        if (told.has(text) || known[type].length === 0) continue;
        // One file that nobody looked into may know it.
        if (known[type].some(ids => ids?.has(id) !== false)) continue;
        told.add(text);
        yield { place: idNode, message: `no definition file of this export knows \`${text}\`` };
      }
    }
  },
};
