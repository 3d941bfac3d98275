import { syntaxRule } from './syntaxRule';

/** A backslash that begins no escape of JSON. */
export const badEscape = syntaxRule('bad-escape', {
  doc: 'JSON knows few escapes; readers refuse others, or read them differently.',
  bad: '{"exports": [{"application": {"displayName": "Acme«\\x»20CRM"}}]}',
  good: '{"exports": [{"application": {"displayName": "Acme\\u0020CRM"}}]}',
});
