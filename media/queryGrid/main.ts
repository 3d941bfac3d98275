// The script of the results view: shows what the host says there is.
import type { QueryGridRequests } from '../../shared/protocol/queryGrid';
import { element } from '../element';
import { hostChannel } from '../hostChannel';
import { t } from '../localText';
import { ResultsView } from './resultsView';

const channel = hostChannel<QueryGridRequests>();
// Not the first script of the page: VS Code puts one of its own before ours.
const nonce = document.getElementById('texts')?.nonce ?? '';
const host = element('div', { class: 'results-page' });
const title = element('h1', { class: 'only-read' }, t('Results'));
document.body.replaceChildren(element('main', {}, title, host));
const view = new ResultsView(channel, nonce, host);
void channel.request('watch', {}, { onProgress: state => view.show(state) });
