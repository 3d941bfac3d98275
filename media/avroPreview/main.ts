// The script of the preview's web view: asks for the file, then shows it or says why not.
import type { AvroPreviewRequests } from '../../shared/protocol/avroPreview';
import { hostChannel } from '../hostChannel';
import { failedView } from './notice';
import { Preview } from './preview';
import { loadPreview } from './savedPreview';

async function start(): Promise<void> {
  const channel = hostChannel<AvroPreviewRequests>();
  const saved = loadPreview();
  // Not the first script of the page: VS Code puts one of its own before ours.
  const nonce = document.getElementById('texts')?.nonce ?? '';
  try {
    const { opened, first } = await channel.request('ready', {});
    await new Preview({ channel, opened, first, saved, nonce }).start();
  } catch (error) {
    const reload = () => void channel.request('reload', {});
    document.body.replaceChildren(failedView(error, reload));
  }
}

void start();
