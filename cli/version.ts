/** The version of package.json, which the build puts in place of the variable. */
export const version: string = process.env['PENDO_DATA_SYNC_VERSION'] ?? '0.0.0';
