// The script of the preview's web view: takes the file that came with the page or asks for it, then shows it or says why not.
import type { AvroPreviewRequests, ReadyFile } from '../../shared/protocol/avroPreview';
import { hostChannel, pageData } from '../hostChannel';
import { failedView } from './notice';
import { Preview } from './preview';
import { loadPreview } from './savedPreview';

async function start(): Promise<void> {
  const channel = hostChannel<AvroPreviewRequests>();
  // Not the first script of the page: VS Code puts one of its own before ours.
  const nonce = document.getElementById('texts')?.nonce ?? '';
  try {
    void channel.request('begin', {});
    const ready = pageData<ReadyFile>() ?? (await channel.request('ready', {}));
    await new Preview({ channel, ...ready, saved: loadPreview(), nonce }).start();
  } catch (error) {
    const reload = () => void channel.request('reload', {});
    document.body.replaceChildren(failedView(error, reload));
  }
}

void start();
