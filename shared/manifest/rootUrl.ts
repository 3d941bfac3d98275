// For `gs://bucket/datasync/4598576627318784/-323232/0c2d…` the export id is `0c2d…`.

/** What a rootUrl names below `datasync`, the last segment first looked for. */
export interface RootUrlParts {
  /** Last segment: the export's folder below the manifest's folder. */
  readonly exportId: string;
  /** Last segment but one: an application id, `account` or `visitor`. */
  readonly application: string | undefined;
  readonly subscription: string | undefined;
  /** The path reads `…/datasync/<subscription>/<application>/<export>`, so that the parts are what they seem. */
  readonly isBelowDatasync: boolean;
  /** `gs`, `s3`, …; undefined without `://`. */
  readonly scheme: string | undefined;
}

/** Takes a rootUrl apart; undefined when it names no folder. Trailing slashes are tolerated. */
export function parseRootUrl(rootUrl: string): RootUrlParts | undefined {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\//.exec(rootUrl)?.[1];
  const rest = scheme === undefined ? rootUrl : rootUrl.slice(scheme.length + 3);
  // Only web addresses have queries; a `?` in an object's name is its own.
  const path = /^https?$/i.test(scheme ?? '') ? rest.replace(/[?#].*$/s, '') : rest;
  const segments = path.split('/').filter(segment => segment !== '');
  const exportId = segments.at(-1);
  if (exportId === undefined || exportId === '.' || exportId === '..') return undefined;
  if (exportId.includes('\\') || exportId.includes('\0')) return undefined;
  return {
    exportId,
    application: segments.at(-2),
    subscription: segments.at(-3),
    isBelowDatasync: segments.at(-4) === 'datasync',
    scheme: scheme?.toLowerCase(),
  };
}
