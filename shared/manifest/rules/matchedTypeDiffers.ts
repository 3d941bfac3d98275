import { replaceNode } from '../formFix';
import { isMatchableType, splitMatchableId } from '../matchableId';
import type { Rule } from '../rule';

/** A matched entry whose type contradicts the first half of its id. */
export const matchedTypeDiffers: Rule = {
  code: 'manifest.matched-type-differs',
  level: 'error',
  doc: 'The type decides the table: where id and type disagree, rows may be loaded among those of another kind.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a", "type": «"Feature"»}]}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a", "type": "Page"}]}]}]}',
  },
  *checkExport({ document, periods }) {
    for (const { matched } of periods) {
      for (const { id, idNode, type, typeNode } of matched) {
        if (id === undefined || type === undefined || id.startsWith(`${type}/`)) continue;
        const own = splitMatchableId(id).type;
        if (own === undefined) continue;
        const isSpelling = isMatchableType(own) && own.toLowerCase() === type.toLowerCase();
        const edit = { title: `Write "${own}"`, newText: `"${own}"` };
        yield {
          place: typeNode,
          message: `type is \`${type}\`, but the id says \`${own}\``,
          related: [{ place: idNode, message: 'the id' }],
          ...(isSpelling ? { fix: replaceNode(document, typeNode, edit) } : {}),
        };
      }
    }
  },
};
