import type { JsonDocument } from '../json/jsonDocument';
import { definitionsKeys } from './matchableId';
import { presentProperty } from './nodeValues';
import type { MatchableType, NodeIndex } from './types';

/** Paths of the files that define the pages, features and track types of an export. */
export type DefinitionFiles = Readonly<Record<MatchableType, readonly string[]>>;

/** The definition files that an entry of a manifest, or a bill of materials, lists. */
export function definitionFiles(document: JsonDocument, node: NodeIndex): DefinitionFiles {
  const filesOf = (type: MatchableType): readonly string[] => {
    const list = presentProperty(document, node, definitionsKeys[type]);
    const single = document.stringValue(list);
    if (single !== undefined) return [single];
    if (!document.isArray(list)) return [];
    return [...document.children(list)].flatMap(child => document.stringValue(child) ?? []);
  };
  return { Page: filesOf('Page'), Feature: filesOf('Feature'), TrackType: filesOf('TrackType') };
}
