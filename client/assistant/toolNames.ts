/** The tools for assistants, as `shared/assistant` calls them: known before it is read. */
export const toolNames = [
  'listDestinations',
  'listExports',
  'explainManifest',
  'planSync',
  'describeDatabase',
  'queryDatabase',
] as const;

/** The name of one of them. */
export type ToolName = (typeof toolNames)[number];

/** What VS Code calls them. */
export const toolPrefix = 'pendo-data-sync_';
