// Runs the rules over a document, export by export, and says where what they found lies.
import { finish, type Steps } from '../util/steps';
import { CheckedExports } from './checkedExports';
import type { ManifestFacts } from './facts';
import { FindingList } from './findingList';
import { frameLocator } from './locator';
import type { ManifestDocument } from './manifestDocument';
import { describeNotJson } from './notJson';
import type { Finding, Rule } from './rule';
import { rules as allRules } from './rules/index';
import { notJson } from './rules/notJson';
import type { RuleLevels } from './ruleSettings';

export interface ValidateOptions {
  readonly facts?: ManifestFacts;
  /** Levels by code that differ from the rules' own. */
  readonly levels?: RuleLevels;
  /** Default: all. */
  readonly rules?: readonly Rule[];
  /** Findings listed of each rule; the last one says how many more there are. */
  readonly limit?: number;
  /** What was found in single exports before, by the same rules, facts and levels. */
  readonly checked?: CheckedExports;
}

/** Everything that is wrong or worth knowing in a manifest or bill of materials, sorted by position. */
export function validateManifest(
  manifest: ManifestDocument,
  options: ValidateOptions = {},
): readonly Finding[] {
  return finish(validatingManifest(manifest, options));
}

/** The same in steps. */
export function* validatingManifest(
  manifest: ManifestDocument,
  options: ValidateOptions = {},
): Steps<readonly Finding[]> {
  const { facts = {}, levels = {}, limit = 1000, checked = new CheckedExports() } = options;
  const frame = yield* manifest.loading();
  const rules = activeRules(frame.text, options);
  const isManifest = manifest.kind === 'exportManifest';
  const list = new FindingList(() => limit, levels);
  const check = { rules, facts, levels, limit, isEntry: isManifest };
  const found = yield* checked.checking(manifest.exports, check);
  for (const [index, { findings }] of found.entries()) {
    list.addExport(findings, manifest.placeOf(index));
  }
  const locator = frameLocator(manifest);
  for (const rule of rules) {
    yield* list.collecting(rule, rule.checkDocument?.(frame, facts), locator);
  }
  const view = { document: frame, exports: found.map(({ compared }) => compared) };
  const hasRoot = isManifest && frame.isObject(frame.root);
  for (const rule of hasRoot ? rules : []) {
    yield* list.collecting(rule, rule.checkManifest?.(view, facts), locator);
    yield;
  }
  return list.sorted();
}

/** What a check that is under way has found in single exports, sorted by position. */
export function findingsSoFar(
  manifest: ManifestDocument,
  { levels = {}, limit = 1000, checked }: ValidateOptions & { readonly checked: CheckedExports },
): readonly Finding[] {
  const list = new FindingList(() => limit, levels);
  for (const [index, part] of manifest.isDivided ? manifest.exports.entries() : []) {
    const known = checked.of(part);
    if (known) list.addExport(known.findings, manifest.placeOf(index));
  }
  return list.sorted();
}

/** Of what is no JSON only one rule speaks. */
function activeRules(
  text: string,
  { rules = allRules, levels = {} }: ValidateOptions,
): readonly Rule[] {
  const enabled = rules.filter(({ code }) => levels[code] !== 'off');
  const isJson = text === '' || describeNotJson(text) === undefined;
  return isJson ? enabled : enabled.filter(rule => rule === notJson);
}
