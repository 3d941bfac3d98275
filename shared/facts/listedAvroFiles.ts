import { definitionFiles } from '../manifest/definitionFiles';
import type { ExportView } from '../manifest/exportView';
import { matchableTypes } from '../manifest/matchableId';
import type { ListedAvroFile } from './avroIndex';
import type { Question } from './inspectAvroFile';

/** The Avro files that an export lists, each once; `ownExportId` is the folder of a bill of materials. */
export function listedAvroFiles(view: ExportView, ownExportId?: string): ListedAvroFile[] {
  const exportId = view.rootUrl?.exportId ?? ownExportId;
  if (exportId === undefined) return [];
  const questions = new Map<string, Question>();
  const lists = definitionFiles(view.document, view.node);
  for (const type of matchableTypes) for (const file of lists[type]) questions.set(file, type);
  const { paths, timeless } = view.files;
  for (const [i, file] of paths.entries()) {
    if (!questions.has(file)) questions.set(file, i < timeless ? 'columns' : 'periods');
  }
  return [...questions].map(([path, question]) => ({ exportId, path, question }));
}
