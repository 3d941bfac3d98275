// What a field means, and what its value says.
import { MarkupKind, type Hover } from 'vscode-languageserver';

import type { Field } from '../../shared/manifest/fieldType';
import { describeValue } from './describeValue';
import { memberRange, type SectionOffset } from './section';
import { schemaPlaceAt } from './schemaPlace';
import type { Surroundings } from './surroundings';

/** Pendo's own words on exports of events, and on those of accounts and visitors. */
const articles = {
  events:
    'https://support.pendo.io/hc/en-us/articles/14617105854875-Data-Sync-event-export-handling',
  records:
    'https://support.pendo.io/hc/en-us/articles/28853273026971-Data-Sync-account-and-visitor-export-handling',
};
const recordFields = ['accounts', 'visitors', 'metadataSchemaFile'];

/** The hover at an offset; null outside of every known field. */
export function hoverAt(at: SectionOffset, around: Surroundings): Hover | null {
  const place = schemaPlaceAt(at);
  if (!place) return null;
  const { section, field, key, value, isKey } = place;
  const parts = [describeField(field), ...describeValue(place, around)];
  const range = isKey
    ? section.rangeOf(key)
    : section.json.isContainer(value)
      ? memberRange(section, key)
      : section.rangeOf(value);
  return { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') }, range };
}

function describeField({ name, description, source, example, presence }: Field): string {
  const article = recordFields.includes(name) ? articles.records : articles.events;
  const origin =
    source === 'documented' ? `[Documented by Pendo](${article})` : 'Inferred from examples';
  const shown = example === undefined ? '' : `, for example \`${example}\``;
  return `**${name}** (${presence}): ${description}\n\n${origin}${shown}.`;
}
