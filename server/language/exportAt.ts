import { noNode } from '../../shared/json/nodeTable';
import { summarizeExport } from '../../shared/manifest/exportView';
import type { OpenManifest } from '../openManifest';

/** The folder of the export that a trail of nodes lies in, by its rootUrl; undefined in a bill of materials. */
export function exportIdAt({ json }: OpenManifest, trail: readonly number[]): string | undefined {
  const entry = trail.find(
    node => json.isObject(node) && json.propertyKey(node, 'rootUrl') !== noNode,
  );
  return entry === undefined ? undefined : summarizeExport(json, entry).exportId;
}
