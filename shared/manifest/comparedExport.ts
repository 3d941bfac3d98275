import { summarizeExport, type ComparedExport, type ExportView } from './exportView';

/** What is kept of an export when the rules have looked at it by itself: little, for there may be many. */
export function toComparedExport({
  document,
  node,
  exportTypes,
  periods,
}: ExportView): ComparedExport {
  return {
    ...summarizeExport(document, node),
    exportTypes,
    periods: periods.flatMap(({ node: period, idNode, periodId }) =>
      periodId === undefined ? [] : [{ node: period, idNode, periodId }],
    ),
  };
}
