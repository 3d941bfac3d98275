import type { PlanTarget, StepSource } from './loadPlan';

/** Where a listed file lies in the store: `datasync/1/2/<export id>/allevents.avro`. */
export function filePathOf(
  { folder }: Pick<PlanTarget, 'folder'>,
  { exportId }: Pick<StepSource, 'exportId'>,
  relativePath: string,
): string {
  const below = `${exportId}/${relativePath}`;
  return folder === '' ? below : `${folder}/${below}`;
}
