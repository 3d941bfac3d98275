import { dayText } from '../../util/humanText';
import type { AvroFileFact } from '../facts';
import type { Rule } from '../rule';

/** A file whose rows are of another period than the list it is in. */
export const periodDiffersInFile: Rule = {
  code: 'manifest.period-differs-in-file',
  level: 'error',
  doc: 'The period of the list is deleted before its files are loaded: rows of another day stay there twice, or are deleted with it.',
  bad: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "timeDependent": [{"periodId": "2023-02-22T00:00:00Z", "allEvents": {"files": [«"a.avro"»]}}]}]}',
    given: 'the rows of `a.avro` are of 2023-02-21',
    facts: { avroFile: () => ofPeriod('2023-02-21T00:00:00Z') },
  },
  good: {
    text: '{"exports": [{"rootUrl": "gs://b/datasync/1/2/aa", "timeDependent": [{"periodId": "2023-02-22T00:00:00Z", "allEvents": {"files": ["a.avro"]}}]}]}',
    given: 'the rows of `a.avro` are of 2023-02-22',
    facts: { avroFile: () => ofPeriod('2023-02-22T00:00:00Z') },
  },
  *checkExport({ rootUrl, periods }, facts) {
    const exportId = rootUrl?.exportId ?? facts.exportId;
    if (!facts.avroFile || exportId === undefined) return;
    for (const { periodId, idNode, allEvents, matched } of periods) {
      if (periodId === undefined) continue;
      for (const { files, fileNodes } of allEvents ? [allEvents, ...matched] : matched) {
        for (const [index, path] of files.entries()) {
          const others = otherPeriods(facts.avroFile(exportId, path), periodId);
          if (others.length === 0) continue;
          yield {
            place: fileNodes[index] ?? -1,
            message: `this file holds rows of ${describe(others)}, not only of ${dayText(periodId)}`,
            related: [{ place: idNode, message: 'the period' }],
          };
        }
      }
    }
  },
};

const shownPeriods = 3;

function describe(periods: readonly string[]): string {
  const shown = periods.slice(0, shownPeriods).map(dayText).join(', ');
  return periods.length > shownPeriods ? `${shown} and other days` : shown;
}

function otherPeriods(file: AvroFileFact | undefined, periodId: string): readonly string[] {
  const periods = file?.kind === 'read' ? (file.periods ?? []) : [];
  return periods.filter(period => period !== periodId);
}

function ofPeriod(periodId: string): AvroFileFact {
  return { kind: 'read', rowCount: 7, columns: new Map(), periods: [periodId] };
}
