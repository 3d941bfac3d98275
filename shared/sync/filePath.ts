import type { PlanTarget, StepSource } from '../plan/loadPlan';

/** Path in the store of a file that an export lists: below the manifest's folder, never elsewhere. */
export function filePath(
  { folder }: Pick<PlanTarget, 'folder'>,
  { exportId }: Pick<StepSource, 'exportId'>,
  path: string,
): string {
  return [folder, exportId, path].filter(part => part !== '').join('/');
}
