// Definition files: what pages, features, track types and guides are called and how they match.
import type { DefinitionKind, MatchableType } from '../manifest/types';
import type { SeededRandom } from '../util/seededRandom';

import { encoded, type AvroOutput } from './avroOutput';
import { nullable, record, type AvroColumn, type AvroSchema } from './avroSchema';
import type { Guide } from './content';
import { dayMilliseconds } from './days';
import type { ActiveRule } from './matching';
import { randomFor } from './seeds';

/** Schema and rows of one definition table. */
export interface DefinitionTable {
  readonly schema: AvroSchema;
  readonly rows: readonly Uint8Array[];
}

/** Key of the bill of materials and name of the file, by kind. */
export const definitionFiles: Readonly<
  Record<DefinitionKind, { readonly key: string; readonly name: string }>
> = {
  pages: { key: 'pageDefinitionsFile', name: 'allpages' },
  features: { key: 'featureDefinitionsFile', name: 'allfeatures' },
  trackTypes: { key: 'trackTypeDefinitionsFile', name: 'alltracktypes' },
  guides: { key: 'guideDefinitionsFile', name: 'allguides' },
};

const typeOfKind: Readonly<Record<Exclude<DefinitionKind, 'guides'>, MatchableType>> = {
  pages: 'Page',
  features: 'Feature',
  trackTypes: 'TrackType',
};

const timestamps: readonly AvroColumn[] = [
  { name: 'createdAt', type: { type: 'long', logicalType: 'timestamp-millis' } },
  { name: 'lastUpdatedAt', type: nullable({ type: 'long', logicalType: 'timestamp-micros' }) },
];

/** The pages, features or track types of the rules given. */
export function matchableTable(
  kind: Exclude<DefinitionKind, 'guides'>,
  rules: readonly ActiveRule[],
  firstDay: number,
): DefinitionTable {
  const type = typeOfKind[kind];
  const rows = rules
    .filter(({ matchable }) => matchable.type === type)
    .map(active => encoded(out => writeMatchable(out, active, firstDay)));
  return { schema: matchableSchema(type), rows };
}

/** The guides of a site, which never change. */
export function guideTable(
  seed: number,
  guides: readonly Guide[],
  firstDay: number,
): DefinitionTable {
  const rows = guides.map((guide, i) => {
    const random = randomFor(seed, 'guide definition', i);
    return encoded(out => writeGuide(out, guide, random, firstDay));
  });
  return { schema: guideSchema, rows };
}

function matchableSchema(type: MatchableType): AvroSchema {
  const key = { Page: 'pageId', Feature: 'featureId', TrackType: 'trackTypeId' }[type];
  const rules = { Page: 'rules', Feature: 'elementSelectors', TrackType: 'trackTypeRules' }[type];
  return record(type, [
    { name: key, type: 'string' },
    { name: 'name', type: 'string' },
    { name: 'group', type: nullable('string') },
    { name: rules, type: { type: 'array', items: 'string' } },
    { name: 'isCoreEvent', type: 'boolean' },
    { name: 'createdBy', type: nullable(record(`${type}Author`, authorColumns)) },
    ...timestamps,
  ]);
}

const authorColumns: readonly AvroColumn[] = [
  { name: 'id', type: 'long' },
  { name: 'username', type: nullable('string') },
];

function writeMatchable(
  out: AvroOutput,
  { matchable, rule }: ActiveRule,
  firstDay: number,
): AvroOutput {
  const { id, name, group, versions } = matchable;
  const [first] = versions;
  const created = Math.max(first?.from ?? 0, firstDay - 400) * dayMilliseconds;
  // The rule's own version: an export before a change does not know of it yet.
  const updated = versions.find(version => version.rule === rule)?.from ?? 0;
  out.string(id).string(name).byte(2).string(group);
  out.long(rule.patterns.length);
  for (const pattern of rule.patterns) out.string(pattern);
  // A block of items ends with an empty block; an empty array is that block alone.
  if (rule.patterns.length > 0) out.byte(0);
  out.boolean(group === 'Core App');
  if (group === 'Default Group') out.byte(0);
  else out.byte(2).bigLong(6_485_183_463_653_376n).byte(2).string('ada@example.com');
  out.unsigned(created);
  if (updated <= (first?.from ?? 0)) return out.byte(0);
  return out.byte(2).unsigned(updated * dayMilliseconds * 1000);
}

const guideSchema = record('Guide', [
  { name: 'guideId', type: 'string' },
  { name: 'name', type: 'string' },
  {
    name: 'state',
    type: { type: 'enum', name: 'GuideState', symbols: ['draft', 'staged', 'public', 'disabled'] },
  },
  { name: 'launchMethod', type: nullable('string') },
  {
    name: 'steps',
    type: {
      type: 'array',
      items: record('GuideStep', [
        { name: 'id', type: 'string' },
        { name: 'position', type: 'int' },
      ]),
    },
  },
  { name: 'pollIds', type: { type: 'map', values: 'string' } },
  ...timestamps,
]);

function writeGuide(
  out: AvroOutput,
  { id, name, stepIds, poll }: Guide,
  random: SeededRandom,
  firstDay: number,
): AvroOutput {
  out
    .string(id)
    .string(name)
    .byte(2 * random.below(4));
  out.byte(2).string(random.pick(['auto', 'badge', 'dom']));
  out.long(stepIds.length);
  stepIds.forEach((step, i) => out.string(step).long(i));
  out.byte(0);
  if (poll) out.long(1).string(poll.type).string(poll.id);
  out.byte(0);
  return out.unsigned((firstDay - 100) * dayMilliseconds).byte(0);
}
