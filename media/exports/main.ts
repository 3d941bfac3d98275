// The script of the exports view: shows what the host says there is, as it was left.
import type { ExportsViewRequests } from '../../shared/protocol/exportsView';
import { hostChannel, pageData } from '../hostChannel';
import { ExportsView } from './exportsView';
import { keepExports, loadExports } from './savedExports';

const channel = hostChannel<ExportsViewRequests>();
// Not the first script of the page: VS Code puts one of its own before ours.
const nonce = document.getElementById('texts')?.nonce ?? '';
const saved = loadExports(pageData<unknown>());
// VS Code gives it back to the host when the window is opened again.
keepExports(saved);
const view = new ExportsView(channel, saved, nonce);
void channel.request('watch', {}, { onProgress: state => view.show(state) });
