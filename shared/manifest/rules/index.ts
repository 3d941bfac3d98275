// The list of all rules.
import type { Rule } from '../rule';
import { badEncoding } from './badEncoding';
import { billOfMaterialsDiffers } from './billOfMaterialsDiffers';
import { codecUnreadable } from './codecUnreadable';
import { counterGap } from './counterGap';
import { counterNotCount } from './counterNotCount';
import { counterZero } from './counterZero';
import { deleteOnly } from './deleteOnly';
import { duplicateCounter } from './duplicateCounter';
import { duplicateExportId } from './duplicateExportId';
import { duplicateFile } from './duplicateFile';
import { duplicateMatched } from './duplicateMatched';
import { duplicatePeriod } from './duplicatePeriod';
import { duplicateRootUrl } from './duplicateRootUrl';
import { eventCountDiffers } from './eventCountDiffers';
import { eventCountNotCount } from './eventCountNotCount';
import { eventCountWithoutFiles } from './eventCountWithoutFiles';
import { eventCountZero } from './eventCountZero';
import { exportFilesMissing } from './exportFilesMissing';
import { exportOld } from './exportOld';
import { fileAboveCap } from './fileAboveCap';
import { fileCaseDiffers } from './fileCaseDiffers';
import { fileDamaged } from './fileDamaged';
import { fileExtension } from './fileExtension';
import { fileMissing } from './fileMissing';
import { fileNotListed } from './fileNotListed';
import { finishBeforeTimestamp } from './finishBeforeTimestamp';
import { folderDiffers } from './folderDiffers';
import { generatedBeforeFinish } from './generatedBeforeFinish';
import { manifestOld } from './manifestOld';
import { matchedFolderDiffers } from './matchedFolderDiffers';
import { matchedIdForm } from './matchedIdForm';
import { matchedTypeDiffers } from './matchedTypeDiffers';
import { missingKey } from './missingKey';
import { misspeltKey } from './misspeltKey';
import { notJson } from './notJson';
import { numberOfFiles } from './numberOfFiles';
import { periodAfterExport } from './periodAfterExport';
import { periodDiffersInFile } from './periodDiffersInFile';
import { periodInFuture } from './periodInFuture';
import { periodNotMidnight } from './periodNotMidnight';
import { periodSuperseded } from './periodSuperseded';
import { retroactiveAllEvents } from './retroactiveAllEvents';
import { retroactiveWithoutDefinitions } from './retroactiveWithoutDefinitions';
import { rootUrlDiffers } from './rootUrlDiffers';
import { rootUrlScheme } from './rootUrlScheme';
import { rootUrlTrailingSlash } from './rootUrlTrailingSlash';
import { schemaDiffers } from './schemaDiffers';
import { splitGap } from './splitGap';
import { storageSizeDiffers } from './storageSizeDiffers';
import { syntaxRules } from './syntax/index';
import { testExport } from './testExport';
import { timestampForm } from './timestampForm';
import { timestampPrecision } from './timestampPrecision';
import { timestampUnreadable } from './timestampUnreadable';
import { timestampWithoutZone } from './timestampWithoutZone';
import { unknownExportType } from './unknownExportType';
import { unknownKey } from './unknownKey';
import { unknownMatchable } from './unknownMatchable';
import { unknownMatchableType } from './unknownMatchableType';
import { unsafePath } from './unsafePath';
import { withoutAllEvents } from './withoutAllEvents';
import { wrongFamily } from './wrongFamily';
import { wrongType } from './wrongType';

/** Every check there is. A new one is a file beside this one and a line here. */
export const rules: readonly Rule[] = [
  notJson,
  badEncoding,
  ...syntaxRules,
  missingKey,
  misspeltKey,
  unknownKey,
  wrongType,
  duplicateCounter,
  counterNotCount,
  counterZero,
  counterGap,
  duplicateRootUrl,
  duplicateExportId,
  rootUrlDiffers,
  rootUrlScheme,
  rootUrlTrailingSlash,
  folderDiffers,
  wrongFamily,
  unknownExportType,
  testExport,
  retroactiveAllEvents,
  withoutAllEvents,
  retroactiveWithoutDefinitions,
  periodNotMidnight,
  periodInFuture,
  periodAfterExport,
  periodSuperseded,
  duplicatePeriod,
  duplicateMatched,
  matchedTypeDiffers,
  matchedIdForm,
  unknownMatchableType,
  unknownMatchable,
  matchedFolderDiffers,
  unsafePath,
  fileExtension,
  duplicateFile,
  splitGap,
  fileMissing,
  fileCaseDiffers,
  fileNotListed,
  fileAboveCap,
  exportFilesMissing,
  deleteOnly,
  eventCountNotCount,
  eventCountZero,
  eventCountWithoutFiles,
  numberOfFiles,
  storageSizeDiffers,
  eventCountDiffers,
  periodDiffersInFile,
  codecUnreadable,
  fileDamaged,
  schemaDiffers,
  billOfMaterialsDiffers,
  timestampUnreadable,
  timestampWithoutZone,
  timestampForm,
  timestampPrecision,
  finishBeforeTimestamp,
  generatedBeforeFinish,
  manifestOld,
  exportOld,
];
