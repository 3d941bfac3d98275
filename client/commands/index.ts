import type { Command } from '../command';
import { addBucket } from './addBucket';
import { addFolder } from './addFolder';
import { applyPlan } from './applyPlan';
import { cancelQuery } from './cancelQuery';
import { cancelSync } from './cancelSync';
import { changeAccess } from './changeAccess';
import { chooseDatabase } from './chooseDatabase';
import { clearFilter } from './clearFilter';
import { copyId } from './copyId';
import { copyPath } from './copyPath';
import { copyUrl } from './copyUrl';
import { download } from './download';
import { explainAccess } from './explainAccess';
import { explainStatement } from './explainStatement';
import { filterMatched } from './filterMatched';
import { newNotebook } from './newNotebook';
import { openAvroFile } from './openAvroFile';
import { openBillOfMaterials } from './openBillOfMaterials';
import { openExport } from './openExport';
import { openExports } from './openExports';
import { openGuide } from './openGuide';
import { openManifest } from './openManifest';
import { planFrom } from './planFrom';
import { planSync } from './planSync';
import { previewAvro } from './previewAvro';
import { queryDatabase } from './queryDatabase';
import { queryHistory } from './queryHistory';
import { queryTable } from './queryTable';
import { refresh } from './refresh';
import { refreshDatabases } from './refreshDatabases';
import { removeDestination } from './removeDestination';
import { renameDestination } from './renameDestination';
import { revealDatabase } from './revealDatabase';
import { revealOnDisk } from './revealOnDisk';
import { runAllStatements } from './runAllStatements';
import { runStatement } from './runStatement';
import { signIn } from './signIn';
import { sync } from './sync';
import { syncExport } from './syncExport';
import { trySampleData } from './trySampleData';

/** All commands, as the palette and menus know them. */
export const commands: readonly Command[] = [
  addBucket,
  addFolder,
  applyPlan,
  cancelQuery,
  cancelSync,
  changeAccess,
  chooseDatabase,
  clearFilter,
  copyId,
  copyPath,
  copyUrl,
  download,
  explainAccess,
  explainStatement,
  filterMatched,
  newNotebook,
  openAvroFile,
  openBillOfMaterials,
  openExport,
  openExports,
  openGuide,
  openManifest,
  planFrom,
  planSync,
  previewAvro,
  queryDatabase,
  queryHistory,
  queryTable,
  refresh,
  refreshDatabases,
  removeDestination,
  renameDestination,
  revealDatabase,
  revealOnDisk,
  runAllStatements,
  runStatement,
  signIn,
  sync,
  syncExport,
  trySampleData,
];
