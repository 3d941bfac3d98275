import type { Rule } from '../rule';

/** A recurring or one-time export whose period lacks allEvents. */
export const withoutAllEvents: Rule = {
  code: 'manifest.without-all-events',
  level: 'information',
  doc: 'Only retroactive exports leave allEvents out; elsewhere the day stays as it was loaded before.',
  bad: {
    text: '{"exports": [{"exportType": null, "timeDependent": [{"periodId": «"2023-02-22T00:00:00Z"»}]}]}',
  },
  good: {
    text: '{"exports": [{"exportType": null, "timeDependent": [{"periodId": "2023-02-22T00:00:00Z", "allEvents": {"files": []}}]}]}',
  },
  *checkExport({ document, isEntry, exportTypes, periods }) {
    // A bill of materials does not say its type.
    if (!isEntry || exportTypes.length > 0) return;
    for (const { node, idNode } of periods) {
      const allEvents = document.property(node, 'allEvents');
      if (allEvents >= 0 && document.kind(allEvents) !== 'null') continue;
      if (document.isBroken(node) || idNode < 0) continue;
      const message = 'this period has no allEvents, though the export is not retroactive';
      yield { place: idNode, message };
    }
  },
};
