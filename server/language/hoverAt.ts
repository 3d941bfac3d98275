// What a field means, and what its value says.
import { MarkupKind, type Hover } from 'vscode-languageserver';

import type { Field } from '../../shared/manifest/fieldType';
import type { OpenManifest } from '../openManifest';
import { memberRange, nodeRange } from '../ranges';
import { describeValue, type ValueContext } from './describeValue';
import { schemaPlaceAt } from './schemaPlace';

/** The hover at an offset; null outside of every known field. */
export function hoverAt(
  manifest: OpenManifest,
  offset: number,
  context: ValueContext,
): Hover | null {
  const place = schemaPlaceAt(manifest, offset);
  if (!place) return null;
  const { json } = manifest;
  const parts = [describeField(place.field), ...describeValue(manifest, place, context)];
  const isWhole = place.isKey || json.isContainer(place.value);
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') },
    range: isWhole
      ? place.isKey
        ? nodeRange(json, place.key)
        : memberRange(json, place.key)
      : nodeRange(json, place.value),
  };
}

function describeField({ name, description, source, example, presence }: Field): string {
  const origin = source === 'documented' ? 'Documented by Pendo' : 'Inferred from examples';
  const shown = example === undefined ? '' : `, for example \`${example}\``;
  return `**${name}** (${presence}): ${description}\n\n${origin}${shown}.`;
}
