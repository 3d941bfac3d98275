import { syntaxRule } from './syntaxRule';

/** Two items without a comma between them. */
export const missingComma = syntaxRule('missing-comma', {
  fixTitle: 'Insert the comma',
  doc: 'Without the comma the file is no JSON, and no loader can read it.',
  bad: '{"exports": []«» "generatedTime": "2023-02-23T08:00:00Z"}',
  good: '{"exports": [], "generatedTime": "2023-02-23T08:00:00Z"}',
});
