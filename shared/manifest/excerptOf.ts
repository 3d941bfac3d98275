import type { Steps } from '../util/steps';
import type { ExportPart } from './exportPart';
import { elementsOf } from './exportView';
import type { ManifestDocument } from './manifestDocument';

/** Which exports of a manifest are meant. */
export type ExportChoice =
  /** The one at this place among them. */
  | { readonly index: number }
  /** Those with this counter: a manifest may use one twice. */
  | { readonly counter: number };

/**
 * The text of a manifest with only some of its exports, each as it is written, and with all that stands
 * around them; undefined where there is none.
 */
export function excerptOf(
  document: ManifestDocument,
  choice: ExportChoice,
): Steps<string | undefined> {
  return 'index' in choice
    ? excerptWith(document, index => index === choice.index)
    : excerptOfCounters(document, counter => counter === choice.counter);
}

/** The same, of all exports whose counter is wanted. */
export function excerptOfCounters(
  document: ManifestDocument,
  isWanted: (counter: number | undefined) => boolean,
): Steps<string | undefined> {
  return excerptWith(document, function* (_, part) {
    return isWanted(yield* counterOf(part));
  });
}

function* excerptWith(
  { frame, exports }: ManifestDocument,
  isChosen: (index: number, part: ExportPart) => boolean | Steps<boolean>,
): Steps<string | undefined> {
  const texts: string[] = [];
  for (const [index, part] of exports.entries()) {
    const chosen = isChosen(index, part);
    if (typeof chosen === 'boolean' ? chosen : yield* chosen) texts.push(textOf(part));
    yield;
  }
  const nodes = elementsOf(frame, frame.property(frame.root, 'exports'));
  const [first] = nodes;
  const last = nodes.at(-1);
  if (texts.length === 0 || first === undefined || last === undefined) return undefined;
  const head = frame.text.slice(0, frame.start(first));
  return head + texts.join(',\n') + frame.text.slice(frame.end(last));
}

function* counterOf(part: ExportPart): Steps<number | undefined> {
  const json = yield* part.loading();
  return json.numberValue(json.property(part.node, 'counter'));
}

function textOf({ json, node }: ExportPart): string {
  return json.text.slice(json.start(node), json.end(node));
}
