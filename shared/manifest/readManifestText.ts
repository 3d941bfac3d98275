// The doors for those who load: text → manifest, or one error that says what is wrong.
import { DataSyncError } from '../errors';
import type { JsonDocument } from '../json/jsonDocument';
import { noNode } from '../json/nodeTable';
import { parseJson } from '../json/parseJson';
import type { Problem } from '../json/problem';
import { describeNotJson } from './notJson';
import { readManifest, type ReadOptions } from './readManifest';
import type { BillOfMaterials, ExportManifest } from './types';

/** A manifest and the document that its `at`s point into. */
export interface ManifestText {
  readonly manifest: ExportManifest;
  readonly document: JsonDocument;
}

export interface ReadTextOptions extends ReadOptions {
  /** What messages call it, such as its path. */
  readonly name?: string;
}

/** Reads a manifest, also a broken one; what is no JSON at all throws `manifest.not-json`. */
export function readManifestText(text: string, options: ReadTextOptions = {}): ManifestText {
  const name = options.name ?? 'the manifest';
  const found = describeNotJson(text);
  if (found !== undefined) {
    const looks = /^(empty|white)/.test(found) ? `is ${found}` : `looks like ${found}`;
    throw new DataSyncError('manifest.not-json', `${name} is no JSON: it ${looks}`, { name });
  }
  const document = parseJson(text);
  return { document, manifest: readManifest(document, options) };
}

/** Reads a manifest that is going to be loaded: throws unless all of it could be read. */
export function readLoadableManifest(text: string, options: ReadTextOptions = {}): ManifestText {
  const read = readManifestText(text, options);
  requireLoadable(read.document, read.manifest, options.name);
  return read;
}

/** Throws `manifest.invalid` with the first place that loading cannot do without. */
export function requireLoadable(
  document: JsonDocument,
  content: ExportManifest | BillOfMaterials,
  name = 'the manifest',
): void {
  const faults = [...syntaxFaults(document), ...shapeFaults(document, content)];
  const first = faults[0];
  if (!first) return;
  const { line, column } = document.positionAt(first.start);
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  throw new DataSyncError(
    'manifest.invalid',
    `${name}:${line}:${column}: ${first.message}${more}: nothing is loaded from it; \`validate\` shows all`,
    { name, line, column, count: faults.length },
  );
}

interface Fault {
  readonly start: number;
  readonly message: string;
}

function syntaxFaults(document: JsonDocument): readonly Fault[] {
  return document.problems.filter(problem => !isHarmless(problem));
}

/** A byte order mark changes nothing of what is read. */
function isHarmless({ code }: Problem): boolean {
  return code === 'byte-order-mark';
}

function* shapeFaults(
  document: JsonDocument,
  content: ExportManifest | BillOfMaterials,
): Iterable<Fault> {
  if (!document.isObject(document.root)) {
    yield { start: 0, message: `an object belongs here, found ${document.kind(document.root)}` };
  } else if ('exports' in content && document.property(document.root, 'exports') === noNode) {
    const isBill = document.property(document.root, 'timeDependent') !== noNode;
    const found = isBill ? ': this looks like a bill of materials' : '';
    yield { start: 0, message: `there is no list of \`exports\`${found}` };
  }
  for (const { at, message, fatal } of content.unread ?? []) {
    if (fatal) yield { start: document.start(at), message };
  }
}
