// The pages of the rules as resources: `pendo-data-sync://rules/manifest.counter-gap`, and `…/index`, which lists them.
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

import { rulePagePrefix } from '../../shared/assistant/tools/explainManifest';
import { rulePages } from '../../shared/manifest/rulePages';
import { rules } from '../../shared/manifest/rules/index';

const mimeType = 'text/markdown';

let pages: ReadonlyMap<string, string> | undefined;

/** The list of the pages, and each page; one that is not there is an error of the protocol. */
export const ruleResources = {
  list: () => [
    { uri: `${rulePagePrefix}index`, name: 'index', title: 'All rules', mimeType },
    ...rules.map(({ code, doc }) => {
      return {
        uri: `${rulePagePrefix}${code}`,
        name: code,
        title: code,
        description: doc,
        mimeType,
      };
    }),
  ],
  read: (uri: string) => {
    // Made when one is asked for: an example of each is checked by its rule.
    pages ??= rulePages();
    const text = uri.startsWith(rulePagePrefix)
      ? pages.get(`${uri.slice(rulePagePrefix.length)}.md`)
      : undefined;
    if (text !== undefined) return { contents: [{ uri, mimeType, text }] };
    const message = `there is no ${uri}; resources/list names all pages`;
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, message, { uri });
  },
};
