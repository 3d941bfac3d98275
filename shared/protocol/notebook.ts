// What passes between a notebook's renderer, which is one for all cells, and the extension host.

/** In both directions. */
export type NotebookMessage =
  /** The renderer has begun: it needs the texts of the user's language. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'texts'; readonly texts: Readonly<Record<string, string>> }
  /** A view of an output says something on its channel (`QueryGridRequests`). */
  | {
      readonly kind: 'ask';
      readonly view: string;
      readonly output: string;
      readonly message: unknown;
    }
  /** The host says something on the channel of a view. */
  | { readonly kind: 'answer'; readonly view: string; readonly message: unknown }
  /** The view is not shown any more. */
  | { readonly kind: 'end'; readonly view: string };
