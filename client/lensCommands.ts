/** Commands that the server may offer above an export: the client has them. */
export const lensCommands = [
  'pendoDataSync.previewAvro',
  'pendoDataSync.syncExport',
  'pendoDataSync.planFrom',
] as const;
