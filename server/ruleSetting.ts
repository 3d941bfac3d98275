// The setting `pendoDataSync.rules` of an editor: the same codes and levels as in `.pendo-data-sync.json`.
import { levelNames, type RuleLevels } from '../shared/manifest/ruleSettings';
import { rules } from '../shared/manifest/rules/index';
import { closestName } from '../shared/util/closestName';
import { isRecord } from '../shared/util/isRecord';

/** The setting's name, as clients know it. */
export const ruleSettingName = 'pendoDataSync.rules';

/** The levels of a setting, and what is wrong with it; what is wrong is left out. */
export interface RuleSetting {
  readonly levels: RuleLevels;
  readonly complaints: readonly string[];
}

/** Reads a setting as a client sent it. */
export function readRuleSetting(value: unknown): RuleSetting {
  if (value === undefined || value === null) return { levels: {}, complaints: [] };
  if (!isRecord(value)) {
    return { levels: {}, complaints: [`${ruleSettingName} is no object of codes and levels`] };
  }
  const codes: readonly string[] = rules.map(({ code }) => code);
  const complaints: string[] = [];
  const levels = Object.entries(value).flatMap(([code, written]) => {
    const level = levelNames.find(name => name === written);
    if (!codes.includes(code)) complaints.push(unknownCode(code, codes));
    else if (level === undefined) complaints.push(unknownLevel(code, written));
    else return [[code, level] as const];
    return [];
  });
  return { levels: Object.fromEntries(levels), complaints };
}

function unknownCode(code: string, codes: readonly string[]): string {
  const closest = closestName(code, codes);
  const hint = closest === undefined ? 'docs/rules lists them' : `did you mean ${closest}?`;
  return `${ruleSettingName}: there is no rule "${code}"; ${hint}`;
}

function unknownLevel(code: string, written: unknown): string {
  const found = JSON.stringify(written).slice(0, 30);
  return `${ruleSettingName}: ${code} is ${found}; allowed: ${levelNames.join(', ')}`;
}
