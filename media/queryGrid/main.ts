// The script of the results view: shows what the host says there is.
import type { QueryGridRequests } from '../../shared/protocol/queryGrid';
import { hostChannel } from '../hostChannel';
import { ResultsView } from './resultsView';

const channel = hostChannel<QueryGridRequests>();
// Not the first script of the page: VS Code puts one of its own before ours.
const nonce = document.getElementById('texts')?.nonce ?? '';
const view = new ResultsView(channel, nonce);
void channel.request('watch', {}, { onProgress: state => view.show(state) });
