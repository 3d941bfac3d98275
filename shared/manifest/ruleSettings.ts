// `.pendo-data-sync.json`: how serious each rule is in the folders below it.
import { DataSyncError } from '../errors';
import type { JsonDocument } from '../json/jsonDocument';
import { parseJson } from '../json/parseJson';
import { closestName } from '../util/closestName';
import type { Level } from './rule';
import { rules } from './rules/index';
import type { NodeIndex } from './types';

/** Levels by code that differ from the rules' own. */
export type RuleLevels = Readonly<Partial<Record<string, Level>>>;

/** The file's name, in a workspace or any folder above the manifests. */
export const ruleSettingsFile = '.pendo-data-sync.json';

/** From the most serious on. */
export const levelNames: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];

/** For `{"rules": {"manifest.counter-gap": "off"}}` the level of that code; anything wrong is `manifest.bad-settings`. */
export function parseRuleSettings(text: string, shown: string): RuleLevels {
  const document = parseJson(text);
  const [problem] = document.problems;
  const fail = (at: number, message: string): DataSyncError => {
    const { line, column } = document.positionAt(at);
    const place = `${shown}:${line}:${column}`;
    return new DataSyncError('manifest.bad-settings', `${place}: ${message}`, { path: shown });
  };
  if (problem) throw fail(problem.start, problem.message);
  if (!document.isObject(document.root)) {
    throw fail(0, 'settings are an object such as {"rules": {"manifest.counter-gap": "off"}}');
  }
  for (const key of document.children(document.root)) {
    const name = document.keyName(key);
    if (name !== 'rules' && name !== '$schema') {
      throw fail(document.start(key), `there is no setting "${name}"; allowed: rules`);
    }
  }
  const list = document.property(document.root, 'rules');
  if (list < 0) return {};
  if (!document.isObject(list)) {
    throw fail(document.start(list), '"rules" is an object of codes and levels');
  }
  const read = [...document.children(list)].map(key => readLevel(document, key, fail));
  return Object.fromEntries(read);
}

type Fail = (at: number, message: string) => DataSyncError;

function readLevel(document: JsonDocument, key: NodeIndex, fail: Fail): [string, Level] {
  const code = document.keyName(key);
  const codes = rules.map(rule => rule.code);
  if (!codes.some(known => known === code)) {
    const closest = closestName(code, codes);
    const hint = closest === undefined ? 'docs/rules lists them' : `did you mean ${closest}?`;
    throw fail(document.start(key), `there is no rule "${code}"; ${hint}`);
  }
  const value = document.valueOf(key);
  const level = levelNames.find(name => name === document.stringValue(value));
  if (level === undefined) {
    const found = document.rawText(value).slice(0, 30);
    const allowed = levelNames.join(', ');
    throw fail(document.start(value), `${code} is ${found}; allowed: ${allowed}`);
  }
  return [code, level];
}
