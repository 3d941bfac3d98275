import type { ManifestFileKind } from './types';

/** Which of the two files a name says it is: `exportmanifest.json`, also `acme.exportmanifest.json`. */
export function kindOfFileName(name: string): ManifestFileKind | undefined {
  const file = name.toLowerCase();
  if (file === 'exportmanifest.json' || file.endsWith('.exportmanifest.json')) {
    return 'exportManifest';
  }
  if (file === 'billofmaterials.json' || file.endsWith('.billofmaterials.json')) {
    return 'billOfMaterials';
  }
  return undefined;
}
