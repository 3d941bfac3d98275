// One manifest or bill of materials of a destination → what the rules find in it, as far as somebody wants to read.
import path from 'node:path';

import { DataSyncError } from '../errors';
import { kindOfFileName } from '../manifest/kindOfFileName';
import type { Finding } from '../manifest/rule';
import { rules } from '../manifest/rules/index';
import type { CheckedDocument, CheckQuestion, ListedFinding } from '../protocol/explore';
import type { Stores } from '../storage/createStores';
import { locationBelow } from '../storage/location';
import { BucketMirror } from '../validation/bucketMirror';
import { DocumentChecker, type FileFinding } from '../validation/checkDocument';
import { findDocuments } from '../validation/findDocuments';

type Level = Finding['level'];

const levels: readonly Level[] = ['error', 'warning', 'information', 'hint'];

/** Checks a file, which lies in the destination; a path out of it is `storage.outside-folder`. */
export async function checkFile(
  stores: Stores,
  { destination, path: below, most }: CheckQuestion,
  signal: AbortSignal,
): Promise<CheckedDocument> {
  const store = await stores.open(destination, signal);
  if (!kindOfFileName(path.posix.basename(below)) || !(await store.stat(below, signal))) {
    const message = `${store.url}/${below}: there is no such exportmanifest.json or billofmaterials.json; name one as listExports does`;
    throw new DataSyncError('storage.not-found', message, { path: below });
  }
  const mirror = new BucketMirror();
  try {
    const ports = { cwd: '/', stores, mirror };
    const documents = await findDocuments([locationBelow(destination, below)], ports, signal);
    const checker = new DocumentChecker({ now: () => new Date(), mirror });
    const found: FileFinding[] = [];
    for (const document of documents) found.push(...(await checker.check(document, signal)));
    return describeFindings(found, most);
  } finally {
    await mirror.dispose();
  }
}

function describeFindings(found: readonly FileFinding[], most: number): CheckedDocument {
  const countOf = (level: Level) => found.filter(each => each.level === level).length;
  const codes = new Set(found.map(({ code }) => code));
  return {
    counts: {
      error: countOf('error'),
      warning: countOf('warning'),
      information: countOf('information'),
      hint: countOf('hint'),
    },
    findings: worstFirst(found).slice(0, most).map(listed),
    rules: rules.filter(({ code }) => codes.has(code)).map(({ code, doc }) => ({ code, why: doc })),
  };
}

/** A year of delete-only entries must not hide an error, nor the only hint of another kind. */
function worstFirst(found: readonly FileFinding[]): FileFinding[] {
  const seen = new Set<string>();
  const [firsts, again]: [FileFinding[], FileFinding[]] = [[], []];
  for (const level of levels) {
    for (const finding of found) {
      if (finding.level !== level) continue;
      const isRepeated = seen.has(finding.code) && level !== 'error' && level !== 'warning';
      (isRepeated ? again : firsts).push(finding);
      seen.add(finding.code);
    }
  }
  return [...firsts, ...again];
}

function listed({ code, level, message, line, column }: FileFinding): ListedFinding {
  return { code, level, message, line, column };
}
