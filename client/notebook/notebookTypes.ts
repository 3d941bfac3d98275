/** Names by which package.json, the editor and the script of results know notebooks. */
export const notebookType = 'pendo-data-sync-notebook';

/** The renderer of results, and the type of what it renders. */
export const resultRenderer = {
  id: 'pendo-data-sync-result',
  controller: 'pendo-data-sync-database',
  mimeType: 'application/vnd.pendo-data-sync.result+json',
} as const;
