// Which rows the table shows while requests overtake each other, without a page.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { RowView } from '../../../../media/avroPreview/rowView';
import { useTexts } from '../../../../media/localText';
import type {
  AvroPreviewRequests,
  FilterCondition,
  FoundRows,
} from '../../../../shared/protocol/avroPreview';
import type { Channel, RequestOptions } from '../../../../shared/protocol/channel';

beforeEach(() => useTexts({}));

test('a search that a newer one overtook has no say any more', async () => {
  const { view, requests, closed } = openView();
  const first = view.filter([inCountry('Chile')]);
  requests[0]?.progress({ view: 1, rowCount: 10 });
  const second = view.filter([inCountry('Peru')]);
  requests[1]?.progress({ view: 2, rowCount: 3 });
  requests[0]?.progress({ view: 1, rowCount: 20 });
  requests[0]?.cancelled();
  await first;
  assert.deepEqual(shown(view), { id: 2, rowCount: 3, isSearching: true, isPartial: false });
  requests[1]?.finish({ view: 2, rowCount: 7 });
  await second;
  assert.deepEqual(shown(view), { id: 2, rowCount: 7, isSearching: false, isPartial: false });
  assert.deepEqual(new Set(closed), new Set([1]));
});

test('what a search finds after its filter was removed is not shown', async () => {
  const { view, requests, closed } = openView();
  const search = view.filter([inCountry('Chile')]);
  await view.filter([]);
  assert.equal(view.isSearching, false);
  requests[0]?.progress({ view: 1, rowCount: 10 });
  requests[0]?.cancelled();
  await search;
  const file = { id: 'file', rowCount: undefined, isSearching: false, isPartial: false };
  assert.deepEqual(shown(view), file);
  assert.deepEqual(closed, [1]);
});

test('an answer that was under way when its search was overtaken is not shown', async () => {
  const { view, requests } = openView();
  const first = view.filter([inCountry('Chile')]);
  const second = view.filter([inCountry('Peru')]);
  requests[0]?.finish({ view: 1, rowCount: 10 });
  await first;
  assert.deepEqual(shown(view), {
    ...{ id: 'file', rowCount: undefined },
    ...{ isSearching: true, isPartial: false },
  });
  requests[1]?.finish({ view: 2, rowCount: 7 });
  await second;
  assert.equal(view.rowCount, 7);
});

test('sorted rows of a filter that was removed meanwhile are not shown', async () => {
  const { view, requests, closed } = openView();
  const search = view.filter([inCountry('Chile')]);
  requests[0]?.finish({ view: 1, rowCount: 10 });
  await search;
  const sort = view.sort({ column: 'seconds', descending: true });
  await view.filter([]);
  requests[1]?.finish({ view: 2, rowCount: 10 });
  await sort;
  assert.equal(view.id, 'file');
  assert.equal(view.order, undefined);
  assert.deepEqual(closed, [1, 2]);
});

test('a search that the user stops keeps what it has found, and says that it is not all', async () => {
  const { view, requests } = openView();
  const search = view.filter([inCountry('Chile')]);
  requests[0]?.progress({ view: 1, rowCount: 10 });
  requests[0]?.cancelled();
  await search;
  assert.deepEqual(shown(view), { id: 1, rowCount: 10, isSearching: false, isPartial: true });
});

/** One search or sort that the host has been asked for. */
interface Request {
  progress(found: FoundRows): void;
  finish(found: FoundRows): void;
  cancelled(): void;
}

/** A view whose host answers when the test says so; the lists it closes are kept. */
function openView(): {
  readonly view: RowView;
  readonly requests: readonly Request[];
  readonly closed: readonly number[];
} {
  const requests: Request[] = [];
  const closed: number[] = [];
  const channel = {
    request(type: string, params: { readonly view: number }, options: RequestOptions<unknown>) {
      if (type === 'closeView') return Promise.resolve(closed.push(params.view));
      return new Promise((resolve, reject) => {
        requests.push({
          progress: found => void options.onProgress?.({ offset: 1, size: 2, ...found }),
          finish: resolve,
          cancelled: () => reject(new Error('cancelled')),
        });
      });
    },
  } as unknown as Channel<AvroPreviewRequests>;
  const view = new RowView({
    channel,
    tasks: {
      run: (_, body) => body(new AbortController().signal, () => undefined).catch(() => undefined),
      cancel: () => undefined,
    },
    isRaw: () => false,
    onView: () => undefined,
    onGrow: () => undefined,
  });
  return { view, requests, closed };
}

function shown({ id, rowCount, isSearching, isPartial }: RowView) {
  return { id, rowCount, isSearching, isPartial };
}

function inCountry(value: string): FilterCondition {
  return { column: 'country', operator: 'equals', value };
}
