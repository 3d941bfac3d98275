// The preview's answers without a thread around them.
import type { ByteSource } from '../../shared/avro/byteSource';
import type { AvroWorkerRequests, FileState, OpenedFile } from '../../shared/protocol/avroPreview';
import { createChannel, serveChannel, type Channel } from '../../shared/protocol/channel';
import { previewHandlers } from '../../shared/worker/avro/previewSession';

export interface Previewing {
  readonly channel: Channel<AvroWorkerRequests>;
  readonly opened: OpenedFile;
  /** Counts all rows. */
  readonly count: () => Promise<FileState>;
  /** The cells of rows by their place in a view. */
  readonly cells: (
    start: number,
    end: number,
    view?: 'file' | number,
  ) => Promise<(string | null)[][]>;
}

/** Opens a source as the preview does. */
export async function previewing(source: ByteSource): Promise<Previewing> {
  let toServer: (message: unknown) => void = () => undefined;
  let toAsker: (message: unknown) => void = () => undefined;
  serveChannel<AvroWorkerRequests>(
    {
      post: message => setImmediate(() => toAsker(message)),
      listen: onMessage => (toServer = onMessage),
    },
    previewHandlers(async () => source),
  );
  const channel = createChannel<AvroWorkerRequests>({
    post: message => setImmediate(() => toServer(message)),
    listen: onMessage => (toAsker = onMessage),
  });
  const opened = await channel.request('open', { kind: 'file', path: source.name });
  return {
    channel,
    opened,
    count: () => channel.request('count', {}),
    cells: async (start, end, view = 'file') => {
      const { rows } = await channel.request('rows', { view, start, end, raw: false });
      return rows.map(({ cells }) => [...cells]);
    },
  };
}
