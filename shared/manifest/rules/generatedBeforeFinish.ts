import type { PlaceInExport } from '../comparedExport';
import type { Rule } from '../rule';
import { parseUtc } from '../timestamps';

/** A manifest that was written before an export that it lists was finished. */
export const generatedBeforeFinish: Rule = {
  code: 'manifest.generated-before-finish',
  level: 'hint',
  doc: 'A manifest lists only complete exports: one that is older than an export it lists was edited, or a clock is wrong.',
  bad: {
    text: '{"exports": [{"finishTime": "2023-02-23T09:00:00Z"}], "generatedTime": «"2023-02-23T08:00:00Z"»}',
  },
  good: {
    text: '{"exports": [{"finishTime": "2023-02-23T07:00:00Z"}], "generatedTime": "2023-02-23T08:00:00Z"}',
  },
  *checkManifest({ document, exports }) {
    const place = document.property(document.root, 'generatedTime');
    const generated = parseUtc(document.stringValue(place) ?? '');
    if (generated === undefined) return;
    let newest: { readonly time: number; readonly place: PlaceInExport } | undefined;
    for (const { finishTime, finished } of exports) {
      if (!finishTime || finished === undefined) continue;
      if (finished > (newest?.time ?? generated)) newest = { time: finished, place: finishTime.at };
    }
    if (!newest) return;
    yield {
      place,
      message: 'generatedTime lies before the finishTime of an export',
      related: [{ place: newest.place, message: 'the newest finishTime' }],
    };
  },
};
