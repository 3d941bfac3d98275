// The web view's side of the channel to its host, and the state that outlives the view.
import { createChannel, type Channel, type RequestMap } from '../shared/protocol/channel';

/** What a web view may ask of VS Code. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

let api: VsCodeApi | undefined;

/** Where somebody else has got it, as in a notebook, it is handed on. */
export function useVsCode(given: VsCodeApi): void {
  api = given;
}

/** VS Code hands it out once. */
function vsCode(): VsCodeApi {
  return (api ??= acquireVsCodeApi());
}

/** A channel to the extension host. */
export function hostChannel<M extends RequestMap>(): Channel<M> {
  return createChannel<M>({
    post: message => vsCode().postMessage(message),
    listen: onMessage => {
      window.addEventListener('message', event => onMessage(event.data));
    },
  });
}

/** What an earlier life of this view has left. */
export function savedState(): unknown {
  return vsCode().getState();
}

/** Keeps the state over hiding the view and reloading the window. */
export function saveState(state: unknown): void {
  vsCode().setState(state);
}

/** What the host has put into the page, if it has; the host alone writes there. */
export function pageData<T>(): T | undefined {
  const text = document.getElementById('data')?.textContent;
  return text === undefined || text === null ? undefined : (JSON.parse(text) as T);
}
