import { formFix } from '../formFix';
import { isMatchableType, splitMatchableId } from '../matchableId';
import type { Rule } from '../rule';

/** A matched id that is not `<Type>/<id>`. */
export const matchedIdForm: Rule = {
  code: 'manifest.matched-id-form',
  level: 'hint',
  doc: 'Matched ids are documented as `Page/<id>`: without the type before the slash a loader must look elsewhere for it.',
  bad: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": «"a"», "type": "Page"}]}]}]}',
  },
  good: {
    text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "Page/a", "type": "Page"}]}]}]}',
  },
  *checkExport({ document, periods }) {
    for (const { matched } of periods) {
      for (const { id: text, idNode, type: given } of matched) {
        if (text === undefined) continue;
        const { type, id } = splitMatchableId(text);
        if (type !== undefined && id !== '') continue;
        const level = given === undefined || id === '' ? 'error' : 'hint';
        const message = `an id is written \`<Type>/<id>\`, such as \`${given ?? 'Page'}/${id || 'abc'}\``;
        const canFix = type === undefined && id !== '' && isMatchableType(given ?? '');
        const at = document.start(idNode) + 1;
        const edit = { start: at, end: at, newText: `${given}/` };
        const fix = canFix ? { fix: formFix(`Prepend \`${given}/\``, edit) } : {};
        yield { place: idNode, message, level, ...fix };
      }
    }
  },
};
