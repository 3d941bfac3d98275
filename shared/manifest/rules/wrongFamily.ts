import type { Rule } from '../rule';

/** Accounts or visitors in the folder of an application, or the other way round. */
export const wrongFamily: Rule = {
  code: 'manifest.wrong-family',
  level: 'error',
  doc: 'Events, accounts and visitors are loaded by different rules, and the folder says by which.',
  bad: {
    text: '{"exports": [{«"visitors"»: {"files": ["visitors-000.avro"]}}]}',
    given: 'the file lies in `datasync/1/2`',
    facts: { application: '2' },
  },
  good: {
    text: '{"exports": [{"visitors": {"files": ["visitors-000.avro"]}}]}',
    given: 'the file lies in `datasync/1/visitor`',
    facts: { application: 'visitor' },
  },
  *checkExport({ document, node }, { application }) {
    if (application === undefined) return;
    const own = ownKey(application);
    for (const key of ['timeDependent', 'accounts', 'visitors']) {
      const value = document.property(node, key);
      if (key === own || value < 0 || document.kind(value) === 'null') continue;
      // Pendo may one day list nothing where it lists no key now.
      if (document.isArray(value) && document.firstChild(value) < 0) continue;
      const place = document.propertyKey(node, key);
      yield { place, message: `\`${key}\` does not belong into the folder \`${application}\`` };
    }
  },
};

function ownKey(folder: string): string {
  return folder === 'account' ? 'accounts' : folder === 'visitor' ? 'visitors' : 'timeDependent';
}
